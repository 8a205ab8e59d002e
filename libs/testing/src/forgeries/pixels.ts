import sharp from 'sharp';
import { apply, type Homography, type Quad, rectToQuad } from '../capture/homography.js';
import type { Photograph } from '../capture/photograph.js';
import type { Box } from '../documents/print-zones.js';
import type { SeededRandom } from '../random.js';

/** Interleaved 8-bit RGB that may be drawn on. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A picture as an image editor opens it. */
export async function open(image: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(image)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength).slice();
  return { data: pixels, width: info.width, height: info.height };
}

/** A picture as an image editor saves it. `quality` is libjpeg's, 1–100. */
export function save({ data, width, height }: Pixels, quality: number): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}

/** Where a rectangle of the render lies on its photograph. */
export function onPhotograph(
  { left, top, width, height }: Box,
  render: { readonly width: number; readonly height: number },
  { corners }: Pick<Photograph, 'corners'>,
): Quad {
  const map: Homography = rectToQuad(render.width, render.height, corners);
  const at = (x: number, y: number) => apply(map, [x, y]);
  return [at(left, top), at(left + width, top), at(left + width, top + height), at(left, top + height)];
}

/** Lays raw RGBA of the picture's own size over the picture. */
export function lay(pixels: Pixels, layer: Uint8Array): void {
  const { data } = pixels;
  for (let i = 0, p = 0; i < layer.length; i += 4, p += 3) {
    const opacity = layer[i + 3]! / 255;
    if (opacity === 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      data[p + channel] = data[p + channel]! * (1 - opacity) + layer[i + channel]! * opacity;
    }
  }
}

/**
 * Normal deviates for millions of pixels: stretches of a table, entered at random. Drawing each anew takes
 * seconds in a test runner's sandbox.
 */
export function deviates(random: SeededRandom): () => number {
  const table = Float32Array.from({ length: 1 << 14 }, () => random.normal());
  let at = 0;
  let left = 0;
  return () => {
    if (left === 0) {
      left = 997;
      at = random.integer(0, table.length - 1);
    }
    left--;
    at = (at + 1) & (table.length - 1);
    return table[at]!;
  };
}
