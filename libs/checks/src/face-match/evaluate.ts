import type { ErrorCode } from '@idem/domain';
import type { Insight, Verdict } from '../check.js';
import type { FaceMatchMeasurement } from './measurement.js';
import { FUSION, MIN_PORTRAIT_WIDTH, MIN_SELFIE_WIDTH, ZONES, type Zones } from './thresholds.js';

/** The comparison was made with models for which nobody has measured thresholds. */
export class UncalibratedModelError extends Error {
  override readonly name = 'UncalibratedModelError';
}

type Comparison = NonNullable<FaceMatchMeasurement['comparison']>;

/**
 * Judges a comparison: one person, two people, or not to be said.
 *
 * @throws {UncalibratedModelError} when the score cannot be read; the check then counts as errored.
 */
export function evaluate({ portrait, selfie, comparison }: FaceMatchMeasurement): Verdict {
  if (!selfie) {
    return failed(
      'selfie_unverified_other',
      'No face was found on the selfie. Take it again with your whole face visible.',
    );
  }
  if (!portrait || !comparison) {
    return failed(
      'selfie_document_missing_photo',
      'No portrait was found on the document. Photograph the side that shows your portrait, without glare or fingers over it.',
    );
  }
  if (portrait.width < MIN_PORTRAIT_WIDTH) {
    return failed(
      'selfie_unverified_other',
      'The portrait on the document is too small to compare. Photograph the document from closer up.',
    );
  }
  if (selfie.width < MIN_SELFIE_WIDTH) {
    return failed('selfie_unverified_other', 'Your face is too small on the selfie. Hold the camera closer.');
  }

  const score = scoreOf(comparison);
  const zones = zonesOf(comparison);
  const insight = (level: Insight['level'], note: string): Insight => ({
    signal: 'face_match',
    level,
    score,
    note,
  });
  if (score >= zones.accept) {
    return { status: 'passed', facts: {}, insights: [insight('low', 'one person')] };
  }
  if (score < zones.reject) {
    return failed('selfie_face_mismatch', 'The face on the selfie is not the one on the document.', [
      insight('high', 'two people'),
    ]);
  }
  return failed(
    'selfie_unverified_other',
    'The selfie could not be matched to the portrait on the document with certainty. Take it again facing the camera, in even light, without glasses or a hat.',
    [insight('elevated', `uncertain: between ${zones.reject} and ${zones.accept}`)],
  );
}

/** The score that the zones refer to: a cosine, or two cosines fused. */
export function scoreOf({ cosine, secondCosine }: Comparison): number {
  return secondCosine === null ? cosine : cosine + FUSION.weight * (secondCosine - FUSION.centre);
}

function zonesOf({ models, calibration }: Comparison): Zones {
  const key = models.second === null ? models.first : `${models.first}+${models.second}`;
  const zones = ZONES[key] ?? calibration;
  if (!zones) throw new UncalibratedModelError(`no thresholds are known for ${key}`);
  return zones;
}

function failed(code: ErrorCode, reason: string, insights: readonly Insight[] = []): Verdict {
  return { status: 'failed', code, reason, insights };
}
