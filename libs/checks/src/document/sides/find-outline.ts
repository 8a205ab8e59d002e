import { quadArea } from '@idem/vision/image/quad';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { type FoundDocument, findDocument } from '@idem/vision/stages/document-finder/find-document';

/** Portraits are printed 1.25–1.31 times as high as wide (35 × 45 mm, 25 × 32 mm); documents are 1.42 or 1.59 by 1. */
const MAX_PORTRAIT_ASPECT = 1.36;
/** A portrait takes less than this of a picture that the document fills; a document that small could not be read. */
const MAX_PORTRAIT_AREA = 0.25;

/**
 * The outline of the document in a picture; null when nothing is clear enough. Where the document fills its picture the
 * clearest outline may be that of its portrait, which is none of the document.
 */
export async function findOutline(picture: RgbImage): Promise<FoundDocument | null> {
  const found = await findDocument(picture);
  if (found === null) return null;
  const share = quadArea(found.quad) / (picture.width * picture.height);
  return found.aspect < MAX_PORTRAIT_ASPECT && share < MAX_PORTRAIT_AREA ? null : found;
}
