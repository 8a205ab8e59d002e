import { encodeJpeg } from '@idem/vision/image/encode';
import { toBytes } from '@idem/vision/image/warp';
import type { Models } from '@idem/vision/runtime/models';
import { alignFace, FACE_EMBEDDING } from '@idem/vision/stages/face-embedding/face-embedding';
import type { MeasureDeps } from '../check.js';
import type { FoundFace } from './found-face.js';

/** Hands on both faces as the first model was shown them: 112 × 112 pixels, some 5 kB each. */
export async function keepCrops(
  { models, keepCrop }: Pick<MeasureDeps, 'models' | 'keepCrop'>,
  faces: { readonly portrait: FoundFace; readonly selfie: FoundFace },
): Promise<void> {
  if (!keepCrop) return;
  for (const whose of ['portrait', 'selfie'] as const) keepCrop(whose, await cropOf(models, faces[whose]));
}

function cropOf(models: Models, { image, face }: FoundFace): Promise<Uint8Array> {
  const { pixels, width, height } = alignFace(image, face.mesh, models.describe(FACE_EMBEDDING));
  return encodeJpeg({ data: toBytes(pixels), width, height }, 92);
}
