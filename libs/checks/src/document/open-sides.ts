import { UndecodableImageError } from '@idem/vision/image/decode';
import { decodePages, isPdf } from '@idem/vision/image/decode-pages';
import { UnreadablePdfError } from '@idem/vision/image/pdf/rasterise-pdf';
import { fitWithin } from '@idem/vision/image/resize';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { isBlank } from '@idem/vision/stages/quality/measure-quality';
import type { UndecodableSide } from './measurement.js';

/** Small print on a picture-filling document needs no more pixels than this. */
export const MAX_SIDE = 2000;
/** A page is larger than the card on it: 3,000 px leave a card on A4 some 860 px, enough for a PDF417. */
const MAX_PAGE_SIDE = 3000;

/** The pictures to be measured, upright and small enough; or why there are none. */
export interface OpenedSides {
  readonly front: RgbImage | UndecodableSide;
  readonly back: RgbImage | UndecodableSide | null;
}

/**
 * Finds the two sides in what was sent: a picture is one side; of a PDF's pages, empty ones left out, the first
 * is the side it was sent for, and a front's second page is the back unless a back was sent by itself.
 */
export async function openSides(front: Uint8Array, back: Uint8Array | undefined): Promise<OpenedSides> {
  const pages = await openPages(front);
  if ('status' in pages) return { front: pages, back: null };
  const backs = back ? await openPages(back) : pages.slice(1);
  return { front: pages[0]!, back: 'status' in backs ? backs : (backs[0] ?? null) };
}

/** At least one page. */
async function openPages(bytes: Uint8Array): Promise<readonly RgbImage[] | UndecodableSide> {
  let pages: readonly RgbImage[];
  try {
    pages = await decodePages(bytes, { maxSide: isPdf(bytes) ? MAX_PAGE_SIDE : MAX_SIDE });
  } catch (error) {
    if (!(error instanceof UndecodableImageError)) throw error;
    const { cause } = error;
    const pdf = cause instanceof UnreadablePdfError ? { pdf: cause.fault } : {};
    return { status: 'undecodable', reason: error.message, ...pdf };
  }
  const reduced = await Promise.all(pages.map((page) => fitWithin(page, MAX_SIDE)));
  if (reduced.length === 1) return reduced;
  const shown: RgbImage[] = [];
  for (const page of reduced) if (!(await isBlank(page))) shown.push(page);
  return shown.length > 0 ? shown : reduced.slice(0, 1);
}
