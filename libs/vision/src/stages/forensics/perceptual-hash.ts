import { lumaPlane } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';

const COLUMNS = 17;
const ROWS = 16;

/** Bits of a perceptual hash. */
export const HASH_BITS = (COLUMNS - 1) * ROWS;

/**
 * Difference hash: one bit per cell of a 16 × 16 grid, set where brightness rises to the right. Copies of
 * one picture, rescaled, recompressed or slightly retouched, differ in few bits.
 *
 * @param margin levels of 0 … 255 by which brightness has to rise: above 0, the noise of even areas sets no bit
 * @returns 64 hex digits.
 */
export async function perceptualHash(image: RgbImage, { margin = 0 } = {}): Promise<string> {
  const small = await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
    .resize(COLUMNS, ROWS, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  const { data } = lumaPlane(small, COLUMNS, ROWS);
  let hash = '';
  for (let y = 0; y < ROWS; y++) {
    for (let x = 0; x < COLUMNS - 1; x += 4) {
      let digit = 0;
      for (let k = 0; k < 4; k++) {
        const i = y * COLUMNS + x + k;
        digit = (digit << 1) | (data[i + 1]! > data[i]! + margin ? 1 : 0);
      }
      hash += digit.toString(16);
    }
  }
  return hash;
}

/** Number of bits in which two hashes differ; about half of them for unrelated pictures. */
export function hashDistance(p: string, q: string): number {
  if (p.length !== q.length) throw new RangeError('hashes of different length');
  let bits = 0;
  for (let i = 0; i < p.length; i++) {
    let differing = Number.parseInt(p[i]!, 16) ^ Number.parseInt(q[i]!, 16);
    for (; differing; differing &= differing - 1) bits++;
  }
  return bits;
}
