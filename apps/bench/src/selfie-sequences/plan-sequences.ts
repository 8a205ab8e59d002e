import type { Person } from '@idem/testing/faces/people';

/** Whose pictures are used with a seed: two people of three, the victim and somebody else. */
export interface Cast {
  readonly victim: Person;
  readonly other: Person;
}

/** Limits were set on even seeds and these people, and are reported on odd seeds and the others. */
const PEOPLE = {
  even: ['olga', 'dina', 'marko'],
  odd: ['elsa', 'gina', 'hanna'],
} as const satisfies Record<string, readonly Person[]>;

/** The seeds of a run: `count` of one parity from `first` on. */
export function seedsOf(count: number, first: number, develop: boolean): readonly number[] {
  const start = first % 2 === (develop ? 0 : 1) ? first : first + 1;
  return Array.from({ length: count }, (_, i) => start + 2 * i);
}

/** Who plays with a seed. */
export function castOf(seed: number): Cast {
  const people = PEOPLE[seed % 2 === 0 ? 'even' : 'odd'];
  const turn = Math.floor(seed / 2);
  return { victim: people[turn % 3]!, other: people[(turn + 1) % 3]! };
}
