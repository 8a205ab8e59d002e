import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit, indistinguishable, MRZ_ALPHABET } from './check-digit.js';

const character = fc.constantFrom(...MRZ_ALPHABET);

describe('check digit', () => {
  // ICAO 9303-3 §4.9 and the specimen of 9303-4.
  test.each([
    ['520727', '3'],
    ['AB2134<<<', '5'],
    ['L898902C3', '6'],
    ['740812', '2'],
    ['120415', '9'],
    ['ZE184226B<<<<<', '1'],
  ])('%s → %s', (text, digit) => expect(checkDigit(text)).toBe(digit));

  test('changes when any single digit changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, by) => {
          const changed = digits.with(at % digits.length, (digits[at % digits.length]! + by) % 10);
          expect(checkDigit(changed.join(''))).not.toBe(checkDigit(digits.join('')));
        },
      ),
    );
  });

  test('fillers at the end change nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 20 }), fc.nat(10), (text, n) => {
        expect(checkDigit(text + '<'.repeat(n))).toBe(checkDigit(text));
      }),
    );
  });

  test('refuses what no MRZ holds', () => {
    expect(() => checkDigit('abc')).toThrow(RangeError);
    expect(() => checkDigit('É')).toThrow(RangeError);
  });
});

test('a check digit cannot tell U from zero, nor any character from those said to be indistinguishable', () => {
  expect(indistinguishable('U')).toContain('0');
  expect(indistinguishable('6')).toContain('G');
  expect(indistinguishable('O')).not.toContain('0');
  fc.assert(
    fc.property(fc.array(character, { minLength: 1, maxLength: 30 }), fc.nat(), (text, at) => {
      const place = at % text.length;
      const same = new Set([text[place]!, ...indistinguishable(text[place]!)]);
      for (const other of MRZ_ALPHABET) {
        const agrees = checkDigit(text.with(place, other).join('')) === checkDigit(text.join(''));
        expect(agrees).toBe(same.has(other));
      }
    }),
  );
});
