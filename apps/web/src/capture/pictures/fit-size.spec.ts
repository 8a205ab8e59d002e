import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitSize } from './fit-size.js';

test('no side is longer than allowed, and nothing is made larger', () => {
  const side = fc.integer({ min: 1, max: 12_000 });
  fc.assert(
    fc.property(side, side, fc.integer({ min: 100, max: 4000 }), (width, height, longest) => {
      const fitted = fitSize(width, height, longest);
      expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(longest);
      expect(fitted.width <= width && fitted.height <= height).toBe(true);
    }),
  );
});

test('the proportions stay', () => {
  expect(fitSize(4000, 3000, 1440)).toEqual({ width: 1440, height: 1080 });
});
