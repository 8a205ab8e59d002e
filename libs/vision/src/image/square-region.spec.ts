import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { squaresAcross } from './square-region.js';

const size = fc.integer({ min: 40, max: 3_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('what is smaller than two views overlap lies whole in one of them, wherever it lies in the picture', () => {
  fc.assert(
    fc.property(size, size, share, share, fc.constantFrom(0.35, 0.6, 1), (width, height, u, v, view) => {
      const side = Math.max(width, height) * view;
      const step = side * (2 / 3);
      const small = Math.min(side - step, width, height);
      const [left, top] = [u * (width - small), v * (height - small)];
      const isWhole = squaresAcross({ width, height }, side, step).some(
        ({ centreX, centreY }) =>
          Math.abs(centreX + 0.5 - left - small / 2) <= (side - small) / 2 + 1e-6 &&
          Math.abs(centreY + 0.5 - top - small / 2) <= (side - small) / 2 + 1e-6,
      );
      expect(isWhole).toBe(true);
    }),
  );
});

test('no view is looked at that need not be', () => {
  const across = (width: number, height: number) => squaresAcross({ width, height }, 600, 400).length;
  expect([across(600, 600), across(1_000, 600), across(1_000, 1_000), across(1_001, 600)]).toEqual([
    1, 2, 4, 3,
  ]);
  expect(squaresAcross({ width: 1_000, height: 500 }, 600, 400)).toEqual([
    { centreX: 299.5, centreY: 249.5, side: 600, angle: 0 },
    { centreX: 699.5, centreY: 249.5, side: 600, angle: 0 },
  ]);
});
