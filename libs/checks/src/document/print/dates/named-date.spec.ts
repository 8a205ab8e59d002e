import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CAPTION_LANGUAGES } from '../captions/captions.js';
import { monthsOf } from './months.js';
import { dateIn, findDate } from './printed-date.js';

/** Languages of passports and cards beyond those of the captions, in Latin script. */
const LANGUAGES = [...CAPTION_LANGUAGES, 'nn', 'bs', 'sr-Latn', 'lb', 'cy'];

/** The months' names as the Unicode CLDR knows them, long and short, as a date has them and by themselves. */
const NAMES = LANGUAGES.flatMap((language) =>
  Array.from({ length: 12 }, (_, index) => index).flatMap((index) =>
    (['long', 'short'] as const).flatMap((month) =>
      [{ month }, { day: 'numeric', month } as const].flatMap((form) => {
        const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
        const parts = format.formatToParts(new Date(Date.UTC(2021, index, 15)));
        const name = parts.find(({ type }) => type === 'month')!.value.replace(/\.$/, '');
        return /\p{L}{3}/u.test(name) ? [{ language, month: index + 1, name }] : [];
      }),
    ),
  ),
);
/** English and French first. */
const NAMES_OF = (month: number) => NAMES.filter((entry) => entry.month === month).map(({ name }) => name);

const two = (n: number) => String(n).padStart(2, '0');
const printed = fc
  .record({
    date: fc.date({ min: new Date('1930-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }),
    languages: fc.tuple(fc.nat(), fc.nat(), fc.boolean()),
    padded: fc.boolean(),
    shortYear: fc.boolean(),
    upper: fc.boolean(),
    marks: fc.tuple(...Array.from({ length: 3 }, () => fc.constantFrom(' ', '/', '.', '-', ' / ', '. ', ''))),
  })
  .map(({ date, languages: [a, b, bilingual], padded, shortYear, upper, marks: [m, n, o] }) => {
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const names = NAMES_OF(month);
    // The second language of a document is one of ICAO's (9303-3, 3.1).
    const international = names.filter((_, i) => i < 8);
    const [first, second] = [names[a % names.length]!, international[b % international.length]!];
    const name = bilingual ? `${first}${n}${second}` : first;
    const text = `${padded ? two(day) : day}${m}${name}${o}${shortYear ? two(year % 100) : year}`;
    return { text: upper ? text.toUpperCase() : text, year, month, day };
  });

const isOrNone = (found: ReturnType<typeof findDate>, day: number, month: number, year: number): boolean =>
  found === null ||
  (found.day === day && found.month === month && found.year === (found.shortYear ? year % 100 : year));

describe('dates with a month’s name', () => {
  test('every name that the state languages have is known', () => {
    expect(NAMES.length).toBeGreaterThan(1000);
    expect(NAMES.filter(({ name, month }) => !monthsOf(name).includes(month))).toEqual([]);
  });

  test.each([
    ['15KW/APR2031', 15, 4],
    ['15KWI/APR 2031', 15, 4],
    ['15 KWI/APR 2031', 15, 4],
    ['10PAZ/OCT2031', 10, 10],
    ['25 JUI/JUL 2031', 25, 7],
    ['25 JUUNI/JUN 31', 25, 6],
    ['255EP2031', 25, 9],
    ['10-0CT-2031', 10, 10],
    ['3. 12 AUG 2031', 12, 8],
    ['3. 5 AUG 2031', 5, 8],
    ['1er avril 2031', 1, 4],
    ['3LIPJUL2031', 3, 7],
  ])('%s', (text, day, month) => {
    expect(findDate(text)).toMatchObject({ day, month, year: text.endsWith(' 31') ? 31 : 2031 });
  });

  test.each([
    '15EP 2031',
    '1 5KWI/APR 2031',
    '1SKWI/APR 2031',
    'I5 APR/AVR 2031 ',
    '1 5 APR 2031',
    'B5 APR 2031',
    '15 APR 20 31',
    '15 MAR/MAY 2031',
    '25 JUI 2031',
    '15 4EPB/JUN 2031',
    '15 APR 203',
    '1 2.08.1974',
    '12.08.19 74',
    '2031-04-1 5',
    '12.08.2019-1',
    '155 APR 2031',
  ])('%s is no date, or the printed one', (text) => {
    const found = findDate(text);
    if (text.startsWith('I5')) expect(found).toMatchObject({ day: 15 });
    else if (text.startsWith('12.08.2019')) expect(found).toMatchObject({ day: 12, month: 8 });
    else expect(found).toBeNull();
  });

  test('a rendering is that date or none, whatever its language and its separators', () => {
    fc.assert(
      fc.property(printed, ({ text, day, month, year }) => {
        expect([text, isOrNone(findDate(text), day, month, year)]).toEqual([text, true]);
        expect([text, isOrNone(dateIn(text), day, month, year)]).toEqual([text, true]);
      }),
      { numRuns: 1000 },
    );
  });

  test('so it is when spaces and marks were lost, or a space was seen where none is', () => {
    fc.assert(
      fc.property(printed, fc.infiniteStream(fc.nat(9)), fc.nat(), (rendered, drops, gap) => {
        const { text, day, month, year } = rendered;
        const kept = [...text].filter((c) => /[\p{L}\d]/u.test(c) || drops.next().value < 5).join('');
        const at = gap % kept.length;
        const parted = `${kept.slice(0, at)} ${kept.slice(at)}`;
        for (const seen of [kept, parted]) {
          // An O beside a digit is a nought to every reader.
          fc.pre(!/\dO /i.test(seen));
          expect([seen, isOrNone(findDate(seen), day, month, year)]).toEqual([seen, true]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('an ordinal’s ending may be the opening of a month’s name', () => {
    expect(findDate('01st u nov14')).toMatchObject({ day: 1, month: 11, year: 14 });
  });

  test('so it is when letters of the month’s first name were lost or misread beside a second one', () => {
    fc.assert(
      fc.property(printed, fc.nat(3), fc.constantFrom('', 'K', 'W', 'N', '5', '0'), (rendered, at, glyph) => {
        const { text, day } = rendered;
        const start = text.search(/\p{L}/u);
        const seen = text.slice(0, start + at) + glyph + text.slice(start + at + 1);
        // Beside a digit O, 0 and 5 are a number to every reader.
        fc.pre(!/O\d/i.test(seen) && !(/\d/.test(glyph) && /\d$/.test(text.slice(0, start + at))));
        const found = findDate(seen);
        expect([seen, found === null || found.day === day]).toEqual([seen, true]);
      }),
      { numRuns: 1000 },
    );
  });

  test('numbers alone: lost or added spaces make no other day', () => {
    const numeric = fc.record({
      date: fc.date({ min: new Date('1930-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }),
      mark: fc.constantFrom('.', '/', '-', ' ', '. '),
      gap: fc.nat(),
      padded: fc.boolean(),
      lost: fc.nat(2),
    });
    fc.assert(
      fc.property(numeric, ({ date, mark, gap, padded, lost }) => {
        const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const [d, m] = padded ? [two(day), two(month)] : [day, month];
        const text = `${d}${lost === 0 ? '' : mark}${m}${lost === 1 ? '' : mark}${year}`;
        const parted = `${text.slice(0, gap % text.length)} ${text.slice(gap % text.length)}`;
        for (const seen of padded ? [text, parted] : [text]) {
          expect([seen, isOrNone(findDate(seen), day, month, year)]).toEqual([seen, true]);
          if (padded) expect([seen, isOrNone(dateIn(seen), day, month, year)]).toEqual([seen, true]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
