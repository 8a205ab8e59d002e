import { expect, test } from '@jest/globals';
import { seededRandom } from './random.js';

const stream = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 20_000 }, () => random.next());
};

test('equal seeds give equal streams', () => {
  expect(stream(7)).toEqual(stream(7));
});

test('neighbouring seeds give unrelated first numbers', () => {
  const first = Array.from({ length: 50 }, (_, seed) => seededRandom(seed).next());
  expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(0.8);
});

test('numbers stay in their ranges', () => {
  const random = seededRandom(3);
  const drawn = new Set(Array.from({ length: 500 }, () => random.integer(2, 4)));
  expect([...drawn].sort()).toEqual([2, 3, 4]);
  expect(random.digits(9)).toMatch(/^\d{9}$/);
});

test('normal deviates have mean 0 and variance 1', () => {
  const random = seededRandom(5);
  const deviates = Array.from({ length: 20_000 }, () => random.normal());
  const mean = deviates.reduce((sum, value) => sum + value, 0) / deviates.length;
  const variance = deviates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / deviates.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
});
