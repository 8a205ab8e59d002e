import { describe, expect, test } from '@jest/globals';
import { EU_LICENCE_PRINT, printOf, sideOf } from '../measurement.fixture.js';
import { parseAddress } from './address.js';
import { cellsOf } from './page.js';
import { readLicence } from './read-licence.js';

const read = (print: ReturnType<typeof printOf>) => readLicence(cellsOf(sideOf({ print, aspect: 1.586 })));

describe('driving licences', () => {
  test('the European layout', () => {
    expect(read(EU_LICENCE_PRINT)).toMatchObject({
      country: 'SE',
      surname: { value: 'ERIKSSON' },
      number: { value: 'T61033991' },
      dateOfBirth: { value: { year: 1974, month: 8, day: 12 } },
      placeOfBirth: { value: 'ZENITH' },
    });
  });

  test('the North American layout: number in 4d, month first, state and not country', () => {
    const licence = read(
      printOf(
        [0.03, 0, 'GEORGIA'],
        [0.6, 0, 'DRIVER’S LICENSE'],
        [0.3, 2, '4d LiC# 999999999'],
        [0.3, 4, '3 D0B 02/22/2000'],
        [0.6, 4, '4b EXP 02/22/2028'],
        [0.3, 6, '1 SAMPLE'],
        [0.3, 8, '2IMA GEORGIA'],
        [0.3, 10, '8 123 MAIN STREET'],
        [0.31, 11, 'ANYTOWN, GA 39999'],
        [0.3, 13, '4a ISS 02/22/2018'],
        [0.6, 13, '15 SEX F'],
        [0.3, 15, '5 DD 34880179779629'],
      ),
    );
    expect(licence).toMatchObject({
      country: 'US',
      surname: { value: 'SAMPLE' },
      givenNames: { value: 'IMA GEORGIA' },
      number: { value: '999999999' },
      dateOfBirth: { value: { year: 2000, month: 2, day: 22 } },
      expires: { value: { year: 2028, month: 2, day: 22 } },
      issued: { value: { year: 2018, month: 2, day: 22 } },
      sexCode: { value: 'F' },
      address: {
        value: {
          line1: '123 MAIN STREET',
          city: 'ANYTOWN',
          state: 'GA',
          postal_code: '39999',
          country: 'US',
        },
      },
    });
  });

  test('numbers and values in separate pieces are joined along the row', () => {
    const print = EU_LICENCE_PRINT.flatMap((line) => {
      const match = /^(\d[a-d]?\.) (.+)$/.exec(line.text);
      if (!match) return [line];
      return [
        { ...line, text: match[1]!, right: line.left + 0.015 },
        { ...line, text: match[2]!, left: line.left + 0.03 },
      ];
    });
    expect(read(print)).toMatchObject({ surname: { value: 'ERIKSSON' }, number: { value: 'T61033991' } });
  });

  test('ordinary print is no licence', () => {
    expect(read(printOf([0.1, 1, '1. Soup'], [0.1, 3, '2. Bread'], [0.1, 5, '3. Water']))).toBeNull();
  });
});

describe('addresses', () => {
  test.each([
    [
      ['12 HARBOUR STREET', '10115 ZENITH'],
      { line1: '12 HARBOUR STREET', postal_code: '10115', city: 'ZENITH' },
    ],
    [
      ['123 ANYWHERE STREET', 'MONTREAL QC H3A 1S8'],
      { city: 'MONTREAL', state: 'QC', postal_code: 'H3A 1S8' },
    ],
    [['ROSE COTTAGE', 'HIGH STREET'], { line1: 'ROSE COTTAGE', line2: 'HIGH STREET', city: null }],
  ])('%j', (lines, expected) => expect(parseAddress(lines, null)).toMatchObject(expected));

  test('nothing is no address', () => expect(parseAddress([' '], null)).toBeNull());
});
