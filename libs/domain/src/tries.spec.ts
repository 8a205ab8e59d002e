import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CheckOutcome,
  DEFAULT_TRIES,
  FREE_INCOMPLETE_TRIES,
  type TryLimits,
  triesLeft,
  tryLimits,
  tryResult,
} from './index.js';

const passed: CheckOutcome = { status: 'passed', check: 'document', facts: {} };
const errored: CheckOutcome = { status: 'errored', check: 'document', reason: 'ours' };
const failed: CheckOutcome = {
  status: 'failed',
  check: 'document',
  code: 'document_expired',
  reason: 'Expired.',
};
const incomplete: CheckOutcome = { ...failed, incomplete: true };
const NONE = { incomplete: 0 };

describe('what a submission was as a try', () => {
  test.each([
    ['everything passed', [passed, passed], null],
    ['a fault of ours', [passed, errored], null],
    ['a check found something', [passed, failed], 'failed'],
    ['a check found something beside a fault of ours', [errored, failed], 'failed'],
    ['a side is missing', [passed, incomplete], 'incomplete'],
    ['a side is missing, and something was found', [incomplete, failed], 'failed'],
  ] as const)('%s', (_, outcomes, result) => {
    expect(tryResult(outcomes, NONE)).toBe(result);
  });

  test('a missing side is free a few times', () => {
    expect(tryResult([incomplete], { incomplete: FREE_INCOMPLETE_TRIES - 1 })).toBe('incomplete');
    expect(tryResult([incomplete], { incomplete: FREE_INCOMPLETE_TRIES })).toBe('failed');
  });

  const outcome = fc.constantFrom(passed, errored, failed, incomplete);

  test('does not depend on the order, nor on faults of ours', () => {
    fc.assert(
      fc.property(fc.array(outcome), fc.array(fc.constant(errored)), fc.nat(5), (outcomes, ours, before) => {
        const result = tryResult(outcomes, { incomplete: before });
        expect(tryResult([...outcomes].reverse(), { incomplete: before })).toBe(result);
        expect(tryResult([...ours, ...outcomes], { incomplete: before })).toBe(result);
      }),
    );
  });

  test('what is found can only make it worse', () => {
    const rank = { null: 0, incomplete: 1, failed: 2 };
    const worth = (outcomes: readonly CheckOutcome[]) => rank[String(tryResult(outcomes, NONE)) as 'null'];
    fc.assert(
      fc.property(fc.array(outcome), outcome, (outcomes, more) => {
        expect(worth([...outcomes, more])).toBeGreaterThanOrEqual(worth(outcomes));
      }),
    );
  });
});

describe('limits', () => {
  test('come from the options, then from the deployment; 0 lifts one', () => {
    expect(tryLimits({}, DEFAULT_TRIES)).toEqual(DEFAULT_TRIES);
    expect(tryLimits({ tries: { session: 2, reference: 0, reference_hours: 1 } }, DEFAULT_TRIES)).toEqual({
      session: 2,
      reference: null,
      referenceHours: 1,
    });
    const none: TryLimits = { session: null, reference: null, referenceHours: 24 };
    expect(tryLimits({ tries: { reference: 3 } }, none)).toEqual({ ...none, reference: 3 });
  });

  const limit = fc.option(fc.integer({ min: 1, max: 6 }), { nil: null });
  const limits = fc.record({ session: limit, reference: limit, referenceHours: fc.constant(24) });

  test('whatever is submitted at once and whenever it is settled, no more fail than may', () => {
    // Each number is a session of one reference; it is submitted, or settled as failed while it is under way.
    const acts = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 80 });
    let refusals = 0;
    fc.assert(
      fc.property(limits, acts, (limits, sessions) => {
        const failedOf = new Map<number, number>();
        const underWay = new Set<number>();
        const total = () => [...failedOf.values()].reduce((sum, count) => sum + count, 0);
        for (const session of sessions) {
          const own = failedOf.get(session) ?? 0;
          if (underWay.delete(session)) {
            failedOf.set(session, own + 1);
            continue;
          }
          const reference = { failed: total(), pending: underWay.size };
          const { blocked, left } = triesLeft(limits, { session: own, reference });
          if (blocked === null) underWay.add(session);
          else refusals++;
          if (blocked === 'session' || blocked === 'reference') expect(left).toBe(0);
          if (blocked === null) expect(left).not.toBe(0);
        }
        for (const own of failedOf.values()) expect(own).toBeLessThanOrEqual(limits.session ?? Infinity);
        expect(total() + underWay.size).toBeLessThanOrEqual(limits.reference ?? Infinity);
      }),
      { numRuns: 2_000 },
    );
    expect(refusals).toBeGreaterThan(1_000);
  });

  test('a session without a reference knows the limit of the session alone', () => {
    fc.assert(
      fc.property(limits, fc.nat(10), (limits, session) => {
        const { left, blocked } = triesLeft(limits, { session, reference: null });
        expect(left).toBe(limits.session === null ? null : Math.max(0, limits.session - session));
        expect(blocked === null).toBe(left !== 0);
      }),
    );
  });

  test('what is under way holds the last try, and is told apart from what failed', () => {
    const two: TryLimits = { session: 5, reference: 2, referenceHours: 24 };
    const used = (failed: number, pending: number) => ({ session: 0, reference: { failed, pending } });
    expect(triesLeft(two, used(1, 0))).toMatchObject({ left: 1, blocked: null });
    expect(triesLeft(two, used(1, 1))).toMatchObject({ left: 1, blocked: 'pending' });
    expect(triesLeft(two, used(2, 0))).toMatchObject({ left: 0, blocked: 'reference' });
    expect(triesLeft(two, { ...used(2, 0), session: 5 })).toMatchObject({ left: 0, blocked: 'session' });
  });
});
