import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Models } from '@idem/vision/runtime/models';
import { PASSIVE_LIVENESS, runPassiveLiveness } from '@idem/vision/stages/face-liveness/passive-liveness';
import {
  type PresentationSignals,
  presentationSignals,
} from '@idem/vision/stages/face-liveness/presentation-signals';
import type { Face } from '@idem/vision/stages/find-faces';

/** What one picture of a face shows of its having been printed or displayed first: plain JSON. */
export interface PresentationMeasurement {
  /** Of the face, in pixels of the picture as measured. */
  readonly width: number;
  readonly signals: PresentationSignals;
  /** Probability of a live face by the optional model, 0–1; null when it is not installed. */
  readonly passive: { readonly model: string; readonly live: number } | null;
}

/**
 * Measures one face of one picture; good for a frame of a sequence as for a selfie.
 *
 * @param image as it came from the camera: reducing it removes what is looked for
 * @throws when the model fails.
 */
export async function examinePresentation(
  models: Models,
  image: RgbImage,
  face: Pick<Face, 'box' | 'mesh'>,
): Promise<PresentationMeasurement> {
  return {
    width: face.box.right - face.box.left,
    signals: presentationSignals(image, face.box),
    passive: models.has(PASSIVE_LIVENESS)
      ? {
          model: models.describe(PASSIVE_LIVENESS).id,
          live: await runPassiveLiveness(models, image, face.mesh),
        }
      : null,
  };
}
