import type { Affine } from './geometry.js';
import type { RgbImage } from './rgb-image.js';

/** Half-size copies are made once per picture and live as long as the picture does. */
const halved = new WeakMap<RgbImage, RgbImage>();

/**
 * Samples an affine view of a picture bilinearly.
 *
 * `toSource` maps a pixel of the result to a pixel of `image`. When the view shrinks the picture, samples
 * come from the level of a half-size pyramid that avoids aliasing: a face alignment at 112 px of a
 * 3,000 px picture would otherwise read every 20th pixel and see noise.
 *
 * @returns interleaved RGB, 0–255, `width · height · 3`; pixels outside the picture hold `fill`.
 */
export function warpAffine(
  image: RgbImage,
  toSource: Affine,
  width: number,
  height: number,
  fill = 0,
): Float32Array {
  const [a, b, c, d, e, f] = toSource;
  const scale = Math.sqrt(Math.abs(a * e - b * d));
  // −0.25: switch a level down a little late, so that a view between two levels keeps its detail.
  const { source, level } = pyramidLevel(image, Math.max(0, Math.round(Math.log2(scale) - 0.25)));
  const k = 1 / (1 << level);
  const { data, width: sw, height: sh } = source;
  const out = new Float32Array(width * height * 3);
  // One-pixel-wide pictures have no right or lower neighbour: step by zero instead.
  const lastX = sw > 1 ? sw - 2 : 0;
  const lastY = sh > 1 ? sh - 2 : 0;
  const right = sw > 1 ? 3 : 0;
  const below = sh > 1 ? sw * 3 : 0;
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const sx = (a * x + b * y + c + 0.5) * k - 0.5;
      const sy = (d * x + e * y + f + 0.5) * k - 0.5;
      if (!(sx >= -0.5 && sy >= -0.5 && sx <= sw - 0.5 && sy <= sh - 0.5)) {
        out[o] = out[o + 1] = out[o + 2] = fill;
        continue;
      }
      const x0 = sx <= 0 ? 0 : sx < lastX ? sx | 0 : lastX;
      const y0 = sy <= 0 ? 0 : sy < lastY ? sy | 0 : lastY;
      const fx = sx <= x0 ? 0 : sx < x0 + 1 ? sx - x0 : 1;
      const fy = sy <= y0 ? 0 : sy < y0 + 1 ? sy - y0 : 1;
      const i = (y0 * sw + x0) * 3;
      const j = i + right;
      const p = i + below;
      const q = p + right;
      const w11 = fx * fy;
      const w01 = fx - w11;
      const w10 = fy - w11;
      const w00 = 1 - fx - w10;
      // Written out per channel: this is the innermost loop of every look at a face.
      out[o] = data[i]! * w00 + data[j]! * w01 + data[p]! * w10 + data[q]! * w11;
      out[o + 1] = data[i + 1]! * w00 + data[j + 1]! * w01 + data[p + 1]! * w10 + data[q + 1]! * w11;
      out[o + 2] = data[i + 2]! * w00 + data[j + 2]! * w01 + data[p + 2]! * w10 + data[q + 2]! * w11;
    }
  }
  return out;
}

/** `warpAffine`, rounded to an 8-bit picture. */
export function warpToImage(
  image: RgbImage,
  toSource: Affine,
  width: number,
  height: number,
  fill = 0,
): RgbImage {
  return { data: toBytes(warpAffine(image, toSource, width, height, fill)), width, height };
}

/** Values of 0–255, rounded. */
export function toBytes(pixels: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pixels.length);
  // A loop: `Uint8Array.from` with a function takes twenty times as long.
  for (let i = 0; i < pixels.length; i++) bytes[i] = Math.round(pixels[i]!);
  return bytes;
}

/** The map for `warpAffine` that shows the window at (left, top) of the given size in width × height pixels. */
export function windowMap(
  left: number,
  top: number,
  windowWidth: number,
  windowHeight: number,
  width: number,
  height: number,
): Affine {
  const kx = windowWidth / width;
  const ky = windowHeight / height;
  return [kx, 0, left + kx / 2 - 0.5, 0, ky, top + ky / 2 - 0.5];
}

function pyramidLevel(image: RgbImage, wanted: number): { source: RgbImage; level: number } {
  let source = image;
  for (let level = 0; level < wanted; level++) {
    if (source.width < 4 || source.height < 4) return { source, level };
    let next = halved.get(source);
    if (!next) {
      next = halve(source);
      halved.set(source, next);
    }
    source = next;
  }
  return { source, level: wanted };
}

function halve(image: RgbImage): RgbImage {
  const width = image.width >> 1;
  const height = image.height >> 1;
  const out = new Uint8Array(width * height * 3);
  const { data } = image;
  const stride = image.width * 3;
  for (let y = 0, o = 0; y < height; y++) {
    let i = 2 * y * stride;
    let j = i + stride;
    // Written out per channel: every pixel of a photograph passes here.
    for (const end = o + 3 * width; o < end; o += 3, i += 6, j += 6) {
      out[o] = (data[i]! + data[i + 3]! + data[j]! + data[j + 3]! + 2) >> 2;
      out[o + 1] = (data[i + 1]! + data[i + 4]! + data[j + 1]! + data[j + 4]! + 2) >> 2;
      out[o + 2] = (data[i + 2]! + data[i + 5]! + data[j + 2]! + data[j + 5]! + 2) >> 2;
    }
  }
  return { data: out, width, height };
}
