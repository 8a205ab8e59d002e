import { FACE_DETECTOR } from '@idem/vision/stages/face-detector/face-detector';
import { LINE_READER } from '@idem/vision/stages/mrz/read-line';
import { TEXT_DETECTOR } from '@idem/vision/stages/text/detect-text';
import { TEXT_RECOGNISER } from '@idem/vision/stages/text/read-text';
import type { Check } from '../check.js';
import { definition } from './definition.js';
import { evaluate } from './evaluate.js';
import { measure } from './measure.js';
import type { DocumentMeasurement } from './measurement.js';
import { THRESHOLDS_VERSION } from './thresholds.js';

export const documentCheck: Check<DocumentMeasurement> = {
  definition,
  thresholdsVersion: THRESHOLDS_VERSION,
  models: [FACE_DETECTOR, LINE_READER, TEXT_DETECTOR, TEXT_RECOGNISER],
  measure,
  evaluate: (measurement, circumstances) => evaluate(measurement, circumstances),
};
