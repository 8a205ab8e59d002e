import { expect, test } from '@jest/globals';
import { areaUnderCurve } from './roc.js';

test('one where every positive lies above, a half where nothing tells them apart, none without a side', () => {
  expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
  expect(areaUnderCurve([1, 2], [3, 4])).toBe(0);
  expect(areaUnderCurve([1, 1], [1, 1])).toBe(0.5);
  expect(areaUnderCurve([1, 3], [2])).toBe(0.5);
  expect(areaUnderCurve([], [1])).toBeNull();
});
