import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endOfValidity, hasExpired } from './expiry.js';

const HOUR = 3_600_000;
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }));
const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const partsOf = (date: Date) => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});

describe('the last day of a document', () => {
  test.each([
    ['2026-11-30T23:59:00Z', false],
    ['2026-12-01T06:00:00Z', false], // 30 November in Los Angeles.
    ['2026-12-01T11:59:59Z', false],
    ['2026-12-01T12:00:00Z', true],
  ])('of one that ends on 30 November 2026, at %s: expired is %s', (at, expired) => {
    expect(hasExpired({ year: 2026, month: 11, day: 30 }, new Date(at))).toBe(expired);
  });

  test('valid as long as its last day is today at some place on earth, and no longer', () => {
    const offset = fc.integer({ min: -12 * 60, max: 14 * 60 });
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(day, offset, minute, (last, minutesEast, minutes) => {
        const local = Date.UTC(last.year, last.month - 1, last.day) + minutes * 60_000;
        expect(hasExpired(last, new Date(local - minutesEast * 60_000))).toBe(false);
        // A day later at UTC−12, it is another day everywhere.
        expect(hasExpired(last, new Date(local + 36 * HOUR))).toBe(true);
      }),
    );
  });

  test('once expired it stays so, and a later end expires no sooner', () => {
    fc.assert(
      fc.property(day, day, moment, fc.nat(), (a, b, at, later) => {
        const [first, second] = [endOfValidity(a)!, endOfValidity(b)!].sort(
          (x, y) => x.getTime() - y.getTime(),
        );
        if (hasExpired(a, at)) expect(hasExpired(a, new Date(at.getTime() + later))).toBe(true);
        expect(second!.getTime()).toBeGreaterThanOrEqual(first!.getTime());
      }),
    );
  });

  test('parts that are not known are the last that they can be', () => {
    fc.assert(
      fc.property(day, (date) => {
        const { year, month } = date;
        const last = partsOf(new Date(Date.UTC(year, month, 0)));
        expect(endOfValidity({ year, month, day: null })).toEqual(endOfValidity(last));
        expect(endOfValidity({ year, month: null, day: null })).toEqual(
          endOfValidity({ year, month: 12, day: 31 }),
        );
        expect(endOfValidity(date)!.getTime()).toBeLessThanOrEqual(
          endOfValidity({ year, month, day: null })!.getTime(),
        );
      }),
    );
    expect(hasExpired({ year: null, month: 1, day: 1 }, new Date('2999-01-01'))).toBe(false);
  });
});
