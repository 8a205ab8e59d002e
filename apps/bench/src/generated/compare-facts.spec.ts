import type { DocumentFacts } from '@idem/contracts';
import { ERIKSSON, type RenderedDocument } from '@idem/testing/documents/specimen';
import type { RenderedSides } from '@idem/testing/documents/specimens';
import { describe, expect, test } from '@jest/globals';
import { compareFacts } from './compare-facts.js';

const side = (
  printed: RenderedDocument['zones']['printed'],
  mrz: readonly string[] = [],
): RenderedDocument => ({
  image: Buffer.alloc(0),
  width: 1,
  height: 1,
  number: 'X',
  issued: '2021-04-16',
  expires: '2031-04-15',
  zones: { portrait: null, ghost: null, fields: {}, printed },
  mrz,
});

const FACTS: DocumentFacts = {
  type: 'passport',
  issuing_country: 'DE',
  first_name: 'Jörg',
  last_name: 'Müller-Łoś',
  dob: { year: 1974, month: 8, day: 12 },
  issued_date: { year: 2021, month: 4, day: 16 },
  expiration_date: { year: 2031, month: 4, day: 15 },
  number: 'A12 34',
  sex: 'female',
  unparsed_sex: 'F',
  unparsed_place_of_birth: 'Köln',
  address: null,
};

const PRINTED = {
  surname: 'MÜLLER-ŁOŚ',
  givenNames: 'JÖRG',
  dateOfBirth: '12.08.1974',
  issued: '16.04.2021',
  expires: '15.04.2031',
  number: 'A1234',
  placeOfBirth: 'KÖLN',
};
const sides: RenderedSides = { front: side(PRINTED, ['P<D…']), back: null };
const compare = (facts: Partial<DocumentFacts>, shown = sides) =>
  compareFacts({ ...FACTS, ...facts }, shown, ERIKSSON);

test('what a document says, letter by letter but for case and blanks in a number, is exact', () => {
  expect(compare({})).toEqual({
    surname: 'exact',
    givenNames: 'exact',
    dateOfBirth: 'exact',
    issued: 'exact',
    expires: 'exact',
    number: 'exact',
    sex: 'exact',
    placeOfBirth: 'exact',
  });
});

describe('names', () => {
  test.each([
    ['Mueller-Los', 'folded'],
    ['Muller Los', 'folded'],
    ['Müller', 'partial'],
    ['Mu', 'wrong'],
    ['Möller-Łoś', 'wrong'],
    [null, 'missing'],
  ] as const)('%s is %s', (last_name, agreement) => {
    expect(compare({ last_name }).surname).toBe(agreement);
  });
});

describe('dates', () => {
  test.each([
    [{ year: 1974, month: 8, day: null }, 'partial'],
    [{ year: 1974, month: 12, day: 8 }, 'wrong'],
    [{ year: 1975, month: 8, day: null }, 'wrong'],
    [{ year: null, month: null, day: null }, 'missing'],
    [null, 'missing'],
  ] as const)('%j is %s', (dob, agreement) => {
    expect(compare({ dob }).dateOfBirth).toBe(agreement);
  });
});

test('a failed verdict misses everything that is printed, and only that', () => {
  const licence: RenderedSides = { front: side({ surname: 'X', number: '1' }), back: side({}) };
  expect(compareFacts(null, licence, ERIKSSON)).toEqual({ surname: 'missing', number: 'missing' });
});

test('an address is the same in the order of its issuer, blanks lost or not, and sex is compared with the holder’s', () => {
  const home = {
    line1: 'Am Bach 1',
    line2: null,
    city: 'Köln',
    state: null,
    postal_code: '50667',
    country: 'DE',
  };
  const shown: RenderedSides = { front: side({ address: 'AM BACH 1\n50667 KÖLN', sex: 'F' }), back: null };
  expect(compare({ address: home }, shown).address).toBe('exact');
  expect(compare({ address: { ...home, line1: 'AmBach1', city: 'KOLN' } }, shown).address).toBe('folded');
  expect(compare({ address: { ...home, line1: 'Am Bach 7' } }, shown).address).toBe('wrong');
  expect(compare({ address: { ...home, postal_code: null } }, shown).address).toBe('wrong');
  expect(compare({ sex: 'male' }, shown).sex).toBe('wrong');
  expect(compare({ sex: 'unknown' }, shown).sex).toBe('missing');
});
