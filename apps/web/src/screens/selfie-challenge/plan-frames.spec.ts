import { CHALLENGE_STEPS, MAX_CHALLENGE_FRAMES } from '@idem/domain';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planFrames } from './plan-frames.js';

test('every step is pictured, and all of them together are not more than the server takes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: MAX_CHALLENGE_FRAMES }), (most) => {
      const counts = CHALLENGE_STEPS.map((step) => planFrames(step, most).atMs.length);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
      expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(most);
    }),
  );
});

test('the pictures of a blink are closer to one another than even a quick one lasts', () => {
  const { atMs } = planFrames('blink', MAX_CHALLENGE_FRAMES);
  for (const [i, at] of atMs.entries()) if (i > 0) expect(at - atMs[i - 1]!).toBeLessThan(150);
});
