import { FACE_DETECTOR } from '@idem/vision/stages/face-detector/face-detector';
import { FACE_EMBEDDING } from '@idem/vision/stages/face-embedding/face-embedding';
import { PASSIVE_LIVENESS } from '@idem/vision/stages/face-liveness/passive-liveness';
import { FACE_MESH } from '@idem/vision/stages/face-mesh/face-mesh';
import type { Check } from '../check.js';
import { definition } from './definition.js';
import { evaluate } from './evaluate.js';
import { measure } from './measure.js';
import type { ChallengeMeasurement } from './measurement.js';
import { THRESHOLDS_VERSION } from './thresholds.js';

/** Judges whether a person carried out the movements that were asked for. */
export const challengeCheck: Check<ChallengeMeasurement> = {
  definition,
  thresholdsVersion: THRESHOLDS_VERSION,
  models: [FACE_DETECTOR, FACE_MESH, FACE_EMBEDDING, PASSIVE_LIVENESS],
  measure,
  evaluate,
};
