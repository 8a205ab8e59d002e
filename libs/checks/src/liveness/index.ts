import { FACE_DETECTOR } from '@idem/vision/stages/face-detector/face-detector';
import { PASSIVE_LIVENESS } from '@idem/vision/stages/face-liveness/passive-liveness';
import { FACE_MESH } from '@idem/vision/stages/face-mesh/face-mesh';
import type { Check } from '../check.js';
import { definition } from './definition.js';
import { evaluate } from './evaluate.js';
import { measure } from './measure.js';
import type { LivenessMeasurement } from './measurement.js';
import { THRESHOLDS_VERSION } from './thresholds.js';

/** Judges whether the selfie shows a living person and is no copy. */
export const liveness: Check<LivenessMeasurement> = {
  definition,
  thresholdsVersion: THRESHOLDS_VERSION,
  models: [FACE_DETECTOR, FACE_MESH, PASSIVE_LIVENESS],
  measure,
  evaluate,
};
