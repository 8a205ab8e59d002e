import { isPossible } from '@idem/vision/stages/mrz/dates';
import type { CalendarDate } from './aamva-card.js';
import type { Elements } from './aamva-elements.js';

/** What the standard, or an issuer, writes where there is nothing: D.12.5.1 and the notes to table D.3. */
const NOTHING = /^(?:NONE|NONE GIVEN|NMN|UNAVL?|UNAVAIL(?:ABLE)?|UNK|UNKNOWN|N\/A|NULL|\*+|-+)?$/i;

/** An element's value without padding and control characters; null where it stands for nothing. */
export function elementValue(text: string | undefined): string | null {
  const value = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return NOTHING.test(value) ? null : value.slice(0, MAX_LENGTH);
}

/** Longer than any element of the standard; what exceeds it is not one. */
const MAX_LENGTH = 120;

export type DateOrder = 'month-first' | 'year-first';

/**
 * A date of eight digits: `MMDDCCYY` on cards of the United States since 2003, `CCYYMMDD` on Canadian, Mexican
 * and older cards. The two cannot be confused, as no month is 19 or 20, so the other order is read too.
 *
 * @returns null for anything else; `expected` tells whether the order was the one to expect.
 */
export function dateOf(
  text: string | undefined,
  order: DateOrder,
): { date: CalendarDate; expected: boolean } | null {
  const digits = /^(\d{8})$|^(\d{2})[-/](\d{2})[-/](\d{4})$|^(\d{4})[-/](\d{2})[-/](\d{2})$/.exec(
    (text ?? '').trim(),
  );
  if (!digits) return null;
  const plain = digits.slice(1).filter(Boolean).join('');
  const part = (start: number, end: number) => Number(plain.slice(start, end));
  const yearFirst = { year: part(0, 4), month: part(4, 6), day: part(6, 8) };
  const monthFirst = { month: part(0, 2), day: part(2, 4), year: part(4, 8) };
  const [wanted, other] = order === 'year-first' ? [yearFirst, monthFirst] : [monthFirst, yearFirst];
  if (isOfThisAge(wanted)) return { date: wanted, expected: true };
  return isOfThisAge(other) ? { date: other, expected: false } : null;
}

const isOfThisAge = (date: CalendarDate): boolean =>
  date.year >= 1850 && date.year < 2200 && date.month >= 1 && date.day >= 1 && isPossible(date);

export interface CardNames {
  readonly familyName: string | null;
  readonly firstName: string | null;
  readonly middleNames: string | null;
}

/**
 * Names in the elements of any version: separate ones (2009 on), family and all given names (`DCS`, `DCT`; 2003
 * and 2005), or one full name `FAMILY,FIRST,MIDDLE` (`DAA`; before). A full name without commas is left
 * alone: its order cannot be told.
 */
export function namesOf(elements: Elements): CardNames {
  const familyName = elementValue(elements.DCS) ?? elementValue(elements.DAB);
  const firstName = elementValue(elements.DAC);
  if (familyName !== null || firstName !== null) {
    const given =
      elementValue(elements.DCT)
        ?.split(/[,\s]+/)
        .filter(Boolean) ?? [];
    return {
      familyName: spaced(familyName),
      firstName: spaced(firstName ?? given[0] ?? null),
      middleNames: spaced(firstName === null ? given.slice(1).join(' ') : elementValue(elements.DAD)),
    };
  }
  const [family, first, ...middle] = (elementValue(elements.DAA) ?? '').split(/[,@$]/).map(elementValue);
  if (first === undefined) return { familyName: null, firstName: null, middleNames: null };
  return {
    familyName: spaced(family ?? null),
    firstName: spaced(first),
    middleNames: spaced(middle[0] ?? null),
  };
}

const spaced = (name: string | null): string | null => name?.replace(/[,\s]+/g, ' ').trim() || null;

/** `DBC`: 1, 2 and 9 since 2000, letters before. */
export function sexOf(text: string | undefined): 'male' | 'female' | 'unspecified' | null {
  switch ((text ?? '').trim().toUpperCase()) {
    case '1':
    case 'M':
      return 'male';
    case '2':
    case 'F':
      return 'female';
    case '9':
    case 'X':
      return 'unspecified';
    default:
      return null;
  }
}

/** `DAK`: nine digits are ZIP+4, whose last four may be padding; six characters are Canadian. */
export function postalCodeOf(text: string | undefined): string | null {
  const code =
    elementValue(text)
      ?.toUpperCase()
      .replace(/[\s-]+/g, '') ?? '';
  const zip = /^(\d{5})(\d{4})?$/.exec(code);
  if (zip) return zip[2] === undefined || zip[2] === '0000' ? zip[1]! : `${zip[1]}-${zip[2]}`;
  return code.replace(/^([A-Z]\d[A-Z])(\d[A-Z]\d)$/, '$1 $2') || null;
}
