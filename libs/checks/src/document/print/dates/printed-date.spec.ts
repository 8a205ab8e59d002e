import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { agrees, bareDateIn, dateIn, findDate, fullYear } from './printed-date.js';

const date = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((d) => ({ year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() }));
const two = (n: number) => String(n).padStart(2, '0');

describe('printed dates', () => {
  test.each([
    ['12 AUG/AOÛT 64', 1964, 8, 12],
    ['20MAY /MAI95', 1995, 5, 20],
    ['01JAN/JAN85', 1985, 1, 1],
    ['14JANJAN13', 2013, 1, 14],
    ['29 MAR /MAR 07', 2007, 3, 29],
    ['07 JUN 1984', 1984, 6, 7],
    ['01MAR 2024', 2024, 3, 1],
    ['12.08.1964', 1964, 8, 12],
    ['13 07 1990', 1990, 7, 13],
    ['1986-10-16', 1986, 10, 16],
    ['3. 12.08.1974 ZENITH', 1974, 8, 12],
    ['Ne(e) le:06.12.1965', 1965, 12, 6],
    ['1O.O8.1974', 1974, 8, 10],
    ['16 LIS/NOV 20', 2020, 11, 16],
    ['24CEP/AUG91', 1991, 8, 24],
    ['25-5EP-1973', 1973, 9, 25],
    ['02AG0/AUG2023', 2023, 8, 2],
    ['02 AG0 /AUG 2023', 2023, 8, 2],
    ['15 N0V 2031', 2031, 11, 15],
    ['12 de agosto de 1974', 1974, 8, 12],
    ['Aug 12, 1974', 1974, 8, 12],
    ['1974. AUG. 12.', 1974, 8, 12],
    ['31 12 1974', 1974, 12, 31],
    ['3. prosince 2001', 2001, 12, 3],
    ['3 lipca 2001', 2001, 7, 3],
    ['3 lipnja 2001', 2001, 6, 3],
    ['3 červenec 2001', 2001, 7, 3],
    ['3 června 2001', 2001, 6, 3],
    ['5 Ağustos 2001', 2001, 8, 5],
    ['5 ianuarie 2001', 2001, 1, 5],
    ['5 rugpjūčio 2001', 2001, 8, 5],
    ['5 rugsėjo 2001', 2001, 9, 5],
    ['5 Bealtaine 2001', 2001, 5, 5],
    ['5 Meitheamh 2001', 2001, 6, 5],
    ['5 mei 2001', 2001, 5, 5],
    ['5 qershor 2001', 2001, 6, 5],
    ['5 Awwissu 2001', 2001, 8, 5],
  ])('%s', (text, year, month, day) => {
    const found = findDate(text)!;
    expect({ ...found, year: fullYear(found, 2040) }).toMatchObject({ year, month, day });
  });

  test('the month comes first where the issuer prints it so', () => {
    expect(findDate('02/22/2000', 'month-first')).toMatchObject({ month: 2, day: 22 });
    expect(findDate('02/22/2000')).toBeNull();
    expect(findDate('08/12/1974', 'month-first')).toMatchObject({ month: 8, day: 12 });
  });

  test.each([
    'L898902C3',
    '31.02.2020',
    'ANNA MARIA',
    '695622/0612',
    '12 XYZ 1990',
    '123-123-123',
    '5 listopad 2001',
    '5 LIP 2001',
    '12081974',
  ])('%s is none', (text) => expect(findDate(text)).toBeNull());

  test.each(['12081974', '12.081974', '1208 1974'])('%s is one where a date must stand', (text) => {
    expect(dateIn(text)).toEqual({ year: 1974, month: 8, day: 12, shortYear: false });
  });

  test.each(['15122023', ' 15.122023', '1512 2023 '])('%p is one where it stands alone', (text) => {
    expect(bareDateIn(text)).toEqual({ year: 2023, month: 12, day: 15, shortYear: false });
  });

  test.each(['A15122023', '15122023 4', '115122023', '31022023', '15122023/12', '15127023'])(
    '%s is no date that stands alone',
    (text) => expect(bareDateIn(text)).toBeNull(),
  );

  test('the month comes first in digits alone, too, where the issuer prints it so', () => {
    expect(bareDateIn('12152023', 'month-first')).toMatchObject({ month: 12, day: 15 });
    expect(bareDateIn('12152023')).toBeNull();
  });

  test('finds every calendar date in every order it is printed in', () => {
    fc.assert(
      fc.property(date, fc.constantFrom('.', '/', '-', ' '), ({ year, month, day }, mark) => {
        const expected = { year, month, day, shortYear: false };
        expect(findDate([two(day), two(month), year].join(mark))).toEqual(expected);
        expect(findDate([year, two(month), two(day)].join(mark))).toEqual(expected);
        expect(findDate([two(month), two(day), year].join(mark), 'month-first')).toEqual(expected);
      }),
    );
  });

  test('agrees with the date it is printed for, and its short form too', () => {
    fc.assert(
      fc.property(date, (d) => {
        const full = { ...d, shortYear: false };
        expect(agrees(full, d)).toBe(true);
        expect(agrees({ ...full, year: d.year % 100, shortYear: true }, d)).toBe(true);
        expect(agrees({ ...full, year: d.year + 1 }, d)).toBe(false);
        expect(agrees(full, { year: d.year, month: null, day: null })).toBe(true);
      }),
    );
  });
});
