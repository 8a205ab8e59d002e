import { examinePresentation } from '@idem/checks/liveness/examine-presentation';
import { examineTraces, SELFIE_SIDE } from '@idem/checks/liveness/examine-traces';
import { decodeImage, UndecodableImageError } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { findFaces } from '@idem/vision/stages/find-faces';
import { timed } from '../statistics/stopwatch.js';
import type { FoundStill, Still, StillRow } from './still.js';

/** What the check sees of a picture; in words why it sees nothing. */
export async function measureStill(
  models: Models,
  still: Still,
): Promise<{ readonly row: StillRow; readonly found: FoundStill } | string> {
  const { bytes, ...label } = still;
  try {
    const image = await decodeImage(bytes, { maxSide: SELFIE_SIDE });
    const [face] = await findFaces(models, image);
    if (!face) return 'no face was found';
    const { result, duration } = await timed(async () => ({
      presentation: await examinePresentation(models, image, face),
      traces: await examineTraces({ bytes, image }, face),
    }));
    return { row: { ...label, ...result, cpu: duration.cpu }, found: { ...still, face: face.box } };
  } catch (error) {
    if (error instanceof UndecodableImageError) return error.message;
    throw error;
  }
}
