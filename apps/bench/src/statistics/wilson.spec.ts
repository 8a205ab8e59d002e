import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wilson } from './wilson.js';

test('agrees with the published example: 10 of 10 is at least 72.2 %', () => {
  const { share, low, high } = wilson(10, 10);
  expect(share).toBe(1);
  expect(low).toBeCloseTo(0.7225, 4);
  expect(high).toBeCloseTo(1, 12);
});

test('holds the share, inside 0 … 1, and narrows with more trials', () => {
  const trial = fc
    .integer({ min: 1, max: 2_000 })
    .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
  fc.assert(
    fc.property(trial, ([hits, trials]) => {
      const { share, low, high } = wilson(hits, trials);
      const more = wilson(4 * hits, 4 * trials);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low - share).toBeLessThanOrEqual(1e-9);
      expect(share - high).toBeLessThanOrEqual(1e-9);
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});

test.each([
  [0, 0],
  [3, 2],
  [-1, 5],
])('%d of %d is no share', (hits, trials) => {
  expect(() => wilson(hits, trials)).toThrow(RangeError);
});
