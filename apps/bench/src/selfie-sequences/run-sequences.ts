import type { Verdict } from '@idem/checks';
import { evaluate } from '@idem/checks/challenge/evaluate';
import { measure } from '@idem/checks/challenge/measure';
import type { ChallengeMeasurement } from '@idem/checks/challenge/measurement';
import { selfie } from '@idem/testing/faces/face-picture';
import { type Attempt, drawNonce } from '@idem/testing/faces/sequences/attempt';
import { genuineAttempt } from '@idem/testing/faces/sequences/genuine-attempt';
import { loadHead } from '@idem/testing/faces/sequences/load-head';
import { PRESENTATION_ATTACKS } from '@idem/testing/faces/sequences/presentation-attacks';
import { PROTOCOL_ATTACKS } from '@idem/testing/faces/sequences/protocol-attacks';
import { seededRandom } from '@idem/testing/random';
import type { Models } from '@idem/vision/runtime/models';
import { castOf } from './plan-sequences.js';

/** What became of one sequence. */
export interface SequenceRow {
  /** `genuine`, or the kind of the attack. */
  readonly kind: string;
  readonly seed: number;
  readonly passed: boolean;
  readonly code: string | null;
  /** The insights that spoke against it. */
  readonly against: readonly string[];
  readonly measurement: ChallengeMeasurement;
}

/** Renders, measures and judges one genuine sequence and one of each attack. */
export async function runSequences(models: Models, seed: number): Promise<readonly SequenceRow[]> {
  const { victim, other } = castOf(seed);
  const face = await selfie(victim);
  const heads = { head: await loadHead(models, face), other: await loadHead(models, await selfie(other)) };
  const measureAttempt = ({ challenge, frames }: Attempt) =>
    measure(
      { models },
      {
        images: { face },
        challenge,
        challengeFrames: frames,
        options: {},
        livemode: false,
        submittedAt: new Date(0),
      },
    );
  const random = seededRandom(seed);
  const genuine = await measureAttempt(await genuineAttempt(heads.head, drawNonce(random), random));
  const rows = [rowOf('genuine', seed, genuine, evaluate(genuine))];
  for (const [kind, attack] of Object.entries(PRESENTATION_ATTACKS)) {
    const measured = await measureAttempt(await attack(heads, drawNonce(random), random));
    rows.push(rowOf(kind, seed, measured, evaluate(measured)));
  }
  // True pictures of a living person for the wrong occasion: they look the same, and need not be measured again.
  for (const [kind, attack] of Object.entries(PROTOCOL_ATTACKS)) {
    const measured = { ...genuine, answer: attack(genuine.answer, random) };
    rows.push(rowOf(kind, seed, measured, evaluate(measured)));
  }
  const earlierFrames = genuine.frames.map(() => ({ exact: 1, nearest: 0 }));
  rows.push(rowOf('replay', seed, genuine, evaluate(genuine, { earlierFrames })));
  return rows;
}

function rowOf(kind: string, seed: number, measurement: ChallengeMeasurement, verdict: Verdict): SequenceRow {
  return {
    kind,
    seed,
    passed: verdict.status === 'passed',
    code: verdict.status === 'failed' ? verdict.code : null,
    against: verdict.insights
      .filter(({ signal, level }) => level === 'high' && signal !== 'active_challenge')
      .map(({ signal }) => signal),
    measurement,
  };
}
