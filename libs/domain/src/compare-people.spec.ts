import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSamePerson, type NamedPerson } from './index.js';

const BIRTH = { day: 12, month: 8, year: 1983 };
const person = (first: string | null, last: string | null, dob: NamedPerson['dob'] = BIRTH): NamedPerson => ({
  first_name: first,
  last_name: last,
  dob,
});

describe('one person', () => {
  test.each([
    [person('Erika', 'Müller'), person('ERIKA', 'MUELLER')],
    [person('Erika', 'Müller'), person('ERIKA', 'MULLER')],
    [person('Åse', 'Strøm'), person('AASE', 'STROEM')],
    [person('Erika Maria', 'Mustermann'), person('Erika', 'Mustermann')],
    [person('María José', 'García López'), person('MARIA JOSE', 'GARCIA')],
    [person('Jean-Luc', 'd’Artagnan'), person('JEAN LUC', 'DARTAGNAN')],
    [person('Christina Margaretha', 'Oldenburg'), person('CHRISTINA MARGARET', 'OLDENBURG')],
    [person('Nguyễn', 'Văn An'), person('Van An', 'Nguyen')],
    [person('Erika', 'Mustermann', null), person('Erika', 'Mustermann')],
    [person('Erika', 'Mustermann', { ...BIRTH, day: null }), person('Erika', 'Mustermann')],
    [person(null, 'Suharto'), person('Suharto', null)],
  ])('%j is %j', (a, b) => {
    expect(isSamePerson(a, b)).toBe(true);
    expect(isSamePerson(b, a)).toBe(true);
  });
});

describe('another person', () => {
  test.each([
    [person('Erika', 'Mustermann'), person('Erika', 'Beispiel')],
    [person('Erika', 'Mustermann'), person('Erik', 'Mustermann', { ...BIRTH, year: 1990 })],
    [person('Erika', 'Mustermann'), person('Erika', 'Mustermann', { ...BIRTH, day: 13 })],
    [person('Anna', 'Li'), person('Bo', 'Li')],
    [person('Anna Anna', 'Li'), person('Anna Bo', 'Li')],
  ])('%j is not %j', (a, b) => {
    expect(isSamePerson(a, b)).toBe(false);
    expect(isSamePerson(b, a)).toBe(false);
  });
});

test('nobody is nobody', () => {
  expect(isSamePerson(person(null, null), person('Erika', 'Mustermann'))).toBeNull();
  expect(isSamePerson(person('张', '伟'), person('Erika', 'Mustermann'))).toBeNull();
});

test('everybody is themselves, whatever their case, and the order does not matter', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[A-Za-zÄÖÜäöüßéñøłçž'’ -]{1,20}$/),
    // Many that begin alike.
    fc
      .array(fc.constantFrom('Ann', 'Anna', 'Annab', 'Annabel', 'Li', 'Bo'), { maxLength: 3 })
      .map((parts) => parts.join(' ')),
  );
  const someone = fc.tuple(name, name).map(([first, last]) => person(first, last));
  fc.assert(
    fc.property(someone, someone, (a, b) => {
      expect(isSamePerson(a, b)).toBe(isSamePerson(b, a));
      const upper = person(a.first_name!.toUpperCase(), a.last_name!.toUpperCase());
      expect(isSamePerson(a, upper)).not.toBe(false);
    }),
    { numRuns: 5_000 },
  );
});
