import type { Models } from '@idem/vision/runtime/models';
import {
  FACE_EMBEDDING,
  type FaceEmbedding,
  faceSimilarity,
  runFaceEmbedding,
  SECOND_FACE_EMBEDDING,
} from '@idem/vision/stages/face-embedding/face-embedding';
import type { FoundFace } from './found-face.js';
import type { FaceComparison } from './measurement.js';

/** What is kept of a face to compare it with others: one direction for each model that was run. */
export interface FaceTemplate {
  readonly first: FaceEmbedding;
  /** The second opinion; null beside a model that it was not calibrated with, or where it is not installed. */
  readonly second: FaceEmbedding | null;
}

/** Embeds a face. @throws when a model fails. */
export async function takeTemplate(models: Models, { image, face }: FoundFace): Promise<FaceTemplate> {
  // The fusion was measured for this pair only; beside a model of the operator's own it means nothing.
  const fused = models.describe(FACE_EMBEDDING).id === FACE_EMBEDDING && models.has(SECOND_FACE_EMBEDDING);
  return {
    first: await runFaceEmbedding(models, image, face.mesh),
    second: fused ? await runFaceEmbedding(models, image, face.mesh, SECOND_FACE_EMBEDDING) : null,
  };
}

/** How alike two faces are. @throws {TypeError} when the templates come from different models. */
export function compareTemplates(models: Models, p: FaceTemplate, q: FaceTemplate): FaceComparison {
  const calibration = models.describe(FACE_EMBEDDING).embedding?.calibration;
  return {
    models: { first: p.first.modelId, second: p.second?.modelId ?? null },
    cosine: faceSimilarity(p.first, q.first),
    secondCosine: p.second && q.second ? faceSimilarity(p.second, q.second) : null,
    calibration: calibration ? { reject: calibration.reject, accept: calibration.accept } : null,
  };
}
