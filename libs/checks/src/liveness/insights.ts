import type { Insight } from '../check.js';
import type { LivenessMeasurement } from './measurement.js';
import { PASSIVE, REPRODUCTION, SAME_EXPOSURE, SUSPICIOUS, SUSPICIOUS_GHOST } from './thresholds.js';

type FaceMeasurement = NonNullable<LivenessMeasurement['face']>;

/** What a reviewer should know, the evidence that is missing included. */
export function insightsOf({ face }: LivenessMeasurement): Insight[] {
  const insights: Insight[] = [
    {
      signal: 'active_challenge',
      level: 'elevated',
      score: null,
      note: 'Not collected: one still picture cannot show that a person was moving in front of the camera.',
    },
  ];
  if (!face) return insights;
  insights.push(passiveInsight(face), {
    signal: 'reproduction',
    level: reproductionLevel(face),
    score: face.presentation.blackLevel,
    note: 'Traces of a print or a screen: raised black level, lost detail, steep spectrum.',
  });
  insights.push({
    signal: 'manipulation',
    level: face.ghostDifference >= SUSPICIOUS_GHOST ? 'elevated' : 'low',
    score: face.ghostDifference,
    note: 'Compression history of the face against its surroundings; blind after heavy recompression.',
  });
  if (face.exposureCorrelation === null) {
    insights.push({
      signal: 'copy_of_portrait',
      level: 'elevated',
      score: null,
      note: 'Not compared: no portrait was found on the document.',
    });
  } else {
    const level = face.exposureCorrelation >= SAME_EXPOSURE ? 'high' : 'low';
    insights.push({ signal: 'copy_of_portrait', level, score: face.exposureCorrelation });
  }
  return insights;
}

/** How strongly the classical signals speak for a print or a screen; `high` only when two agree. */
export function reproductionLevel({ width, presentation }: FaceMeasurement): Insight['level'] {
  const { blackLevel, sharpness, midLowSlope } = presentation;
  const { minWidth } = REPRODUCTION;
  if (width >= minWidth && blackLevel >= REPRODUCTION.blackLevel && sharpness <= REPRODUCTION.sharpness) {
    return 'high';
  }
  const suspicious =
    blackLevel >= SUSPICIOUS.blackLevel ||
    sharpness <= SUSPICIOUS.sharpness ||
    (midLowSlope !== null && midLowSlope <= SUSPICIOUS.midLowSlope);
  return suspicious ? 'elevated' : 'low';
}

function passiveInsight({ passive }: FaceMeasurement): Insight {
  const signal = 'passive_liveness';
  if (!passive) {
    return {
      signal,
      level: 'elevated',
      score: null,
      note: 'Not collected: no passive liveness model is installed.',
    };
  }
  const { live, model } = passive;
  const level = live < PASSIVE.refuse ? 'high' : live < PASSIVE.suspect ? 'elevated' : 'low';
  return { signal, level, score: live, note: `Probability of a live face by ${model}.` };
}
