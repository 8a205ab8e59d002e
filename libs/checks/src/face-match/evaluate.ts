import type { ErrorCode } from '@idem/domain';
import type { Insight, Verdict } from '../check.js';
import { findObstacle, isTooSmall, OBSTACLE_REASONS } from '../selfie-quality/find-obstacle.js';
import { hasRival, isCrowded, RIVAL_REASON } from '../selfie-quality/has-rival.js';
import { insightsOfChipFace } from './insights-of-chip-face.js';
import type { FaceMatchMeasurement } from './measurement.js';
import { scoreOf, zonesOf } from './score.js';
import { MIN_PORTRAIT_WIDTH } from './thresholds.js';

/**
 * Judges a comparison: one person, two people, or not to be said.
 *
 * @throws {UncalibratedModelError} when the score cannot be read; the check then counts as errored.
 */
export function evaluate(measurement: FaceMatchMeasurement): Verdict {
  const verdict = judgeFaces(measurement);
  return { ...verdict, insights: [...verdict.insights, ...insightsOfChipFace(measurement)] };
}

function judgeFaces({ portrait, selfie, comparison }: FaceMatchMeasurement): Verdict {
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
  if (isTooSmall(selfie.quality)) return failed('selfie_unverified_other', OBSTACLE_REASONS.too_small);
  if (isCrowded(selfie.faces)) return failed('selfie_unverified_other', RIVAL_REASON);

  const score = scoreOf(comparison);
  const zones = zonesOf(comparison);
  const insight = (level: Insight['level'], note: string): Insight => ({
    signal: 'face_match',
    level,
    score,
    note,
  });
  if (score >= zones.accept) {
    // A poster of the holder would match: the sender is the small face beside it.
    if (hasRival(selfie.faces)) {
      return failed('selfie_unverified_other', RIVAL_REASON, [
        insight('elevated', 'one person, but not alone on the selfie'),
      ]);
    }
    return { status: 'passed', facts: {}, insights: [insight('low', 'one person')] };
  }
  // A face that can hardly be judged is no proof of somebody else: the person is told what to change.
  const obstacle = findObstacle(selfie.quality);
  const level = score < zones.reject ? 'high' : 'elevated';
  if (obstacle) {
    return failed('selfie_unverified_other', OBSTACLE_REASONS[obstacle], [
      insight(level, `not accepted, and hard to judge: ${obstacle}`),
    ]);
  }
  if (score < zones.reject) {
    return failed('selfie_face_mismatch', 'The face on the selfie is not the one on the document.', [
      insight(level, 'two people'),
    ]);
  }
  return failed(
    'selfie_unverified_other',
    'The selfie could not be matched to the portrait on the document with certainty. Take it again facing the camera, in even light, without glasses or a hat.',
    [insight(level, `uncertain: between ${zones.reject} and ${zones.accept}`)],
  );
}

function failed(code: ErrorCode, reason: string, insights: readonly Insight[] = []): Verdict {
  return { status: 'failed', code, reason, insights };
}
