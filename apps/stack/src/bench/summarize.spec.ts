import { expect, test } from '@jest/globals';
import { summarize } from './summarize.js';

test('the median of an even number of runs lies between the two in the middle', () => {
  expect(summarize([4, 1, 3, 2])).toEqual({ runs: 4, min: 1, median: 2.5, max: 4 });
  expect(summarize([9, 1, 5])).toEqual({ runs: 3, min: 1, median: 5, max: 9 });
  expect(() => summarize([])).toThrow(RangeError);
});
