import { UndecodableImageError } from '../../image/decode.js';
import { decodePages } from '../../image/decode-pages.js';
import { perceptualHash } from './perceptual-hash.js';

/** Far finer than the grid of the hash, and soon decoded. */
const MAX_SIDE = 512;
/**
 * Levels of 0 … 255. Without it the noise of even areas sets bits, and copies of a flat scan lie as far from it (22
 * bits in the middle) as the nearest scan of another document; with it, 4 to 14 (docs/accuracy.md, reuse).
 */
const MARGIN = 3;

/**
 * The perceptual hash of a file as a person sent it, of a PDF that of its first page; null when it cannot be
 * decoded.
 *
 * @returns 64 hex digits; see {@link perceptualHash}.
 */
export async function hashPicture(bytes: Uint8Array): Promise<string | null> {
  try {
    const [page] = await decodePages(bytes, { maxSide: MAX_SIDE });
    return page ? await perceptualHash(page, { margin: MARGIN }) : null;
  } catch (error) {
    if (error instanceof UndecodableImageError) return null;
    throw error;
  }
}
