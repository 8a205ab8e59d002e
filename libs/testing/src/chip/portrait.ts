import sharp from 'sharp';
import { dataGroup2 } from './data-groups.js';

/** A face as chips hold it: upright, 300 × 400 pixels, compressed hard (ICAO 9303-10, 4.7.2: 12 to 20 KB). */
export async function dataGroup2Of(portrait: Uint8Array): Promise<Uint8Array> {
  const [width, height] = [300, 400];
  const bytes = await sharp(portrait)
    .resize(width, height, { fit: 'cover' })
    .jpeg({ quality: 80 })
    .toBuffer();
  return dataGroup2({ bytes, kind: 'jpeg', width, height });
}
