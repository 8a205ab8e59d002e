import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseRetryAfter } from './retry-after.js';

const now = new Date('2026-05-04T10:00:00.000Z');

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 30 ', 30_000],
  ['Mon, 04 May 2026 10:05:00 GMT', 300_000],
  ['Monday, 04-May-26 10:05:00 GMT', 300_000],
  ['Mon May  4 10:05:00 2026 GMT', 300_000],
  ['Mon, 04 May 2026 09:00:00 GMT', 0],
  ['99999999999999999999', Number.MAX_SAFE_INTEGER],
])('%j is a pause', (header, pause) => {
  expect(parseRetryAfter(header, now)).toBe(pause);
});

test.each([null, '', '-1', '1.5', 'soon', '2026-05-04T10:05:00Z', 'Mon, whenever', '0x10', '1e3'])(
  '%j says nothing',
  (header) => {
    expect(parseRetryAfter(header, now)).toBeNull();
  },
);

test('whatever comes, the pause is a number that can be reckoned with', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const pause = parseRetryAfter(header, now);
      if (pause !== null) expect(pause >= 0 && Number.isFinite(pause)).toBe(true);
    }),
  );
});
