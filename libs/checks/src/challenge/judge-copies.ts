import type { EarlierFrame } from '@idem/contracts';
import { type Finding, unverified } from './finding.js';
import type { ChallengeMeasurement } from './measurement.js';
import { COPY, REPLAY } from './thresholds.js';

/** Pictures that answered something before, in any submission of the account. */
export function judgeReplay(earlier: readonly EarlierFrame[]): Finding {
  const signal = 'challenge.seen_before';
  const exact = earlier.filter((frame) => frame.exact > 0).length;
  const near = earlier.filter(({ nearest }) => nearest !== null && nearest <= REPLAY.bits).length;
  const note = `of ${earlier.length} pictures ${exact} were handed in before, ${near} nearly so`;
  if (exact > 0) {
    return {
      insight: { signal, level: 'high', score: exact, note },
      failure: {
        code: 'selfie_manipulated',
        reason: 'Pictures of an earlier check were used again. Follow the instructions before the camera.',
      },
    };
  }
  if (near > REPLAY.maxShare * earlier.length) {
    return {
      insight: { signal, level: 'high', score: near, note },
      failure: unverified(
        'The pictures look like those of an earlier check. Follow the instructions before the camera.',
      ),
    };
  }
  return { insight: { signal, level: near > 0 ? 'elevated' : 'low', score: near, note } };
}

/** Pictures of this answer that are one and the same, as they are or encoded anew. */
export function judgeCopies({ frames }: ChallengeMeasurement): Finding {
  const signal = 'challenge.copies';
  const failure = unverified(
    'Some of the pictures are the same. Follow the instructions before the camera while the pictures are taken.',
  );
  const repeated = frames.length - new Set(frames.map(({ exact }) => exact)).size;
  if (repeated > 0) {
    return {
      insight: { signal, level: 'high', score: repeated, note: 'the same file several times' },
      failure,
    };
  }
  const compared = frames.flatMap(({ sharedNoise }) => (sharedNoise === null ? [] : [sharedNoise]));
  const copies = compared.filter((noise) => noise >= COPY.noise).length;
  const note = `of ${compared.length} pictures ${copies} have the grain of the one before`;
  if (copies > COPY.maxShare * compared.length) {
    return { insight: { signal, level: 'high', score: copies, note }, failure };
  }
  return { insight: { signal, level: copies > 0 ? 'elevated' : 'low', score: copies, note } };
}
