import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPossible, parseBirthDate, parseExpiryDate } from './dates.js';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('MRZ dates', () => {
  test.each([
    ['740812', { year: 1974, month: 8, day: 12 }],
    ['261122', { year: 2026, month: 11, day: 22 }],
    ['261123', { year: 1926, month: 11, day: 23 }],
    ['050228', { year: 2005, month: 2, day: 28 }],
    ['85<<<<', { year: 1985, month: null, day: null }],
    ['8507<<', { year: 1985, month: 7, day: null }],
    ['850000', { year: 1985, month: null, day: null }],
    ['<<<<<<', { year: null, month: null, day: null }],
  ])('birth %s', (text, date) => expect(parseBirthDate(text, NOW)).toEqual(date));

  test.each([
    ['310415', { year: 2031, month: 4, day: 15 }],
    ['120415', { year: 2012, month: 4, day: 15 }],
    ['991231', { year: 1999, month: 12, day: 31 }],
    ['760101', { year: 2076, month: 1, day: 1 }],
  ])('expiry %s', (text, date) => expect(parseExpiryDate(text, NOW)).toEqual(date));

  test.each(['7413<<', '740230', '74081', '7408122', 'A40812', '<4<812', '741301'])('%s is none', (text) => {
    expect(parseBirthDate(text, NOW)).toBeNull();
  });

  test('births are never later than today and less than a century ago', () => {
    const date = fc.date({ min: new Date('1926-11-23'), max: NOW, noInvalidDate: true });
    fc.assert(
      fc.property(date, (birth) => {
        const [year, month, day] = birth.toISOString().slice(0, 10).split('-').map(Number);
        const text = birth.toISOString().slice(2, 10).replaceAll('-', '');
        expect(parseBirthDate(text, NOW)).toEqual({ year, month, day });
      }),
    );
  });

  test('leap days exist in leap years only', () => {
    expect(isPossible({ year: 2024, month: 2, day: 29 })).toBe(true);
    expect(isPossible({ year: 2023, month: 2, day: 29 })).toBe(false);
    expect(isPossible({ year: null, month: 2, day: 30 })).toBe(false);
  });
});
