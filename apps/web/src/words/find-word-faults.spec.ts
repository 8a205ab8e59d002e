import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Catalogue, findWordFaults } from './find-word-faults.js';
import { LOCALES } from './locales.js';

const read = (name: string): Catalogue =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));

test.each(LOCALES)('every text is there in %s', (locale) => {
  expect(findWordFaults(locale, read(locale), read('en'))).toEqual([]);
});

test.each(LOCALES)('no text of %s has an apostrophe that ICU reads as a quote', (locale) => {
  expect(Object.values(read(locale)).filter((text) => text.includes("'"))).toEqual([]);
});

describe('found are', () => {
  const english = {
    plain: 'Hello',
    named: 'Ask {account}',
    counted: '{n, plural, one {# day} other {# days}}',
    chosen: '{type, select, passport {Passport} other {Document}}',
  };
  const faults = (changes: Partial<Record<string, string>>, locale = 'de') => {
    const texts = Object.entries({ ...english, ...changes }).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, text] as const],
    );
    return findWordFaults(locale, Object.fromEntries(texts), english);
  };
  test('none in the source itself', () => {
    expect(faults({}, 'en')).toEqual([]);
  });
  test.each([
    ['a missing text', { plain: undefined }, 'de: plain is missing'],
    ['a surplus text', { other: 'x' }, 'de: other is not in the English catalogue'],
    ['an empty text', { plain: ' ' }, 'de: plain is empty'],
    ['a value that is not named', { named: 'Fragen Sie' }, 'de: named takes {}, the English text {account}'],
    [
      'a choice that is not offered',
      { chosen: '{type, select, pass {Pass} other {Dokument}}' },
      'de: chosen chooses between other|pass, the English text between other|passport',
    ],
  ])('%s', (_what, changes, fault) => {
    expect(faults(changes)).toEqual([fault]);
  });
  test('a plural form that the language has and the text has not', () => {
    const fault = 'pl: counted lacks the plural few, many';
    expect(faults({ counted: '{n, plural, one {# dzień} other {# dni}}' }, 'pl')).toEqual([fault]);
  });
});
