import { expect, test } from '@jest/globals';
import { licenceDates } from './licence-dates.js';

const read = (dateOfBirth: string, issued: string, expires: string) =>
  Object.values(licenceDates({ dateOfBirth, issued, expires }, 'day-first')).map(
    (date) => date && `${date.year}-${date.month}-${date.day}`,
  );

test.each([
  [
    'years in full',
    ['12.08.1964 Berlin', '19.01.2013', '18.01.2028'],
    ['2013-1-19', '2028-1-18', '1964-8-12'],
  ],
  ['all short', ['12.08.64 Berlin', '19.01.13', '18.01.28'], ['2013-1-19', '2028-1-18', '1964-8-12']],
  ['short validity only', ['12.08.1964', '19.01.13', '18.01.28'], ['2013-1-19', '2028-1-18', '1964-8-12']],
  ['born after 2000', ['12.08.05', '19.01.23', '18.01.38'], ['2023-1-19', '2038-1-18', '2005-8-12']],
  ['issued before 2000', ['12.08.64', '19.01.99', '18.01.30'], ['1999-1-19', '2030-1-18', '1964-8-12']],
] as const)('%s', (_what, [born, issued, expires], dates) =>
  expect(read(born, issued, expires)).toEqual(dates),
);

test('one short year among full ones is a misreading', () => {
  expect(read('12.08.19', '19.01.2013', '18.01.2028')[2]).toBeNull();
  expect(read('12.08.1964', '19.01.20 13', '18.01.2028')[0]).toBeNull();
});

test('without a date of issue the century of birth is not told', () => {
  expect(
    licenceDates({ dateOfBirth: '12.08.64', issued: undefined, expires: '18.01.28' }, 'day-first'),
  ).toEqual({
    issued: null,
    expires: { day: 18, month: 1, year: 2028 },
    dateOfBirth: null,
  });
});
