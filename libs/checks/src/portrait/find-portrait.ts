import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Models } from '@idem/vision/runtime/models';
import { rectifyDocument } from '@idem/vision/stages/document-finder/find-document';
import { type Face, findFaces } from '@idem/vision/stages/find-faces';
import { findOutline } from '../document/sides/find-outline.js';
import type { OpenedSides } from '../document/sides/open-sides.js';

/** The holder's portrait on a document, and the picture it was found in. */
export interface Portrait {
  /** The straightened page, or the whole picture where no outline was found. */
  readonly image: RgbImage;
  readonly face: Face;
  readonly side: 'front' | 'back';
}

/**
 * Finds the portrait on a document: of all faces on both sides the largest for its page, for faint second portraits are
 * smaller. A side may lie in any of four directions.
 *
 * @param sides as `openSides` made them for the document check too, so that it has looked at every picture that is looked
 * at here: it passes no document on or beside which another face is of a size to be taken for the portrait.
 * @returns null where no side bears a face, or none can be decoded.
 * @throws when a model fails.
 */
export async function findPortrait(
  models: Models,
  sides: Pick<OpenedSides, 'front' | 'back'>,
): Promise<Portrait | null> {
  let largest: { readonly portrait: Portrait; readonly share: number } | null = null;
  for (const side of ['front', 'back'] as const) {
    const picture = sides[side];
    if (picture === null || 'status' in picture) continue;
    const found = await largestFace(models, picture);
    if (!found) continue;
    const share = shareOf(found);
    if (!largest || share > largest.share) largest = { portrait: { ...found, side }, share };
  }
  return largest?.portrait ?? null;
}

interface FoundOnPage {
  readonly image: RgbImage;
  readonly face: Face;
}

async function largestFace(models: Models, picture: RgbImage): Promise<FoundOnPage | null> {
  const outline = await findOutline(picture);
  // An outline may be that of something on the page: then the page bears no face, and the picture does.
  const images = outline ? [rectifyDocument(picture, outline), picture] : [picture];
  for (const image of images) {
    const [face] = await findFaces(models, image, { rotation: 'any' });
    if (face) return { image, face };
  }
  return null;
}

/** Width of the face over that of its page, both as they are once upright. */
function shareOf({ image, face: { box, turns } }: FoundOnPage): number {
  const lying = turns % 2 === 1;
  return lying ? (box.bottom - box.top) / image.height : (box.right - box.left) / image.width;
}
