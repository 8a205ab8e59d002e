import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LIVE_WINDOW_MS, LONGEST_RETRY_AFTER_MS, retryDelay, TEST_ATTEMPTS } from './retry-schedule.js';

const HOUR = 3_600_000;
const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** When the attempts at a delivery are made that fails every time, in ms after the event. */
function attempts(livemode: boolean, jitters: Iterator<number>): number[] {
  const times = [0];
  for (;;) {
    const now = times.at(-1)!;
    const delay = retryDelay(livemode, times.length, now, jitters.next().value);
    if (delay === null) return times;
    times.push(now + delay);
  }
}

const schedules = (livemode: boolean) =>
  fc.infiniteStream(jitter).map((jitters) => attempts(livemode, jitters));

describe('live mode', () => {
  test('goes on for three days and no longer', () => {
    fc.assert(
      fc.property(schedules(true), (times) => {
        expect(times.at(-1)).toBeLessThanOrEqual(LIVE_WINDOW_MS);
        expect(times.at(-1)).toBeGreaterThan(LIVE_WINDOW_MS - 15 * HOUR);
      }),
    );
  });

  test('tries again soon, then ever more rarely, and never twice at once', () => {
    fc.assert(
      fc.property(schedules(true), (times) => {
        const pauses = times.slice(1).map((time, index) => time - times[index]!);
        expect(pauses[0]).toBeLessThanOrEqual(75_000);
        expect(Math.min(...pauses)).toBeGreaterThanOrEqual(60_000);
        expect(Math.max(...pauses)).toBeLessThanOrEqual(15 * HOUR);
        expect(times.length).toBeGreaterThan(12);
        expect(times.length).toBeLessThan(20);
      }),
    );
  });

  test('is given up for good however many attempts there were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), jitter, (failed, part) => {
        expect(retryDelay(true, failed, LIVE_WINDOW_MS, part)).toBeNull();
      }),
    );
  });
});

test('test mode tries three times within a few hours', () => {
  fc.assert(
    fc.property(schedules(false), (times) => {
      expect(times).toHaveLength(TEST_ATTEMPTS);
      expect(times.at(-1)).toBeLessThanOrEqual(3 * HOUR);
    }),
  );
});

test('a delay is a whole number of ms, and jitter only lengthens it', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: 1, max: 30 }), jitter, (livemode, failed, part) => {
      const least = retryDelay(livemode, failed, 0, 0);
      const delay = retryDelay(livemode, failed, 0, part);
      expect(delay === null).toBe(least === null);
      if (delay === null || least === null) return;
      expect(Number.isSafeInteger(delay)).toBe(true);
      expect(delay).toBeGreaterThanOrEqual(least);
      expect(delay).toBeLessThanOrEqual(least * 1.25 + 1);
    }),
  );
});

describe('an endpoint that asks for a pause', () => {
  const asked = fc.oneof(fc.integer({ min: 0, max: 4 * 24 * HOUR }), fc.constant(Number.MAX_SAFE_INTEGER));
  const failed = fc.integer({ min: 1, max: 30 });
  const age = fc.integer({ min: 0, max: LIVE_WINDOW_MS });

  test('gets it where it is longer than ours, up to a limit, and is never tried sooner for it', () => {
    fc.assert(
      fc.property(fc.boolean(), failed, age, jitter, asked, (livemode, attempt, ageMs, part, pause) => {
        const without = retryDelay(livemode, attempt, ageMs, part);
        const delay = retryDelay(livemode, attempt, ageMs, part, pause);
        expect(delay === null).toBe(without === null);
        if (delay === null || without === null) return;
        const longest = LONGEST_RETRY_AFTER_MS[livemode ? 'live' : 'test'];
        const left = livemode ? LIVE_WINDOW_MS - ageMs : Number.POSITIVE_INFINITY;
        expect(delay).toBeGreaterThanOrEqual(without);
        expect(delay).toBeGreaterThanOrEqual(Math.min(pause, longest, left));
        expect(delay).toBeLessThanOrEqual(Math.max(without, Math.min(pause, longest)));
        if (livemode) expect(ageMs + delay).toBeLessThanOrEqual(LIVE_WINDOW_MS);
      }),
    );
  });

  test('for ever is tried all the same: three times in test mode, until the end of the three days in live mode', () => {
    fc.assert(
      fc.property(fc.boolean(), jitter, (livemode, part) => {
        const times = [0];
        for (;;) {
          const delay = retryDelay(livemode, times.length, times.at(-1)!, part, Number.MAX_SAFE_INTEGER);
          if (delay === null) break;
          times.push(times.at(-1)! + delay);
        }
        expect(times.length).toBeGreaterThanOrEqual(livemode ? 6 : TEST_ATTEMPTS);
        expect(times.at(-1)).toBeLessThanOrEqual(livemode ? LIVE_WINDOW_MS : 3 * HOUR);
      }),
    );
  });
});
