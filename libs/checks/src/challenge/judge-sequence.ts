import { type SequenceFault, sequenceFault } from '@idem/domain';
import { type Finding, unverified } from './finding.js';
import type { ChallengeMeasurement } from './measurement.js';
import { MANY_CHALLENGES } from './thresholds.js';

const REASONS: Readonly<Record<SequenceFault, string>> = {
  wrong_nonce: 'Your pictures answer other instructions than the ones that were given. Start again.',
  stale:
    'Your pictures were not taken while the instructions were shown. Start again and follow them at once.',
  too_many_frames: 'There were too many pictures. Start again.',
  order:
    'The movements were not the ones that were asked for. Start again and follow the instructions one by one.',
  times_disordered: 'Your pictures did not come in the order in which they were taken. Start again.',
  times_impossible: 'Your pictures were not taken when your device says. Check its clock and start again.',
  too_fast: 'The movements came too fast. Start again and wait for each instruction.',
  interrupted:
    'There was a long break between the movements. Start again and follow the instructions at once.',
};

/** Order, completeness and times, by what the device says and the server's clock. */
export function judgeSequence({ answer }: ChallengeMeasurement): Finding {
  const fault = sequenceFault(answer);
  if (fault === null) return { insight: { signal: 'challenge.sequence', level: 'low', score: null } };
  return {
    insight: { signal: 'challenge.sequence', level: 'high', score: null, note: fault },
    failure: unverified(REASONS[fault]),
  };
}

/** How many challenges the session had been given. Never fails: people fumble. */
export function judgeAttempts({ answer: { challenge } }: ChallengeMeasurement): Finding {
  const level = challenge.number > MANY_CHALLENGES ? 'elevated' : 'low';
  return { insight: { signal: 'challenge.attempts', level, score: challenge.number } };
}

/** What the device says of its camera. Never fails: it may lie either way. */
export function judgeCamera({ answer: { frames } }: ChallengeMeasurement): Finding {
  const signal = 'challenge.virtual_camera';
  const virtual = frames.filter(({ virtualCamera }) => virtualCamera === true).length;
  if (virtual > 0) {
    const names = [...new Set(frames.flatMap(({ camera }) => (camera === null ? [] : [camera])))];
    return { insight: { signal, level: 'high', score: virtual, note: names.join(', ') } };
  }
  const silent = frames.every(({ virtualCamera }) => virtualCamera === null);
  return {
    insight: { signal, level: 'low', score: 0, ...(silent ? { note: 'The device does not say.' } : {}) },
  };
}
