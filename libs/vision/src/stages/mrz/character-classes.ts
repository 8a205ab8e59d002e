import { MRZ_ALPHABET } from './check-digit.js';
import type { CharacterClass } from './layouts.js';

const LETTERS = MRZ_ALPHABET.slice(0, 26);
const DIGITS = MRZ_ALPHABET.slice(26, 36);

export const CLASS_MEMBERS: Readonly<Record<CharacterClass, string>> = {
  A: `${LETTERS}<`,
  a: LETTERS,
  N: DIGITS,
  n: `${DIGITS}<`,
  X: MRZ_ALPHABET,
  S: 'MFX<',
  // Cards A, C, I (9303-5 §4.2.2 and 9303-6 §4.2.2), passports P (9303-4), visas V (9303-7).
  D: 'ACIPV',
  C: DIGITS,
  c: `${DIGITS}<`,
  B: `${LETTERS}<1234567`,
  // Ё 2, Ч 3, Ш 4, Э 6, Ю 7, Я 8, Ь 9.
  R: `${LETTERS}<2346789`,
  // Licences: D in the format of the EU, F in Switzerland.
  F: 'DF',
};

/** Glyphs of OCR-B that share a shape: in a typed position the reader's preference between them says nothing. */
const LETTERS_LIKE_DIGITS = 'OQDUILZSGB';
const DIGITS_LIKE_LETTERS = '012568';

/**
 * Log-probability penalties for a character outside its position's class. Not infinite, because issuers
 * (and specimens) do break the rules: on 95 real pictures hard classes lost lines that -3 kept. A shape
 * twin of a member is all but excluded.
 */
const OFF_CLASS = -3;
const SHAPE_TWIN = -10;
/**
 * Numbers are made of digits mostly, and issuers leave out round letters because they look like zero: where
 * both may stand, a reader in two minds (0.18 against 0.82) is taken to have seen the digit. No check
 * digit tells U from 0.
 */
const ROUND_LETTERS = 'OQU';
const ROUND_LETTER_IN_NUMBER = -1.5;

/** The penalty (≤ 0, nats) of one character at a position of a class. */
export function classBias(character: string, characterClass: CharacterClass): number {
  if (characterClass === 'X') return ROUND_LETTERS.includes(character) ? ROUND_LETTER_IN_NUMBER : 0;
  if (CLASS_MEMBERS[characterClass].includes(character)) return 0;
  switch (characterClass) {
    case 'A':
    case 'a':
      return DIGITS_LIKE_LETTERS.includes(character) ? SHAPE_TWIN : OFF_CLASS;
    case 'B':
      return character === '0' ? SHAPE_TWIN : OFF_CLASS;
    case 'R':
      return SHAPE_TWIN;
    case 'N':
    case 'n':
    case 'C':
    case 'c':
      return LETTERS_LIKE_DIGITS.includes(character) ? SHAPE_TWIN : OFF_CLASS;
    default:
      return OFF_CLASS;
  }
}

/** What a smudged OCR-B character is typically mistaken for. */
export const CONFUSABLE: Readonly<Record<string, string>> = {
  '0': 'ODQU',
  O: '0DQ',
  '1': 'IL',
  I: '1L',
  L: '1I',
  '2': 'Z',
  Z: '2',
  '5': 'S',
  S: '5',
  '8': 'B',
  B: '8',
  '6': 'G',
  G: '6',
  K: '<',
  '<': 'KCLE',
  C: '<G',
  E: '<F',
  D: '0O',
  Q: '0O',
  U: 'V0',
  V: 'U',
  M: 'N',
  N: 'M',
  H: 'M',
  '7': 'T',
  T: '7',
  '4': 'A',
  A: '4',
  '3': '8',
  '9': '8',
};
