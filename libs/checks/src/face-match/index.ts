import { FACE_DETECTOR } from '@idem/vision/stages/face-detector/face-detector';
import { FACE_EMBEDDING, SECOND_FACE_EMBEDDING } from '@idem/vision/stages/face-embedding/face-embedding';
import { FACE_MESH } from '@idem/vision/stages/face-mesh/face-mesh';
import type { Check } from '../check.js';
import { definition } from './definition.js';
import { evaluate } from './evaluate.js';
import { measure } from './measure.js';
import type { FaceMatchMeasurement } from './measurement.js';
import { THRESHOLDS_VERSION } from './thresholds.js';

/** Compares the portrait on the document with the selfie. */
export const faceMatch: Check<FaceMatchMeasurement> = {
  definition,
  thresholdsVersion: THRESHOLDS_VERSION,
  models: [FACE_DETECTOR, FACE_MESH, FACE_EMBEDDING, SECOND_FACE_EMBEDDING],
  measure,
  evaluate,
};
