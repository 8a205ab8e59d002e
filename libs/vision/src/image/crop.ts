import type { Box } from './geometry.js';
import type { RgbImage } from './rgb-image.js';

/**
 * Copies the part of a picture inside `box`, rounded outwards to whole pixels and clamped to the picture.
 *
 * @throws {RangeError} when nothing of the picture lies inside the box.
 */
export function cropImage(image: RgbImage, box: Box): RgbImage {
  const left = Math.max(0, Math.floor(box.left));
  const top = Math.max(0, Math.floor(box.top));
  const width = Math.min(image.width, Math.ceil(box.right)) - left;
  const height = Math.min(image.height, Math.ceil(box.bottom)) - top;
  if (!(width > 0 && height > 0)) throw new RangeError('the box lies outside the picture');
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * image.width + left) * 3;
    data.set(image.data.subarray(start, start + width * 3), y * width * 3);
  }
  return { data, width, height };
}
