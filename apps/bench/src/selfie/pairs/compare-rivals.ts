import type { FaceLabel } from '../read-labels.js';
import { faceApi } from '../rivals/face-api.js';
import type { FaceRival } from '../rivals/face-rival.js';
import { human } from '../rivals/human.js';
import type { SelfieDeps } from '../selfie-part.js';
import { type Sample, scorePairs } from './form-pairs.js';
import { type JudgedPairs, judgePairs } from './judge-pairs.js';
import { openPicture } from './take-samples.js';

/** The other libraries, opened one after the other: each keeps a heap of its own. */
export const FACE_RIVALS: readonly (() => Promise<FaceRival>)[] = [human, faceApi];

/** The same pairs of the same pictures, decoded alike, by other libraries as they are shipped. */
export async function compareRivals(
  { progress }: Pick<SelfieDeps, 'progress'>,
  folder: string,
  labels: readonly FaceLabel[],
): Promise<readonly JudgedPairs[]> {
  const judged: JudgedPairs[] = [];
  for (const open of FACE_RIVALS) {
    const rival = await open();
    await progress.step(`The same by ${rival.name}`, async (step) => {
      const samples: Sample<readonly number[]>[] = [];
      for (const { file, identity } of labels) {
        step.detail(file);
        const picture = await openPicture(folder, file);
        const template = typeof picture === 'string' ? null : await rival.embed(picture);
        samples.push({ file, identity, template });
      }
      judged.push(judgePairs(rival.name, scorePairs(samples, rival.similarity), null));
    });
    await rival.close();
  }
  return judged;
}
