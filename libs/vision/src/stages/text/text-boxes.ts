import { orderCorners } from '../../image/quad.js';
import type { Point, Quad } from '../../image/rgb-image.js';
import { type OpenCv, type RotatedRect, withMats } from '../../runtime/opencv.js';

export interface TextBox {
  readonly quad: Quad;
  /** Mean text probability inside the box, 0 … 1. */
  readonly score: number;
}

export interface TextBoxOptions {
  /** A pixel is text above this probability. */
  readonly threshold: number;
  /** A box is kept from this mean probability on. */
  readonly minScore: number;
  /** How far the shrunken text kernels are grown back: offset = area · unclip / perimeter. */
  readonly unclip: number;
}

/** Kernels thinner than this many pixels are noise. */
const MIN_SIDE = 3;

/**
 * Text boxes from a probability map (differentiable binarisation: Liao et al., "Real-time scene text
 * detection with differentiable binarization", AAAI 2020, §3.5, with rotated rectangles for polygons).
 *
 * @param map `width × height` probabilities, row-major; the quads are in its pixels.
 */
export function boxesFromProbabilities(
  cv: OpenCv,
  map: Float32Array,
  width: number,
  height: number,
  { threshold, minScore, unclip }: TextBoxOptions,
): TextBox[] {
  const binary = new Uint8Array(map.length);
  for (let i = 0; i < map.length; i++) binary[i] = map[i]! > threshold ? 255 : 0;
  return withMats(cv, (own) => {
    const mask = own(cv.matFromArray(height, width, cv.CV_8UC1, binary));
    const contours = own(new cv.MatVector());
    cv.findContours(mask, contours, own(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE);
    const boxes: TextBox[] = [];
    for (let i = 0; i < contours.size(); i++) {
      const rect = cv.minAreaRect(own(contours.get(i)));
      // Contours run through pixel centres; the kernel is one pixel larger each way.
      const kernel = resized(rect, rect.size.width + 1, rect.size.height + 1);
      if (Math.min(kernel.size.width, kernel.size.height) < MIN_SIDE) continue;
      const score = meanInside(map, width, height, kernel, cornersOf(cv, kernel));
      if (score < minScore) continue;
      const { width: w, height: h } = kernel.size;
      const growth = (w * h * unclip) / (w + h);
      boxes.push({ quad: orderCorners(cornersOf(cv, resized(kernel, w + growth, h + growth))), score });
    }
    return boxes;
  });
}

const resized = ({ center, angle }: RotatedRect, width: number, height: number): RotatedRect => ({
  center,
  angle,
  size: { width, height },
});

const cornersOf = (cv: OpenCv, rect: RotatedRect): Point[] =>
  cv.RotatedRect.points(rect).map(({ x, y }): Point => [x, y]);

function meanInside(
  map: Float32Array,
  width: number,
  height: number,
  { center, size, angle }: RotatedRect,
  corners: readonly Point[],
): number {
  const clampX = (x: number) => Math.min(width - 1, Math.max(0, x));
  const clampY = (y: number) => Math.min(height - 1, Math.max(0, y));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const cos = Math.cos((angle * Math.PI) / 180);
  const sin = Math.sin((angle * Math.PI) / 180);
  let sum = 0;
  let count = 0;
  for (let y = clampY(Math.floor(Math.min(...ys))); y <= clampY(Math.ceil(Math.max(...ys))); y++) {
    for (let x = clampX(Math.floor(Math.min(...xs))); x <= clampX(Math.ceil(Math.max(...xs))); x++) {
      const u = (x - center.x) * cos + (y - center.y) * sin;
      const v = (y - center.y) * cos - (x - center.x) * sin;
      if (Math.abs(u) > size.width / 2 || Math.abs(v) > size.height / 2) continue;
      sum += map[y * width + x]!;
      count += 1;
    }
  }
  return count ? sum / count : 0;
}
