import { expect, test } from '@jest/globals';
import { openCv, withMats } from './opencv.js';

test('loading leaves the process’ last-resort events to the application', () => {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.listenerCount(event));
  expect(openCv()).toBe(openCv());
  expect(events.map((event) => process.listenerCount(event))).toEqual(before);
});

test('every owned handle is deleted, also when the body throws', () => {
  const deleted: number[] = [];
  const handle = (id: number) => ({ delete: () => deleted.push(id) });
  const cv = openCv();
  expect(withMats(cv, (own) => [own(handle(1)), own(handle(2))].length)).toBe(2);
  expect(() =>
    withMats(cv, (own) => {
      own(handle(3));
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(deleted).toEqual([1, 2, 3]);
});

test('OpenCV’s bare pointers become errors with a message', () => {
  const cv = openCv();
  expect(() =>
    withMats(cv, (own) => cv.cvtColor(own(new cv.Mat()), own(new cv.Mat()), cv.COLOR_RGB2GRAY)),
  ).toThrow(/OpenCV/);
});
