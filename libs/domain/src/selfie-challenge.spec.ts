import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AnswerRefusal, CHALLENGE_STEPS, refusalOf, stepsOf } from './selfie-challenge.js';

const nonce = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

describe('the order of the steps', () => {
  test('holds each step once and follows from the nonce alone', () => {
    fc.assert(
      fc.property(nonce, (drawn) => {
        expect([...stepsOf(drawn)].sort()).toEqual([...CHALLENGE_STEPS].sort());
        expect(stepsOf(drawn)).toEqual(stepsOf(drawn));
      }),
    );
  });

  test('is any of the 24, none of them favoured', () => {
    const count = new Map<string, number>();
    const draws = 4_800;
    for (const drawn of fc.sample(nonce, { numRuns: draws, seed: 1 })) {
      // Generated nonces lean towards small values; hashing them apart is what a random source does.
      const order = stepsOf(scatter(drawn)).join();
      count.set(order, (count.get(order) ?? 0) + 1);
    }
    expect(count.size).toBe(24);
    for (const seen of count.values()) expect(Math.abs(seen - draws / 24)).toBeLessThan(80);
  });

  test.each(['', 'A'.repeat(64), 'a'.repeat(63)])('needs a nonce, not %j', (bad) => {
    expect(() => stepsOf(bad)).toThrow(RangeError);
  });
});

/** FNV-1a over each place of the nonce, in hex. */
function scatter(text: string): string {
  let hash = 0x811c9dc5;
  let out = '';
  for (let i = 0; out.length < 64; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i % text.length), 0x01000193) >>> 0;
    if (i >= text.length) out += (hash >>> 24).toString(16).padStart(2, '0');
  }
  return out;
}

describe('a challenge can be answered', () => {
  const issued = { nonce: 'n', expiresAt: new Date(120_000), answered: false, newest: true };
  const answer = { nonce: 'n', now: new Date(120_000) };

  test('in time, once, with its nonce, and while it is the newest', () => {
    expect(refusalOf(issued, answer)).toBeNull();
    const refused: readonly [Partial<typeof issued>, Partial<typeof answer>, AnswerRefusal][] = [
      [{ answered: true }, {}, 'answered_before'],
      [{ newest: false }, {}, 'superseded'],
      [{}, { nonce: 'm' }, 'wrong_nonce'],
      [{}, { now: new Date(120_001) }, 'expired'],
    ];
    for (const [was, is, refusal] of refused) {
      expect(refusalOf({ ...issued, ...was }, { ...answer, ...is })).toBe(refusal);
    }
  });

  test('never twice, whatever else holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.date({ noInvalidDate: true }), fc.boolean(), (sent, now, newest) => {
        expect(refusalOf({ ...issued, answered: true, newest }, { nonce: sent, now })).not.toBeNull();
      }),
    );
  });
});
