import { type Finding, unverified } from './finding.js';
import type { PosedFrame } from './judge-faces.js';
import type { ChallengeMeasurement } from './measurement.js';
import { BACKGROUND, IDENTITY, type LeastCosines, MAX_BLINK } from './thresholds.js';

/** The faces were compared by a model for which nobody has measured thresholds. */
export class UncalibratedFaceModelError extends Error {
  override readonly name = 'UncalibratedFaceModelError';
}

/**
 * One person from picture to picture, and the one of the selfie.
 *
 * @throws {UncalibratedFaceModelError} when the cosines cannot be read; the check then counts as errored.
 */
export function judgeIdentity(
  frames: readonly PosedFrame[],
  { id, reject }: ChallengeMeasurement['faceModel'],
): Finding {
  const signal = 'challenge.identity';
  const refuse = IDENTITY.refuse[id] ?? (reject === null ? null : { selfie: reject, previous: reject });
  if (refuse === null) throw new UncalibratedFaceModelError(`no thresholds are known for ${id}`);
  const seen: LeastCosines = {
    selfie: Math.min(...frames.map(({ face }) => face.selfieSimilarity ?? 1)),
    previous: Math.min(...frames.map(({ face }) => face.previousSimilarity ?? 1)),
  };
  const least = Math.min(seen.selfie, seen.previous);
  const below = (limits: LeastCosines) => seen.selfie < limits.selfie || seen.previous < limits.previous;
  if (!below(refuse)) {
    return { insight: { signal, level: below(IDENTITY.suspect) ? 'elevated' : 'low', score: least } };
  }
  return {
    insight: { signal, level: 'high', score: least },
    failure: unverified('The pictures do not all show the same person. Take them alone, all by yourself.'),
  };
}

/** One place from picture to picture. */
export function judgeBackground(frames: readonly PosedFrame[]): Finding {
  const signal = 'challenge.background';
  const differences = frames.flatMap(({ backgroundDifference: value }) => (value === null ? [] : [value]));
  if (differences.length === 0) {
    return {
      insight: { signal, level: 'low', score: null, note: 'Not compared: the face fills the pictures.' },
    };
  }
  const most = Math.max(...differences);
  if (most < BACKGROUND.refuse) {
    return { insight: { signal, level: most < BACKGROUND.suspect ? 'low' : 'elevated', score: most } };
  }
  return {
    insight: { signal, level: 'high', score: most },
    failure: unverified(
      'The surroundings changed between the pictures. Stay in one place until all are taken.',
    ),
  };
}

/** Eyes that were open and closed, by the person's own measure. */
export function judgeBlink(frames: readonly PosedFrame[]): Finding {
  const signal = 'challenge.blink';
  const opennessOf = (step: PosedFrame['step']) =>
    frames.filter((frame) => frame.step === step).map(({ face }) => face.openness);
  const open = median(opennessOf('front'));
  const ratio = Math.min(...opennessOf('blink')) / open;
  if (ratio <= MAX_BLINK) return { insight: { signal, level: 'low', score: ratio } };
  return {
    insight: { signal, level: 'high', score: ratio },
    failure: unverified(
      'Your eyes were not closed when it was asked for. Close them for a second, then open them.',
    ),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((p, q) => p - q);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('a step has no picture');
  return middle;
}
