import type { ErrorCode } from '@idem/domain';
import type { Circumstances, Verdict } from '../check.js';
import { insightsOfEarlierUses } from '../insights-of-earlier-uses.js';
import { findObstacle, OBSTACLE_REASONS } from '../selfie-quality/find-obstacle.js';
import { hasRival, RIVAL_REASON } from '../selfie-quality/has-rival.js';
import { copyLikeness, insightsOf } from './insights.js';
import { judgeOrigin } from './judge-origin.js';
import { judgePatch } from './judge-patch.js';
import { judgeTraces } from './judge-traces.js';
import type { LivenessMeasurement } from './measurement.js';
import { presentationScore } from './score-presentation.js';
import { FRAME, SAME_EXPOSURE, SAME_PICTURE_BITS } from './thresholds.js';

/**
 * Judges one selfie: first whether it can be judged, then whether it is a copy of the document's own
 * picture, then whether it is a photograph of a print or a screen. Everything weaker becomes an insight.
 */
export function evaluate(
  measurement: LivenessMeasurement,
  { earlierUses, origins, challenge }: Pick<Circumstances, 'earlierUses' | 'origins' | 'challenge'> = {},
): Verdict {
  const { face, documentHashDistance } = measurement;
  const origin = judgeOrigin(origins?.face);
  const insights = [
    ...insightsOf(measurement, challenge !== undefined),
    ...origin.insights,
    ...insightsOfEarlierUses(earlierUses, ['face']),
  ];
  const fail = (code: ErrorCode, reason: string): Verdict => ({ status: 'failed', code, reason, insights });

  if (documentHashDistance !== null && documentHashDistance <= SAME_PICTURE_BITS) {
    return fail(
      'selfie_manipulated',
      'The selfie is the picture of the document. Take a picture of yourself.',
    );
  }
  if (origin.generated) {
    return fail(
      'selfie_manipulated',
      'The selfie says of itself that it was made or changed by a program. Take a new picture with the camera.',
    );
  }
  if (!face) {
    return fail(
      'selfie_unverified_other',
      'No face was found on the selfie. Take it again with your whole face visible.',
    );
  }
  if (hasRival(measurement.faces)) {
    return fail('selfie_unverified_other', RIVAL_REASON);
  }
  // Before the gates: a portrait cut from the document is often small, soft and cropped as well.
  if ((copyLikeness(face) ?? -1) >= SAME_EXPOSURE) {
    return fail(
      'selfie_manipulated',
      'The selfie is a copy of the portrait on the document. Take a new picture with the camera.',
    );
  }
  const obstacle = findObstacle(face.quality);
  if (obstacle) return fail('selfie_unverified_other', OBSTACLE_REASONS[obstacle]);
  if (judgeTraces(face.traces).level === 'high') {
    return fail(
      'selfie_manipulated',
      'The face on the selfie does not belong to the rest of the picture. Take a new picture with the camera.',
    );
  }
  if (face.frame >= FRAME) {
    return fail(
      'selfie_unverified_other',
      'The face on the selfie is inside a frame, as on a print or a screen. Take it of yourself, away from pictures and screens.',
    );
  }
  if (judgePatch(face.patch).refused) {
    return fail(
      'selfie_unverified_other',
      'The face on the selfie looks like a print held before a head. Take it of yourself, with nothing before your face.',
    );
  }
  const { refused, conclusive } = presentationScore(face.presentation);
  if (!conclusive) return fail('selfie_unverified_other', OBSTACLE_REASONS.too_small);
  if (refused) {
    return fail(
      'selfie_unverified_other',
      'The selfie looks like a picture of a print or a screen. Take it of yourself, in good light.',
    );
  }
  return { status: 'passed', facts: {}, insights };
}
