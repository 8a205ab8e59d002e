import { decodeImage } from '@idem/vision/image/decode';
import { decodeJpeg2000 } from '@idem/vision/image/decode-jpeg2000';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { DataGroup2 } from './lds/dg2.js';

/** Pixels along the longer side: the face-match check's own bound, which no portrait on a chip reaches. */
const MAX_SIDE = 1600;

/**
 * Decodes the face of DG2, which the state put there for comparison with the holder.
 *
 * @throws {UndecodableImageError} when the picture is truncated, corrupt or larger than four megapixels.
 */
export function decodePortrait({ mimeType, picture }: DataGroup2): Promise<RgbImage> {
  return mimeType === 'image/jpeg'
    ? decodeImage(picture, { maxSide: MAX_SIDE, maxPixels: 4_000_000 })
    : decodeJpeg2000(picture);
}
