import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inventHolder } from './holders.js';
import { transliterate } from './mrz-lines.js';
import { STATES, type StateCode } from './states.js';

const states = Object.keys(STATES) as StateCode[];
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const holders = (state: StateCode) => Array.from({ length: 300 }, (_, seed) => inventHolder(state, seed));

test('equal seeds give equal holders; names can be written in a machine-readable zone', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), seeds, (state, seed) => {
      const holder = inventHolder(state, seed);
      expect(inventHolder(state, seed)).toEqual(holder);
      expect(transliterate(holder.surname)).toMatch(/^[A-Z]+(<[A-Z]+)*$/);
      expect(transliterate(holder.givenNames)).toMatch(/^[A-Z]+(<[A-Z]+)*$/);
      expect(holder.address.postalCode).not.toMatch(/[#@]/);
      expect(holder.address.street).not.toMatch(/[#@]/);
    }),
  );
});

describe('the holders of a state', () => {
  test.each(states)('%s: some with several given names, some too long for a passport', (state) => {
    const all = holders(state);
    const length = (name: string) => transliterate(name).length;
    expect(all.filter(({ givenNames }) => givenNames.includes(' ')).length).toBeGreaterThan(60);
    expect(all.some(({ surname, givenNames }) => length(surname) + length(givenNames) + 2 > 39)).toBe(true);
    expect(new Set(all.map(({ surname }) => surname)).size).toBeGreaterThan(5);
  });

  test('names are of the state', () => {
    const printed = (state: StateCode) =>
      holders(state)
        .map((holder) => holder.surname)
        .join();
    expect(printed('DEU')).toMatch(/Müller/);
    expect(printed('ESP')).toMatch(/Núñez [A-Z]/);
    expect(printed('NOR')).toMatch(/Ødegård/);
    expect(transliterate('Łukasik-Święch')).toBe('LUKASIK<SWIECH');
  });

  test('who lives abroad keeps the names and has the other state’s address', () => {
    const holder = inventHolder('TUR', 7, { residence: 'DEU' });
    expect(holder).toMatchObject({
      ...inventHolder('TUR', 7),
      address: expect.anything(),
      placeOfBirth: expect.anything(),
    });
    expect(holder.address.postalCode).toMatch(/^\d{5}$/);
  });
});
