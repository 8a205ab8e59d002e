import { UndecodableImageError } from '@idem/vision/image/decode';
import { decodePages, isPdf } from '@idem/vision/image/decode-pages';
import { UnreadablePdfError } from '@idem/vision/image/pdf/rasterise-pdf';
import { warpQuad } from '@idem/vision/image/perspective';
import { quadHeight, quadWidth } from '@idem/vision/image/quad';
import { fitWithin } from '@idem/vision/image/resize';
import type { Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { trimMargins } from '@idem/vision/image/trim-margins';
import { findPair } from '@idem/vision/stages/document-finder/find-pair';
import { isBlank } from '@idem/vision/stages/quality/measure-quality';
import type { UndecodableSide } from '../measurement.js';

/** Small print on a picture-filling document needs no more pixels than this. */
export const MAX_SIDE = 2000;
/** A page is larger than the card on it: 3,000 px leave a card on A4 some 860 px, enough for a PDF417. */
const MAX_PAGE_SIDE = 3000;

/** The pictures to be measured, upright and small enough; or why there are none. */
export interface OpenedSides {
  readonly front: RgbImage | UndecodableSide;
  readonly back: RgbImage | UndecodableSide | null;
  /** What looks like two documents, or two sides of one, where one picture is all there is; null where nothing does. */
  readonly pair: OpenedPair | null;
}

/** Two things in one picture, the upper or left one first. */
export interface OpenedPair {
  /** The picture they were cut from. */
  readonly page: RgbImage;
  readonly sides: readonly [RgbImage, RgbImage];
  /** Where each of them lies in the picture. */
  readonly outlines: readonly [Quad, Quad];
}

/**
 * Finds the two sides in what was sent: a picture is one side; of a PDF's pages, empty ones left out, the first
 * is the side it was sent for, and a front's second page is the back unless a back was sent by itself.
 */
export async function openSides(front: Uint8Array, back: Uint8Array | undefined): Promise<OpenedSides> {
  const pages = await openPages(front);
  if ('status' in pages) return { front: pages, back: null, pair: null };
  const first = await asSide(pages[0]!, front);
  if (back === undefined && pages.length === 1) {
    return { front: first, back: null, pair: await separate(pages[0]!) };
  }
  const backs = back ? await openPages(back) : pages.slice(1);
  if ('status' in backs) return { front: first, back: backs, pair: null };
  return { front: first, back: backs[0] ? await asSide(backs[0], back ?? front) : null, pair: null };
}

/** A page as one side: of a PDF without the white around a scanned card, whose edges are then the picture's own. */
const asSide = async (page: RgbImage, bytes: Uint8Array): Promise<RgbImage> =>
  fitWithin(isPdf(bytes) ? await trimMargins(page) : page, MAX_SIDE);

/** Cuts out two things that lie apart; null where there are not exactly two. */
export async function separate(page: RgbImage): Promise<OpenedPair | null> {
  const pair = await findPair(page);
  if (pair === null) return null;
  const cut = (quad: Quad) =>
    fitWithin(warpQuad(page, quad, Math.round(quadWidth(quad)), Math.round(quadHeight(quad))), MAX_SIDE);
  return { page, sides: [await cut(pair[0]), await cut(pair[1])], outlines: [pair[0], pair[1]] };
}

/** At least one page, at the size it was decoded. */
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
  if (pages.length === 1) return pages;
  const shown: RgbImage[] = [];
  for (const page of pages) if (!(await isBlank(page))) shown.push(page);
  return shown.length > 0 ? shown : pages.slice(0, 1);
}
