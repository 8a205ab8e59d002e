import { distance } from './geometry.js';
import { solve } from './linear-equations.js';
import type { Point, Quad, RgbImage } from './rgb-image.js';

/** Bound once: in the loop below a look-up through the global object costs as much as the sampling. */
const { floor, max, min } = Math;

/** Row-major 3 × 3 projective map without its last entry, which is 1. */
type Homography = readonly [number, number, number, number, number, number, number, number];

/** Beyond 3 × 3 samples a pixel the gain is not measurable on text. */
const MAX_SAMPLES_PER_SIDE = 3;

/**
 * The part of a picture inside `quad`, straightened to `width` × `height` pixels. Bilinear, with up to
 * 3 × 3 samples per pixel where the view shrinks; outside the picture its border pixels continue.
 */
export function warpQuad(image: RgbImage, quad: Quad, width: number, height: number): RgbImage {
  const h = rectangleToQuad(width, height, quad);
  const shrink = max(distance(quad[0], quad[1]) / width, distance(quad[0], quad[3]) / height);
  const samples = max(1, min(MAX_SAMPLES_PER_SIDE, Math.round(shrink)));
  const share = 1 / (samples * samples);
  const { data, width: sourceWidth, height: sourceHeight } = image;
  if (sourceWidth < 2 || sourceHeight < 2) throw new RangeError('the picture is smaller than 2 × 2 pixels');
  const stride = sourceWidth * 3;
  const out = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let s = 0; s < samples * samples; s++) {
        const px = x + ((s % samples) + 0.5) / samples;
        const py = y + (floor(s / samples) + 0.5) / samples;
        const z = h[6] * px + h[7] * py + 1;
        const u = clamp((h[0] * px + h[1] * py + h[2]) / z, sourceWidth - 1);
        const v = clamp((h[3] * px + h[4] * py + h[5]) / z, sourceHeight - 1);
        const x0 = min(floor(u), sourceWidth - 2);
        const y0 = min(floor(v), sourceHeight - 2);
        const fx = u - x0;
        const fy = v - y0;
        const i = y0 * stride + x0 * 3;
        const j = i + stride;
        const a = (1 - fx) * (1 - fy);
        const b = fx * (1 - fy);
        const c = (1 - fx) * fy;
        const d = fx * fy;
        red += a * data[i]! + b * data[i + 3]! + c * data[j]! + d * data[j + 3]!;
        green += a * data[i + 1]! + b * data[i + 4]! + c * data[j + 1]! + d * data[j + 4]!;
        blue += a * data[i + 2]! + b * data[i + 5]! + c * data[j + 2]! + d * data[j + 5]!;
      }
      out[o] = red * share + 0.5;
      out[o + 1] = green * share + 0.5;
      out[o + 2] = blue * share + 0.5;
    }
  }
  return { data: out, width, height };
}

const clamp = (value: number, limit: number): number => max(0, min(value, limit));

/** Where a point of the view that `warpQuad` returns lies in the picture. */
export function pointOnQuad([x, y]: Point, quad: Quad, width: number, height: number): Point {
  const [a, b, c, d, e, f, g, h] = rectangleToQuad(width, height, quad);
  const z = g * (x + 0.5) + h * (y + 0.5) + 1;
  return [(a * (x + 0.5) + b * (y + 0.5) + c) / z, (d * (x + 0.5) + e * (y + 0.5) + f) / z];
}

/** The projective map that carries the corners of a `width` × `height` rectangle onto `quad`. */
function rectangleToQuad(width: number, height: number, quad: Quad): Homography {
  const corners: readonly Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const rows = corners.flatMap(([x, y], i) => {
    const [u, v] = quad[i]!;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  return solve(rows) as unknown as Homography;
}
