import type { Box } from '@idem/vision/image/geometry';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Models } from '@idem/vision/runtime/models';
import { faceSimilarity, runFaceEmbedding } from '@idem/vision/stages/face-embedding/face-embedding';
import type { Face } from '@idem/vision/stages/find-faces';
import { findSecondFaces } from '@idem/vision/stages/second-portrait/find-second-faces';
import type { SecondPortrait } from './seen-faces.js';

/** Of the portrait's width, ear to ear. Those of 20 kinds of card and page have 0.28–0.5. */
const WIDTHS = [0.2, 0.7] as const;

/**
 * Compares a page's portrait with its faint second one: a photograph laid over the portrait leaves the other as it was. Of
 * several small faces the least alike counts: one that the sender adds of himself must not answer for the holder's.
 *
 * @param portrait the largest face of the page.
 * @param lines print of the page: letters and lines of the ground can look like a face, and no second portrait lies on them.
 */
export async function compareSecondPortrait(
  models: Models,
  page: RgbImage,
  portrait: Face,
  lines: readonly Box[],
): Promise<SecondPortrait | null> {
  const width = portrait.box.right - portrait.box.left;
  const found = await findSecondFaces(models, page, {
    widths: [WIDTHS[0] * width, WIDTHS[1] * width],
    covered: [portrait.box, ...lines],
  });
  if (found.length === 0) return null;
  const first = await runFaceEmbedding(models, page, portrait.mesh);
  let least: SecondPortrait | null = null;
  for (const { image, face, box } of found) {
    const likeness = faceSimilarity(first, await runFaceEmbedding(models, image, face.mesh));
    if (least === null || likeness < least.likeness)
      least = { width: (box.right - box.left) / width, likeness };
  }
  return least;
}
