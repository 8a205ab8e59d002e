import type { ChallengeStep } from '@idem/domain';
import { type Finding, unverified } from './finding.js';
import type { ChallengeMeasurement, FrameFace, FrameMeasurement } from './measurement.js';
import { RIVAL_FACE } from './thresholds.js';

/** One picture with a face on it. */
export interface PosedFrame extends Omit<FrameMeasurement, 'face'> {
  readonly step: ChallengeStep;
  readonly face: FrameFace;
}

/** Exactly one face on every picture. */
export function judgeFaces({ frames }: ChallengeMeasurement): Finding {
  const signal = 'challenge.faces';
  const empty = frames.filter(({ face }) => face === null).length;
  if (empty > 0) {
    return {
      insight: { signal, level: 'high', score: empty, note: 'pictures without a face' },
      failure: unverified(
        'Your face was not visible on all pictures. Keep your whole head in the picture, also while you turn it.',
      ),
    };
  }
  const crowded = frames.filter(hasRival).length;
  if (crowded === 0) return { insight: { signal, level: 'low', score: 0 } };
  return {
    insight: { signal, level: 'high', score: crowded, note: 'pictures with several faces' },
    failure: unverified('There was more than one face on the pictures. Take them alone.'),
  };
}

function hasRival({ faces: [first, ...others] }: FrameMeasurement): boolean {
  return others.some(
    ({ size, score }) => score >= RIVAL_FACE.score && size >= (first?.size ?? 0) * RIVAL_FACE.size,
  );
}

/** The pictures with their steps. @throws when one of them has no face: {@link judgeFaces} comes first. */
export function posedFrames({ answer, frames }: ChallengeMeasurement): readonly PosedFrame[] {
  return frames.map((frame, i) => {
    const step = answer.frames[i]?.step;
    if (step === undefined || frame.face === null) throw new Error('a picture without a step or a face');
    return { ...frame, step, face: frame.face };
  });
}
