import { cropImage } from '../../image/crop.js';
import { correlation } from '../../image/fine-structure.js';
import type { Box } from '../../image/geometry.js';
import { lumaOf } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';

/** Bound once: in hot loops a look-up through the global object costs as much as the work. */
const { floor, max, min } = Math;

/** Side in pixels of the patch around the middle of the face that is compared. */
const SIDE = 160;

/** Pixels by which a copy may have been shifted. */
const MAX_SHIFT = 4;

const REACH = SIDE + 2 * MAX_SHIFT;

/** Edges would outweigh the noise: what departs further than this from its surroundings counts as this much. */
const LIMIT = 6;

/**
 * How much of their finest structure two pictures of one face share, −1 to 1: sensor noise is new in every exposure, and
 * a living face never holds still by the pixel, but a picture that was only encoded again, brightened or shifted keeps its
 * grain. Null where the pictures differ in size or are too small.
 */
export function sharedNoise(
  first: { readonly image: RgbImage; readonly face: Box },
  second: { readonly image: RgbImage; readonly face: Box },
): number | null {
  const { width, height } = first.image;
  if (second.image.width !== width || second.image.height !== height) return null;
  if (min(width, height) < SIDE + 2 * MAX_SHIFT + 2) return null;
  const left = corner(first.face.left, first.face.right, width);
  const top = corner(first.face.top, first.face.bottom, height);
  const patch = cut(grainOf(first.image, left, top), 0, 0);
  const other = grainOf(second.image, left, top);
  let most = -1;
  for (let dy = -MAX_SHIFT; dy <= MAX_SHIFT; dy++) {
    for (let dx = -MAX_SHIFT; dx <= MAX_SHIFT; dx++) most = max(most, correlation(patch, cut(other, dx, dy)));
  }
  return most;
}

/** Where the patch begins, so that it and its shifts stay inside the picture. */
function corner(from: number, to: number, size: number): number {
  return max(MAX_SHIFT + 1, min(size - SIDE - MAX_SHIFT - 1, floor((from + to - SIDE) / 2)));
}

/** The grain of the patch and of the border that its shifts reach. */
function grainOf(image: RgbImage, left: number, top: number): Float32Array {
  const border = MAX_SHIFT + 1;
  const from = { left: left - border, top: top - border };
  const window = { ...from, right: from.left + REACH + 2, bottom: from.top + REACH + 2 };
  const { data, width } = lumaOf(cropImage(image, window));
  const grain = new Float32Array(REACH * REACH);
  for (let y = 0, o = 0; y < REACH; y++) {
    for (let x = 0, i = (y + 1) * width + 1; x < REACH; x++, i++, o++) {
      const around = (data[i - 1]! + data[i + 1]! + data[i - width]! + data[i + width]!) / 4;
      grain[o] = max(-LIMIT, min(LIMIT, data[i]! - around));
    }
  }
  return grain;
}

/** The patch at a shift. */
function cut(grain: Float32Array, dx: number, dy: number): Float32Array {
  const patch = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    const from = (y + MAX_SHIFT + dy) * REACH + MAX_SHIFT + dx;
    patch.set(grain.subarray(from, from + SIDE), y * SIDE);
  }
  return patch;
}
