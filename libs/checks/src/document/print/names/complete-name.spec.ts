import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { completeName } from './complete-name.js';
import { foldLatin, transliterate } from './names.js';

describe('names that the zone cut', () => {
  test.each([
    ['ALEXANDRA', 'ALEXAN', null, 'Alexandra'],
    ['CHRISTINA MARGARETHA', 'CHRISTINAM', null, 'Christina Margaretha'],
    ['JÜRGEN-MAXIMILIAN', 'JUERGEN MAX', 'DE', 'Jürgen-Maximilian'],
    ['JURGEN MAXIMILIAN', 'JUERGEN MAX', 'DE', 'Jürgen Maximilian'],
    ['BENNELONG WOOLOOMOOLOO WARRANDYTE', 'BENNELONG WOOLOO W', null, 'Bennelong Wooloomooloo Warrandyte'],
    ['ANNAMARIALUISA', 'ANNA MARIA LU', null, 'Anna Maria Luisa'],
    ['OSTERHAMMERSTEINBACH', 'OSTERHAMMER STEIN', null, 'Osterhammer Steinbach'],
    ['Sophie van der Berg', 'SOPHIE VAN DER B', 'NL', 'Sophie van der Berg'],
    ['FRANZISKAMARGARETHA', 'FRANZISK', null, null],
    ['ALEXAN', 'ALEXAN', null, null],
    ['ALEXIA', 'ALEXAN', null, null],
    ['ANDREA ALEXANDRA', 'ALEXAN', null, null],
    ['12.08.1974', 'ALEXAN', null, null],
    ['ALEXANDRA', '', null, null],
  ])('%s of the page and %s of the zone, issued by %s, are %s', (printed, zone, country, whole) => {
    expect(completeName(printed, zone, country)).toBe(whole);
  });

  test('a name cut anywhere is completed to itself, and never to another', () => {
    const word = fc.string({ unit: fc.constantFrom(...'ABCDEILMNORST'), minLength: 2, maxLength: 9 });
    const words = fc.array(word, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(words, words, fc.nat(), (name, other, at) => {
        const printed = name.join(' ');
        const zone = printed.slice(0, 1 + (at % printed.length)).trim();
        const whole = completeName(printed, zone, null);
        if (zone !== printed) expect(foldLatin(whole ?? '')).toBe(foldLatin(printed));
        const another = completeName(other.join(' '), zone, null);
        if (another !== null) expect(foldLatin(another)).toBe(foldLatin(other.join('')));
        if (!transliterate(other.join('')).startsWith(zone[0]!)) expect(another).toBeNull();
      }),
    );
  });
});
