import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBackoff } from './backoff.js';

test('waits grow to ten seconds, never shrink while it keeps dying early, and start anew after a long life', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 29_999 }), { minLength: 1, maxLength: 40 }), (lives) => {
      const backoff = createBackoff();
      const waits = lives.map((life) => backoff.next(life));
      expect(waits[0]).toBe(250);
      expect(waits).toEqual([...waits].sort((a, b) => a - b));
      expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
      expect(backoff.next(30_000)).toBe(250);
    }),
  );
});
