import { type FaceTemplate, takeTemplate } from '@idem/checks/face-match/face-template';
import type { Zones } from '@idem/checks/face-match/thresholds';
import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { findFaces } from '@idem/vision/stages/find-faces';
import { type Sample, scoreAcross } from './form-pairs.js';
import { type JudgedPairs, judgePairs } from './judge-pairs.js';
import { MAX_SIDE } from './take-samples.js';

/** Widths of a face in pixels at which portraits are simulated. */
export const PORTRAIT_WIDTHS = [120, 60, 45, 35] as const;

/** What the check would take of a portrait sent on a document, in any direction; null where it finds none. */
export async function takePortrait(models: Models, picture: Uint8Array): Promise<FaceTemplate | null> {
  const image = await decodeImage(picture, { maxSide: MAX_SIDE });
  const [face] = await findFaces(models, image, { rotation: 'any' });
  return face ? takeTemplate(models, { image, face }) : null;
}

/** Every selfie against the simulated portrait of every other picture, both ways round. */
export function judgePortraits(
  selfies: readonly Sample<FaceTemplate>[],
  portraits: ReadonlyMap<number, readonly Sample<FaceTemplate>[]>,
  score: (selfie: FaceTemplate, portrait: FaceTemplate) => number,
  zones: Zones,
): readonly JudgedPairs[] {
  return [...portraits].map(([width, taken]) =>
    judgePairs(`portrait of ${width} px`, scoreAcross(selfies, taken, score), zones),
  );
}
