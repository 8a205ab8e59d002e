import { type AnsweredChallenge, MAX_CHALLENGE_FRAMES, stepsOf } from './selfie-challenge.js';

/**
 * What nobody can do, in ms. People take 300 ms and more to begin after a sign (simple reaction to light is 200–250 ms)
 * and some 500 ms to turn the head by 30°, so a step shorter than 400 ms was not acted; who pauses for 30 s was not led
 * through. Generous to both sides: real answers were not measured.
 */
export const SEQUENCE_TIMING = {
  /** From the first picture of a step to the first of the next one. */
  minStepMs: 400,
  /** From the first picture of all to the last. */
  minSequenceMs: 1_500,
  /** Between one picture and the next. */
  maxGapMs: 30_000,
  /** By which the device's account may run ahead of the server's: clocks drift, and networks take their time. */
  toleranceMs: 1_000,
} as const;

/** Why the pictures of an answer are not the ones that were asked for; see {@link sequenceFault}. */
export type SequenceFault =
  | 'wrong_nonce'
  | 'stale'
  | 'too_many_frames'
  | 'order'
  | 'times_disordered'
  | 'times_impossible'
  | 'too_fast'
  | 'interrupted';

/**
 * Judges an answer by all that can be said without looking at its pictures; null when nothing is wrong with it.
 *
 * - `wrong_nonce`: it was made for another challenge.
 * - `stale`: it, or one of its pictures, came after the challenge had ended, or the picture lay there before it began.
 * - `order`: the steps are incomplete, or not in the order that was asked for.
 * - `times_disordered`: a picture was taken before the one before it, or at the same moment.
 * - `times_impossible`: the server had received a picture before it was taken.
 * - `too_fast`, `interrupted`: nobody moves like this; see {@link SEQUENCE_TIMING}.
 */
export function sequenceFault(answered: AnsweredChallenge): SequenceFault | null {
  const { challenge, frames } = answered;
  if (answered.nonce !== challenge.nonce) return 'wrong_nonce';
  if (frames.length > MAX_CHALLENGE_FRAMES) return 'too_many_frames';
  if (isStale(answered)) return 'stale';
  if (!inOrder(answered)) return 'order';
  const times = frames.map(({ capturedAtMs }) => capturedAtMs);
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  if (gaps.some((gap) => gap <= 0)) return 'times_disordered';
  const { toleranceMs } = SEQUENCE_TIMING;
  if (frames.some(({ capturedAtMs, uploadedAtMs }) => capturedAtMs > uploadedAtMs + toleranceMs)) {
    return 'times_impossible';
  }
  if (isTooFast(answered)) return 'too_fast';
  return gaps.some((gap) => gap > SEQUENCE_TIMING.maxGapMs) ? 'interrupted' : null;
}

function isStale({ challenge: { lifetimeMs }, answeredAtMs, frames }: AnsweredChallenge): boolean {
  const outside = (time: number) => time < 0 || time > lifetimeMs;
  return (
    outside(answeredAtMs) ||
    frames.some(({ capturedAtMs, uploadedAtMs }) => outside(capturedAtMs) || outside(uploadedAtMs))
  );
}

/** Consecutive pictures of one step count as one. */
function inOrder({ challenge, frames }: AnsweredChallenge): boolean {
  const shown = frames.map(({ step }) => step).filter((step, i, steps) => step !== steps[i - 1]);
  const asked = stepsOf(challenge.nonce);
  return shown.length === asked.length && shown.every((step, i) => step === asked[i]);
}

function isTooFast({ frames }: AnsweredChallenge): boolean {
  const starts = frames
    .filter(({ step }, i) => step !== frames[i - 1]?.step)
    .map(({ capturedAtMs }) => capturedAtMs);
  const [first, last] = [frames[0]!.capturedAtMs, frames.at(-1)!.capturedAtMs];
  return (
    last - first < SEQUENCE_TIMING.minSequenceMs ||
    starts.slice(1).some((start, i) => start - starts[i]! < SEQUENCE_TIMING.minStepMs)
  );
}
