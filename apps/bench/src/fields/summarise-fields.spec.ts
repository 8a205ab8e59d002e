import { expect, test } from '@jest/globals';
import { GIVEN_NAMES, personOf, SURNAMES } from './holders.js';
import { describeFields } from './print-fields.js';
import type { FieldReading, SpecimenReading } from './read-specimen.js';
import { summariseFields } from './summarise-fields.js';

const field = (
  name: string,
  outcome: FieldReading['outcome'],
  score: number | null,
  likeness: number | null = null,
) => ({ field: name, by: 'number', outcome, score, likeness }) as const;
const reading = (fields: readonly FieldReading[]): SpecimenReading => ({
  specimen: 'deu-driving-licence',
  seed: 2,
  level: 'steady',
  passed: true,
  reason: null,
  contradicted: false,
  fields,
});

test('readings are counted by field and level, and swept by score and likeness', () => {
  const rows = [
    reading([
      field('surname', 'right', 0.99, 1),
      field('number', 'wrong', 0.86),
      field('placeOfBirth', 'wrong', 0.99),
    ]),
    reading([field('surname', 'wrong', 0.82, 0.7), field('number', 'missing', null)]),
  ];
  const summary = summariseFields(rows, ['Eriksson', 'Erikson', 'Rossi']);
  expect(summary.specimens).toEqual([{ level: 'steady', read: 2, passed: 2, contradicted: 0 }]);
  expect(summary.counts).toContainEqual({
    by: 'number',
    field: 'number',
    level: 'steady',
    right: 0,
    missing: 1,
    wrong: 1,
  });
  // The place of birth is not among what a licence is not verified without.
  expect(summary.licenceScores).toContainEqual({ threshold: 0.8, right: 1, wrong: 2 });
  expect(summary.licenceScores).toContainEqual({ threshold: 0.85, right: 1, wrong: 1 });
  expect(summary.licenceScores).toContainEqual({ threshold: 0.9, right: 1, wrong: 0 });
  expect(summary.likenesses).toContainEqual({ threshold: 0.75, right: 1, wrong: 1 });
  expect(summary.pairs).toBe(3);
  expect(describeFields(summary).join('\n')).toContain('surname');
});

test('people follow from the seed, and their names differ', () => {
  expect(personOf(4, 'DEU')).toEqual(personOf(4, 'DEU'));
  expect(personOf(4, 'DEU')).not.toEqual(personOf(6, 'DEU'));
  expect(new Set([...SURNAMES, ...GIVEN_NAMES]).size).toBe(SURNAMES.length + GIVEN_NAMES.length);
});
