import { type MrzDate, parseIssueDate } from './dates.js';

/** How the zone of the internal passport writes the Russian alphabet (order 773 of the Federal Migration Service, 2009). */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'Б',
  V: 'В',
  G: 'Г',
  D: 'Д',
  E: 'Е',
  2: 'Ё',
  J: 'Ж',
  Z: 'З',
  I: 'И',
  Q: 'Й',
  K: 'К',
  L: 'Л',
  M: 'М',
  N: 'Н',
  O: 'О',
  P: 'П',
  R: 'Р',
  S: 'С',
  T: 'Т',
  U: 'У',
  F: 'Ф',
  H: 'Х',
  C: 'Ц',
  3: 'Ч',
  4: 'Ш',
  W: 'Щ',
  X: 'Ъ',
  Y: 'Ы',
  9: 'Ь',
  6: 'Э',
  7: 'Ю',
  8: 'Я',
};

/** The names in Russian letters, letter by letter. */
export const decodeRussian = (coded: string): string =>
  [...coded].map((character) => LETTERS[character] ?? character).join('');

/** As they stand in the zone. */
interface CodedFields {
  readonly surname: string;
  readonly givenNames: string;
  readonly documentNumber: string;
}

/**
 * What the internal passport's zone says: names in Russian letters, and its number of ten digits. A series of four and a
 * number of six make it; the fourth digit of the series opens the optional data, which the date of issue follows.
 *
 * @param optional the 14 characters of optional data.
 */
export function russianPassport(
  { surname, givenNames, documentNumber: number }: CodedFields,
  optional: string,
  now: Date,
): CodedFields & { readonly dateOfIssue: MrzDate | null } {
  const fourth = optional[0] ?? '<';
  const isWhole = /^\d{9}$/.test(number) && /^\d$/.test(fourth);
  return {
    surname: decodeRussian(surname),
    givenNames: decodeRussian(givenNames),
    documentNumber: isWhole ? number.slice(0, 3) + fourth + number.slice(3) : number,
    dateOfIssue: parseIssueDate(optional.slice(1, 7), now),
  };
}
