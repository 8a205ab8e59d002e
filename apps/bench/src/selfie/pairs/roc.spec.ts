import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rocOf } from './roc.js';

test('separated scores have no error', () => {
  expect(rocOf([3, 4, 5], [0, 1, 2])).toMatchObject({ auc: 1, eer: 0, genuine: 3, impostor: 3 });
});

test('nothing is told of nothing', () => expect(rocOf([], [1])).toBeNull());

test('a known overlap: one genuine pair of four below one impostor of ten', () => {
  const roc = rocOf([0.35, 0.6, 0.7, 0.8], [0, 0, 0, 0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.4])!;
  expect(roc.auc).toBeCloseTo(1 - 1 / 40, 12);
  // Letting the one impostor pass costs 10 %, refusing the genuine pair 25 %.
  expect(roc.eer).toBeCloseTo(0.1, 12);
  expect(roc.points[0]).toMatchObject({ impostors: 0, threshold: 0.4, passing: { hits: 3, trials: 4 } });
});

test('never more impostors pass than the rate allows', () => {
  const scores = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(scores, scores, (genuine, impostor) => {
      const roc = rocOf(genuine, impostor)!;
      for (const { rate, threshold, passing } of roc.points) {
        const passed = impostor.filter((score) => score > threshold).length;
        expect(passed).toBeLessThanOrEqual(rate * impostor.length);
        expect(passing.hits).toBe(genuine.filter((score) => score > threshold).length);
      }
      expect(roc.eer).toBeGreaterThanOrEqual(0);
      expect(roc.eer).toBeLessThanOrEqual(1);
    }),
  );
});
