import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { expect, test } from '@jest/globals';
import type { MeasuredMrz } from '../measurement.js';
import type { PrintAgainstZone } from '../print/read-against-zone.js';
import { vouchForFields } from './vouch-for-fields.js';

const parsed = { surname: 'MUELLER', givenNames: 'ANNA' } as ParsedMrz;
const nothing = { agreement: 'not-seen', printed: null, spelled: false } as const;
const unseen = { surname: nothing, givenNames: nothing } as unknown as PrintAgainstZone;
const spelled = (printed: string) => ({ agreement: 'same', printed, spelled: true }) as const;

const mrzWith = (fields: MeasuredMrz['fields'], valid = true, meanLogProbability = -0.2) =>
  ({ fields, valid, meanLogProbability }) as MeasuredMrz;
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
  const both = { ...unseen, surname: spelled('Müller'), givenNames: spelled('Anna') };
  expect(vouchForFields(names(0.1), parsed, both).names).toEqual(['print']);
  // The same name to a person; which of both spellings was misread nobody can tell.
  const lost = { ...both, surname: { agreement: 'same', printed: 'Muller', spelled: false } as const };
  expect(vouchForFields(names(0.1), parsed, lost).names).toEqual([]);
});

test('one of two names in print does not vouch for both', () => {
  const surnameOnly = { ...unseen, surname: spelled('Müller') };
  expect(vouchForFields(names(0.1), parsed, surnameOnly).names).toEqual([]);
  expect(vouchForFields(names(0.1), { ...parsed, givenNames: '' }, surnameOnly).names).toEqual(['print']);
});

test('print vouches for a number only where it spells every character', () => {
  const number = mrzWith({ documentNumber: { text: 'AB0123456', confidence: 0.2, vouchedBy: [] } });
  const folded = { ...unseen, documentNumber: 'same', numberSpelled: false } as const;
  expect(vouchForFields(number, parsed, folded).documentNumber).toEqual([]);
  expect(vouchForFields(number, parsed, { ...folded, numberSpelled: true }).documentNumber).toEqual([
    'print',
  ]);
});

test('in an invalid reading that is not clear, nothing but print vouches', () => {
  const fields: MeasuredMrz['fields'] = {
    sex: { text: 'F', confidence: 0.99, vouchedBy: [] },
    dateOfBirth: { text: '740812', confidence: 0.99, vouchedBy: ['dateOfBirth'] },
  };
  const seen = { ...unseen, dateOfBirth: 'same' } as const;
  expect(vouchForFields(mrzWith(fields, false), parsed, seen)).toEqual({
    sex: [],
    dateOfBirth: ['print'],
  });
  expect(vouchForFields(mrzWith(fields, false, -0.05), parsed, unseen).sex).toEqual(['reader']);
});
