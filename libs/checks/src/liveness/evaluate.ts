import type { ErrorCode } from '@idem/domain';
import type { Circumstances, Verdict } from '../check.js';
import { insightsOfEarlierUses } from '../insights-of-earlier-uses.js';
import { insightsOf, reproductionLevel } from './insights.js';
import type { LivenessMeasurement } from './measurement.js';
import {
  PASSIVE,
  QUALITY,
  RIVAL_FACE_SCORE,
  RIVAL_FACE_SIZE,
  SAME_EXPOSURE,
  SAME_PICTURE_BITS,
} from './thresholds.js';

type FaceMeasurement = NonNullable<LivenessMeasurement['face']>;

/**
 * Judges one selfie: first whether it can be judged, then whether it is a copy of the document's own
 * picture, then whether it is a photograph of a print or a screen. Everything weaker becomes an insight.
 */
export function evaluate(
  measurement: LivenessMeasurement,
  { earlierUses }: Pick<Circumstances, 'earlierUses'> = {},
): Verdict {
  const { face, documentHashDistance } = measurement;
  const insights = [...insightsOf(measurement), ...insightsOfEarlierUses(earlierUses, ['face'])];
  const fail = (code: ErrorCode, reason: string): Verdict => ({ status: 'failed', code, reason, insights });

  if (documentHashDistance !== null && documentHashDistance <= SAME_PICTURE_BITS) {
    return fail(
      'selfie_manipulated',
      'The selfie is the picture of the document. Take a picture of yourself.',
    );
  }
  if (!face) {
    return fail(
      'selfie_unverified_other',
      'No face was found on the selfie. Take it again with your whole face visible.',
    );
  }
  if (hasRival(measurement.faces)) {
    return fail('selfie_unverified_other', 'There is more than one face on the selfie. Take it alone.');
  }
  // Before the gates: a portrait cut from the document is often small, soft and cropped as well.
  if (face.exposureCorrelation !== null && face.exposureCorrelation >= SAME_EXPOSURE) {
    return fail(
      'selfie_manipulated',
      'The selfie is a copy of the portrait on the document. Take a new picture with the camera.',
    );
  }
  const obstacle = qualityObstacle(face);
  if (obstacle) return fail('selfie_unverified_other', obstacle);
  if (reproductionLevel(face) === 'high' || (face.passive !== null && face.passive.live < PASSIVE.refuse)) {
    return fail(
      'selfie_unverified_other',
      'The selfie looks like a picture of a print or a screen. Take it of yourself, in good light.',
    );
  }
  return { status: 'passed', facts: {}, insights };
}

/** What the person should change about the selfie, or undefined when it can be judged. */
function qualityObstacle({ quality }: FaceMeasurement): string | undefined {
  const { pose } = quality;
  if (quality.cutOff > QUALITY.maxCutOff) {
    return 'Your face is cut off at the edge of the selfie. Keep your whole head in the picture.';
  }
  if (quality.eyeDistance < QUALITY.minEyeDistance) {
    return 'Your face is too small on the selfie. Hold the camera closer.';
  }
  if (quality.brightness < QUALITY.minBrightness) {
    return 'The selfie is too dark. Turn towards a light and take it again.';
  }
  if (quality.brightness > QUALITY.maxBrightness) {
    return 'The selfie is too bright. Move out of direct light and take it again.';
  }
  if (quality.sharpness < QUALITY.minSharpness) {
    return 'The selfie is blurred. Hold the camera still and take it again.';
  }
  const turned = Math.abs(pose.yaw) > QUALITY.maxYaw;
  const tilted = Math.abs(pose.roll) > QUALITY.maxRoll;
  const nodding = pose.pitch < QUALITY.minPitch || pose.pitch > QUALITY.maxPitch;
  if (turned || tilted || nodding) return 'Your head is turned away. Look straight into the camera.';
  return undefined;
}

function hasRival([first, ...others]: LivenessMeasurement['faces']): boolean {
  if (!first) return false;
  return others.some(({ size, score }) => score >= RIVAL_FACE_SCORE && size >= first.size * RIVAL_FACE_SIZE);
}
