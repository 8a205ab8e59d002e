import { type SeededRandom, seededRandom } from '../random.js';
import { NAMES_BY_STATE, type StateNames } from './names-by-state.js';
import type { Holder } from './specimen.js';
import type { StateCode } from './states.js';

/** Shares of holders, judged by eye: enough of each for a set of some hundreds to hold them. */
const HYPHENATED_SURNAME = 0.12;
const SECOND_GIVEN_NAME = 0.35;
/** Names that no machine-readable zone has room for. */
const VERY_LONG_NAME = 0.04;

export interface HolderChoices {
  /** Where the holder was born and lives; default the state of nationality. */
  readonly residence?: StateCode;
  readonly sex?: 'F' | 'M';
}

/**
 * A fictitious citizen of `nationality`, 18 to 85 years old on 2026-01-01: common names of the state with their
 * diacritics, hyphens and several given names, now and then longer than a machine-readable zone holds. A pure function
 * of its arguments.
 */
export function inventHolder(nationality: StateCode, seed: number, choices: HolderChoices = {}): Holder {
  const random = seededRandom(seed);
  const names = NAMES_BY_STATE[nationality];
  const home = NAMES_BY_STATE[choices.residence ?? nationality];
  const drawn = random.next() < 0.5 ? 'F' : 'M';
  const sex = choices.sex ?? drawn;
  const given = sex === 'F' ? names.female : names.male;
  const isLong = random.next() < VERY_LONG_NAME;
  const [city, postalCode, province] = one(home.cities, random);
  const [birthplace] = one(names.cities, random);
  return {
    surname: surnameOf(names, isLong, random),
    givenNames: givenNamesOf(given, isLong, random),
    sex,
    dateOfBirth: dateBetween(1940, 2007, random),
    placeOfBirth: birthplace,
    nationality,
    address: {
      street: one(home.streets, random).replace('#', String(random.integer(1, 98))),
      city,
      province,
      postalCode: filled(postalCode, random),
    },
  };
}

function surnameOf(names: StateNames, isLong: boolean, random: SeededRandom): string {
  const [first, second, third] = distinct(names.surnames, 3, random) as [string, string, string];
  if (isLong) return `${first}-${second} ${third}`;
  if (names.doubleSurname === 'always') return `${first} ${second}`;
  return random.next() < HYPHENATED_SURNAME ? `${first}-${second}` : first;
}

function givenNamesOf(given: readonly string[], isLong: boolean, random: SeededRandom): string {
  const count = isLong ? 4 : random.next() < SECOND_GIVEN_NAME ? 2 : 1;
  return distinct(given, count, random).join(' ');
}

/** `count` different entries in random order. */
function distinct<Entry>(entries: readonly Entry[], count: number, random: SeededRandom): Entry[] {
  const left = [...entries];
  return Array.from({ length: count }, () => left.splice(random.integer(0, left.length - 1), 1)[0]!);
}

const one = <Entry>(entries: readonly Entry[], random: SeededRandom): Entry =>
  entries[random.integer(0, entries.length - 1)]!;

/** Days 1 to 28, which every month has. */
function dateBetween(from: number, to: number, random: SeededRandom): string {
  const [year, month, day] = [random.integer(from, to), random.integer(1, 12), random.integer(1, 28)];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function filled(shape: string, random: SeededRandom): string {
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
  return [...shape]
    .map((sign) =>
      sign === '#' ? String(random.integer(0, 9)) : sign === '@' ? letters[random.integer(0, 22)]! : sign,
    )
    .join('');
}
