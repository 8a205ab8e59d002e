import { describe, expect, test } from '@jest/globals';
import { EU_LICENCE_PRINT, printOf, sideOf } from '../../measurement.fixture.js';
import { parseAddress } from '../address.js';
import { cellsOf } from '../page.js';
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

  describe('a 4b whose letter was misread', () => {
    const page = (expiry: string, ...more: (readonly [number, number, string])[]) =>
      printOf(
        [0.2, 0, 'PATENTE DI GUIDA'],
        [0.2, 1, 'REPUBBLICA ITALIANA'],
        [0.37, 3, 'CANTU-RUSSO'],
        [0.37, 5, 'ANDREA'],
        [0.35, 7, "3 26/07/1962L'AQUILA"],
        [0.35, 9, '4a 12/11/2025'],
        [0.35, 11, expiry],
        [0.37, 13, 'U13H59936S'],
        ...more,
      );

    test.each(['40 11/11/2035', '46 11/11/2035', '4h. 11/11/2035'])('%s is one below 4a', (expiry) => {
      expect(read(page(expiry))).toMatchObject({
        expires: { value: { year: 2035, month: 11, day: 11 } },
        surname: { value: 'CANTU-RUSSO' },
        givenNames: { value: 'ANDREA' },
        number: { value: 'U13H59936S' },
      });
    });

    test('is none above 4a, nor where two could be it, nor where no date follows', () => {
      expect(read(page('', [0.35, 2, '40 11/11/2035']))?.expires).toBeNull();
      expect(read(page('40 11/11/2035', [0.35, 15, '46 11/11/2034']))?.expires).toBeNull();
      expect(read(page('40 11112035'))?.expires).toBeNull();
      expect(read(page('4c 11/11/2035'))?.expires).toBeNull();
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

  test('authority, categories and address to their ends', () => {
    expect(read([...EU_LICENCE_PRINT, ...printOf([0.4, 17, '9. AM/B'])])).toMatchObject({
      authority: { value: 'LICENSING OFFICE' },
      categories: { value: 'AM/B' },
      address: { value: { line1: '12 HARBOUR STREET', postal_code: '10115', city: 'ZENITH', line2: null } },
    });
  });

  const without = (...numbers: string[]) =>
    EU_LICENCE_PRINT.map((line) => {
      const number = numbers.find((candidate) => line.text.startsWith(`${candidate} `));
      return number ? { ...line, text: line.text.slice(number.length + 1), left: line.left + 0.03 } : line;
    });

  test.each([[['1.']], [['2.']], [['5.']], [['1.', '2.']], [['1.', '5.']]])(
    'fields whose numbers %j were not read are found by their place',
    (numbers) => {
      const licence = read(without(...numbers));
      expect(licence).toMatchObject({
        surname: { value: 'ERIKSSON' },
        givenNames: { value: 'ANNA MARIA' },
        number: { value: 'T61033991' },
      });
    },
  );

  /** All small numbers lost but those of the dates of validity: what the text detector leaves of many a photograph. */
  const bare = (below: readonly string[], birth = '12.08.1974 ZENITH') =>
    read(
      printOf(
        [0.3, 0, 'KÖRKORT'],
        [0.3, 1, 'SVERIGE'],
        [0.36, 3, 'ERIKSSON'],
        [0.36, 4, 'ANNA MARIA'],
        [0.36, 5, birth],
        [0.33, 6, '4a. 16.04.2021'],
        [0.62, 6, '4b. 15.04.2031'],
        ...below.map((text, row): [number, number, string] => [0.36, 7 + row, text]),
      ),
    );

  test('the dates of validity alone tell where all other fields stand', () => {
    expect(bare(['TRANSPORTSTYRELSEN', 'T61033991', 'AM/B'])).toMatchObject({
      surname: { value: 'ERIKSSON' },
      givenNames: { value: 'ANNA MARIA' },
      dateOfBirth: { value: { year: 1974, month: 8, day: 12 } },
      authority: { value: 'TRANSPORTSTYRELSEN' },
      number: { value: 'T61033991' },
      categories: { value: 'AM/B' },
    });
  });

  test('authority, address and categories may be missing from the column', () => {
    expect(bare(['T61033991'])).toMatchObject({ number: { value: 'T61033991' }, authority: null });
  });

  test('a Swedish licence is numbered by its holder’s birth', () => {
    expect(bare(['740812-1234'])?.number).toMatchObject({ value: '740812-1234' });
  });

  test.each([
    ['two numbers', ['T61033991', '34880179']],
    ['the personal number alone', ['19740812-1234']],
    ['the personal number alone, year last', ['120874-12345']],
    ['something more than there are fields', ['TRANSPORTSTYRELSEN', 'T61033991', 'AM/B', 'SPECIMEN', 'MORE']],
  ])('below the dates nothing is taken for the number: %s', (_what, below) => {
    expect(bare(below)?.number).toBeNull();
  });

  test('a birth that is no date, or one line too many, and no name is taken', () => {
    expect(bare(['T61033991'], 'ZENITH')?.surname).toBeNull();
  });

  test('a number misread in its own piece is no part of the value', () => {
    const print = EU_LICENCE_PRINT.flatMap((line) =>
      line.text.startsWith('5.')
        ? [
            { ...line, text: 'S', right: line.left + 0.01 },
            { ...line, text: 'T61033991', left: line.left + 0.025 },
          ]
        : [line],
    );
    expect(read(print)?.number).toMatchObject({ value: 'T61033991' });
    const glued = EU_LICENCE_PRINT.map((line) => ({ ...line, text: line.text.replace('5. ', 'S') }));
    expect(read(glued)?.number).toBeNull();
  });

  test('two candidates for one place are none, and a letter is no name', () => {
    const crowded = [...without('1.'), ...printOf([0.43, 2.4, 'KINGDOM OF NOWHERE'])];
    expect(read(crowded)?.surname).toBeNull();
    const cut = EU_LICENCE_PRINT.map((line) =>
      line.text.startsWith('2.') ? { ...line, text: '2. M' } : line,
    );
    expect(read(cut)?.givenNames).toBeNull();
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
