import { UndecodableImageError } from '../../image/decode.js';
import { decodePages } from '../../image/decode-pages.js';
import { perceptualHash } from './perceptual-hash.js';

/** Far finer than the grid of the hash, and soon decoded. */
const MAX_SIDE = 512;
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
