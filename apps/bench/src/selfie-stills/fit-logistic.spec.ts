import { expect, test } from '@jest/globals';
import { fitLogistic, probability } from './fit-logistic.js';

const examples = (of: readonly (readonly [number, number, boolean])[]) =>
  of.map(([a, b, attack]) => ({ features: [a, b], attack, weight: 1 }));

test('finds the feature that tells attacks apart, and gives the misleading one no weight', () => {
  const fitted = fitLogistic(
    examples([
      [0, 1, false],
      [0.2, 0.9, false],
      [0.1, 1, false],
      [2, 0, true],
      [1.8, 0.1, true],
      [2.2, 0.2, true],
    ]),
  );
  expect(fitted.weights[0]).toBeGreaterThan(0.5);
  expect(fitted.weights[1]).toBe(0);
  expect(probability(fitted, [2, 0])).toBeGreaterThan(0.8);
  expect(probability(fitted, [0, 1])).toBeLessThan(0.2);
});

test('both classes weigh the same however many examples they have', () => {
  const many = Array.from({ length: 50 }, () => [0, 0, false] as const);
  expect(probability(fitLogistic(examples([...many, [0, 0, true]])), [0, 0])).toBeCloseTo(0.5, 2);
});

test('one class alone teaches nothing', () => {
  expect(() => fitLogistic(examples([[0, 0, true]]))).toThrow(RangeError);
});
