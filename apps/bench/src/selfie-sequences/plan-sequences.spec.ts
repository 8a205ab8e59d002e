import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { castOf, seedsOf } from './plan-sequences.js';

test('development and report share neither a seed nor a person', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 1_000 }), (count, first) => {
      const [developed, reported] = [seedsOf(count, first, true), seedsOf(count, first, false)];
      expect([developed.length, reported.length]).toEqual([count, count]);
      const people = (seeds: readonly number[]) =>
        new Set(seeds.flatMap((seed) => Object.values(castOf(seed))));
      expect([...people(developed)].filter((person) => people(reported).has(person))).toEqual([]);
      for (const seed of [...developed, ...reported])
        expect(castOf(seed).victim).not.toBe(castOf(seed).other);
    }),
  );
});
