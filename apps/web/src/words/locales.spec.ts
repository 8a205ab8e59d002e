import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseLocale, directionOf, LOCALES } from './locales.js';

test.each([
  [['ja'], 'ja'],
  [['fr-CA', 'en'], 'fr'],
  [['pt_PT'], 'pt'],
  [['zh-Hant', 'de-CH'], 'de'],
  [['  AR-eg '], 'ar'],
  [[null, undefined, '', 'auto', 'nl'], 'nl'],
  [[], 'en'],
  [['../../secret', '__proto__'], 'en'],
])('%j is served %s', (wanted, locale) => {
  expect(chooseLocale(wanted)).toBe(locale);
});

test('whatever is asked for, the page speaks a language', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (wanted) => {
      expect(LOCALES).toContain(chooseLocale(wanted));
    }),
  );
});

test('Arabic alone is written from the right', () => {
  expect(LOCALES.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar']);
});
