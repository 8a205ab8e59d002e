import { describe, expect, test } from '@jest/globals';
import { dutchLicenceLine, frenchLicenceLine, swissLicenceLines } from './licence-lines.js';
import { checkDigit, type MrzContent } from './mrz-lines.js';

const content: MrzContent = {
  issuingState: 'FRA',
  nationality: 'FRA',
  surname: 'Lefebvre-Dumont',
  givenNames: 'Noémie Lara',
  documentNumber: '21KD48203',
  dateOfBirth: '1991-06-22',
  dateOfExpiry: '2036-09-14',
  sex: 'F',
};

describe('zones of licences', () => {
  test('France: number, expiry and eight letters of the surname, as on the specimen that was published', () => {
    expect(frenchLicenceLine(content)).toEqual(['D1FRA21KD482033360914LEFEBVRE2']);
    expect(() => frenchLicenceLine({ ...content, documentNumber: '21KD' })).toThrow(RangeError);
  });

  test('the Netherlands: the number after a version, a check digit over everything before it', () => {
    const [line] = dutchLicenceLine({ ...content, documentNumber: '4820173356' });
    expect(line).toMatch(/^D1NLD14820173356[0-9A-Z]{14}$/);
    expect(line.at(-1)).toBe(checkDigit(line.slice(0, 29)));
    expect(() => dutchLicenceLine(content)).toThrow(RangeError);
  });

  test('Switzerland: lines of 9, 30 and 30 characters', () => {
    const lines = swissLicenceLines({ ...content, documentNumber: '417320569097' });
    expect(lines.map(({ length }) => length)).toEqual([9, 30, 30]);
    expect(lines[1]).toBe('FACHE417320569097<<910622<<<<<');
    expect(lines[2]).toBe('LEFEBVRE<DUMONT<<NOEMIE<LARA<<');
  });

  test('a flaw is one wrong digit', () => {
    for (const wrongCheckDigit of ['number', 'composite'] as const) {
      expect(frenchLicenceLine(content, { wrongCheckDigit })).not.toEqual(frenchLicenceLine(content));
    }
  });
});
