import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AnsweredChallenge,
  CHALLENGE_STEPS,
  type ChallengeFrame,
  MAX_CHALLENGE_FRAMES,
  stepsOf,
} from './selfie-challenge.js';
import { SEQUENCE_TIMING, type SequenceFault, sequenceFault } from './sequence-faults.js';

const nonce = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const NONCE = '0'.repeat(64);

/** An answer as people give it: each step held for 1–4 pictures, 150–1,500 ms apart, 500–4,000 ms between steps. */
const honest: fc.Arbitrary<AnsweredChallenge> = fc
  .tuple(
    nonce,
    fc.array(fc.array(fc.integer({ min: 150, max: 1_500 }), { minLength: 1, maxLength: 4 }), {
      minLength: 4,
      maxLength: 4,
    }),
    fc.array(fc.integer({ min: 500, max: 4_000 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([drawn, held, pauses]) => {
    const frames: ChallengeFrame[] = [];
    let time = 0;
    for (const [i, step] of stepsOf(drawn).entries()) {
      time += pauses[i]!;
      for (const gap of held[i]!) {
        time += gap;
        frames.push({
          step,
          capturedAtMs: time,
          uploadedAtMs: time + 300,
          virtualCamera: null,
          camera: null,
        });
      }
    }
    return {
      challenge: { nonce: drawn, number: 1, lifetimeMs: 120_000 },
      nonce: drawn,
      answeredAtMs: time + 900,
      frames,
    };
  });

const change = (
  answer: AnsweredChallenge,
  frame: (frame: ChallengeFrame, i: number) => Partial<ChallengeFrame>,
): AnsweredChallenge => ({
  ...answer,
  frames: answer.frames.map((before, i) => ({ ...before, ...frame(before, i) })),
});

describe('an answer as it was asked for', () => {
  test('has no fault', () => {
    fc.assert(fc.property(honest, (answer) => expect(sequenceFault(answer)).toBeNull()));
  });

  test('does not fit any other order', () => {
    fc.assert(
      fc.property(honest, nonce, (answer, other) => {
        const moved = { ...answer, nonce: other, challenge: { ...answer.challenge, nonce: other } };
        const same = stepsOf(other).join() === stepsOf(answer.nonce).join();
        expect(sequenceFault(moved)).toBe(same ? null : 'order');
      }),
    );
  });

  test('cannot lack a step, nor show one again', () => {
    fc.assert(
      fc.property(honest, fc.constantFrom(...CHALLENGE_STEPS), (answer, left) => {
        const without = answer.frames.filter(({ step }) => step !== left);
        expect(sequenceFault({ ...answer, frames: without })).toBe('order');
        const last = answer.frames.at(-1)!;
        const first = answer.frames[0]!;
        const again = { ...last, step: first.step, capturedAtMs: last.capturedAtMs + 500 };
        expect(sequenceFault({ ...answer, frames: [...answer.frames, again] })).toBe('order');
      }),
    );
  });

  test('cannot be mirrored in time', () => {
    fc.assert(
      fc.property(honest, (answer) => {
        const times = answer.frames.map(({ capturedAtMs }) => capturedAtMs).reverse();
        const reversed = change(answer, (_, i) => ({ capturedAtMs: times[i]!, uploadedAtMs: times[0]! }));
        expect(sequenceFault(reversed)).toBe('times_disordered');
      }),
    );
  });
});

describe('what gives an answer away', () => {
  const [plain] = fc.sample(honest, { numRuns: 1, seed: 3 }) as [AnsweredChallenge];
  const { lifetimeMs } = plain.challenge;
  const cases: readonly [SequenceFault, string, AnsweredChallenge][] = [
    ['wrong_nonce', 'the nonce of another challenge', { ...plain, nonce: NONCE }],
    ['stale', 'it came too late', { ...plain, answeredAtMs: lifetimeMs + 1 }],
    ['stale', 'a picture was there before', change(plain, (_, i) => (i === 1 ? { uploadedAtMs: -1 } : {}))],
    ['stale', 'a picture came too late', change(plain, () => ({ uploadedAtMs: lifetimeMs + 1 }))],
    [
      'too_many_frames',
      'too many pictures',
      { ...plain, frames: Array.from({ length: MAX_CHALLENGE_FRAMES + 1 }, () => plain.frames[0]!) },
    ],
    ['order', 'no pictures at all', { ...plain, frames: [] }],
    ['times_disordered', 'one moment for all', change(plain, () => ({ capturedAtMs: 5_000 }))],
    [
      'times_impossible',
      'received before they were taken',
      change(plain, ({ capturedAtMs }) => ({
        uploadedAtMs: Math.max(0, capturedAtMs - SEQUENCE_TIMING.toleranceMs - 1),
      })),
    ],
    [
      'too_fast',
      'all within a second',
      change(plain, (_, i) => ({ capturedAtMs: 100 + 50 * i, uploadedAtMs: 5_000 })),
    ],
    [
      'interrupted',
      'half a minute in between',
      change(plain, ({ capturedAtMs }, i) =>
        i === plain.frames.length - 1
          ? { capturedAtMs: capturedAtMs + 31_000, uploadedAtMs: capturedAtMs + 31_000 }
          : {},
      ),
    ],
  ];
  test.each(cases.map(([fault, why, answer]) => ({ fault, why, answer })))(
    '$fault: $why',
    ({ fault, answer }) => {
      expect(sequenceFault(answer)).toBe(fault);
    },
  );
});
