import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { expect, test } from '@jest/globals';
import type { MeasuredMrz } from '../measurement.js';
import type { VizAgainstMrz } from './read-against-mrz.js';
import { vouchForFields } from './vouch-for-fields.js';

const parsed = { surname: 'MUELLER', givenNames: 'ANNA' } as ParsedMrz;
const unseen = {
  surname: 'not-seen',
  givenNames: 'not-seen',
  printedSurname: null,
  printedGivenNames: null,
} as VizAgainstMrz;

const mrzWith = (fields: MeasuredMrz['fields']) => ({ fields }) as MeasuredMrz;
const names = (confidence: number) => mrzWith({ names: { text: '', confidence, vouchedBy: [] } });

test('a field is vouched for by its check digit, by a sure reader, by both or by nothing', () => {
  const mrz = mrzWith({
    names: { text: 'MUELLER<<ANNA', confidence: 0.4, vouchedBy: [] },
    dateOfBirth: { text: '740812', confidence: 0.4, vouchedBy: ['dateOfBirth'] },
    sex: { text: 'F', confidence: 0.99, vouchedBy: [] },
    documentNumber: { text: 'L898902C3', confidence: 0.99, vouchedBy: ['documentNumber', 'composite'] },
  });
  expect(vouchForFields(mrz, parsed, unseen)).toEqual({
    names: [],
    dateOfBirth: ['check-digit'],
    sex: ['reader'],
    documentNumber: ['check-digit', 'reader'],
  });
});

test('print vouches for a name it spells alike, letter by letter', () => {
  const printed = (printedSurname: string) => ({
    ...unseen,
    surname: 'same' as const,
    givenNames: 'same' as const,
    printedSurname,
    printedGivenNames: 'Anna',
  });
  expect(vouchForFields(names(0.1), parsed, printed('Müller')).names).toEqual(['visual-zone']);
  // The same name to a person; which of both spellings was misread nobody can tell.
  expect(vouchForFields(names(0.1), parsed, printed('Muller')).names).toEqual([]);
});

test('one of two names in print does not vouch for both', () => {
  const surnameOnly = { ...unseen, surname: 'same' as const, printedSurname: 'Müller' };
  expect(vouchForFields(names(0.1), parsed, surnameOnly).names).toEqual([]);
  expect(vouchForFields(names(0.1), { ...parsed, givenNames: '' }, surnameOnly).names).toEqual([
    'visual-zone',
  ]);
});
