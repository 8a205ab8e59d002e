import type { Insight } from '../check.js';
import { isTooSmall } from '../selfie-quality/find-obstacle.js';
import { hasRival } from '../selfie-quality/has-rival.js';
import { QUALITY } from '../selfie-quality/thresholds.js';
import { judgePatch } from './judge-patch.js';
import { judgeTraces } from './judge-traces.js';
import type { LivenessMeasurement } from './measurement.js';
import { presentationScore } from './score-presentation.js';
import { FRAME, PATCH, SAME_EXPOSURE } from './thresholds.js';

type FaceMeasurement = NonNullable<LivenessMeasurement['face']>;

const NOT_CHALLENGED: Insight = {
  signal: 'active_challenge',
  level: 'elevated',
  score: null,
  note: 'Not collected: one still picture cannot show that a person was moving in front of the camera.',
};

/** What no signal of this check answers to, whatever the picture: said each time, so that a pass is not read as more. */
const NOT_SEEN: Insight = {
  signal: 'not_seen',
  level: 'elevated',
  score: null,
  note: 'Not looked for: masks with a face’s own form, a display or a darker print before the sender’s face, faces made by generators, and a picture or stream fed in place of the camera.',
};

/** What a reviewer should know, the evidence that is missing included. */
export function insightsOf({ turns, faces, face }: LivenessMeasurement, challenged: boolean): Insight[] {
  // An answered challenge has a check of its own, which tells what came of it.
  const insights: Insight[] = challenged ? [NOT_SEEN] : [NOT_CHALLENGED, NOT_SEEN];
  if (!face) {
    const note = 'Not measured: no face was found, so nothing was looked for on it.';
    return [...insights, { signal: 'face', level: 'elevated', score: null, note }];
  }
  if (turns !== 0) {
    const note = `The picture lay turned by ${(360 - 90 * turns) % 360}° and was judged as set upright.`;
    insights.push({ signal: 'orientation', level: 'low', score: null, note });
  }
  insights.push(
    sizeInsight(face),
    facesInsight(faces),
    passiveInsight(face),
    reproductionInsight(face),
    frameInsight(face),
    patchInsight(face),
    manipulationInsight(face),
    copyInsight(face),
  );
  return insights;
}

function sizeInsight({ quality }: FaceMeasurement): Insight {
  const percent = Math.round(100 * quality.share);
  return {
    signal: 'face',
    level: isTooSmall(quality) ? 'elevated' : 'low',
    score: Math.round(quality.width),
    note: `Pixels from ear to ear, ${percent} % of the picture’s shorter side; prints and screens are told from ${QUALITY.minWidth} pixels and ${100 * QUALITY.minShare} %.`,
  };
}

function facesInsight(faces: LivenessMeasurement['faces']): Insight {
  return {
    signal: 'faces',
    level: hasRival(faces) ? 'high' : faces.length > 1 ? 'elevated' : 'low',
    score: faces.length,
    note:
      faces.length > 1
        ? `Faces on the selfie, of ${faces.map(({ size }) => Math.round(size)).join(', ')} pixels.`
        : 'Faces on the selfie, after a second look for small ones.',
  };
}

function passiveInsight({ presentation: { passive } }: FaceMeasurement): Insight {
  const signal = 'passive_liveness';
  return passive
    ? {
        signal,
        // What follows from it is told by `reproduction`, which weighs it with the other signs.
        level: passive.live < 0.5 ? 'elevated' : 'low',
        score: passive.live,
        note: `Probability of a live face by ${passive.model}; a part of the score of reproduction.`,
      }
    : {
        signal,
        level: 'elevated',
        score: null,
        note: 'Not collected: no passive liveness model is installed.',
      };
}

function reproductionInsight({ presentation }: FaceMeasurement): Insight {
  const { attack, level, conclusive } = presentationScore(presentation);
  const basis = presentation.passive
    ? 'blacks, detail, moiré, a display’s grid and the passive model'
    : 'blacks, detail, moiré and a display’s grid; displays too fine for the camera to resolve are missed';
  return {
    signal: 'reproduction',
    level,
    score: attack,
    note: conclusive
      ? `Probability of a print or a screen, from ${basis}.`
      : `Not decided, and not accepted: the face is too small to tell a print or a screen. From ${basis}.`,
  };
}

const frameInsight = ({ frame }: FaceMeasurement): Insight => ({
  signal: 'frame',
  level: frame >= FRAME ? 'high' : 'low',
  score: frame,
  note: `Share of the weakest side of a frame around the face that is seen; prints and displays that show whole reach ${FRAME}.`,
});

function patchInsight({ patch }: FaceMeasurement): Insight {
  const { score, refused } = judgePatch(patch);
  return {
    signal: 'patch',
    level: refused ? 'high' : 'low',
    score,
    note: `How little black the face has, and how complete a line runs around it; masks and sheets reach ${PATCH.refuse} where the surroundings are darker by ${PATCH.minVeil} levels.`,
  };
}

const TRACES = {
  history: 'an earlier compression that only the surroundings show',
  ghost: 'another reaction to being compressed again',
  grid: 'another grid of blocks',
} as const;

function manipulationInsight({ traces }: FaceMeasurement): Insight {
  const { level, found, measured } = judgeTraces(traces);
  const signal = 'manipulation';
  if (measured === 0) {
    return {
      signal,
      level: 'elevated',
      score: null,
      note: 'Not measured: the face is too small, or the picture was reduced, for traces of compression to be left.',
    };
  }
  return {
    signal,
    level,
    score: found.length,
    note:
      found.length === 0
        ? `The face has the compression history of its surroundings by ${measured} of 3 traces; blind after heavy recompression.`
        : `The face shows ${found.map((name) => TRACES[name]).join(' and ')}.`,
  };
}

/** How much the face has in common with the portrait, mirrored or not, −1 to 1; null when it was not compared. */
export function copyLikeness({ exposureCorrelation, mirroredCorrelation }: FaceMeasurement): number | null {
  const measured = [exposureCorrelation, mirroredCorrelation].filter((value) => value !== null);
  return measured.length === 0 ? null : Math.max(...measured);
}

function copyInsight(face: FaceMeasurement): Insight {
  const signal = 'copy_of_portrait';
  const score = copyLikeness(face);
  if (score === null) {
    const note = 'Not compared: no portrait was found on the document.';
    return { signal, level: 'elevated', score, note };
  }
  const mirrored = score > (face.exposureCorrelation ?? -1);
  return {
    signal,
    level: score >= SAME_EXPOSURE ? 'high' : 'low',
    score,
    note: `Likeness of the selfie${mirrored ? ', mirrored,' : ''} to the portrait, pixel by pixel: copies reach ${SAME_EXPOSURE}.`,
  };
}
