import { isPossible } from '@idem/vision/stages/mrz/dates';
import type { CalendarDate } from './aamva-card.js';
import type { Elements } from './aamva-elements.js';

/** What the standard, or an issuer, writes where there is nothing: D.12.5.1 and the notes to table D.3. */
const NOTHING =
  /^(?:NONE|NONE GIVEN|NOT GIVEN|NO MIDDLE NAME|NMN|NFN|UNAVL?|UNAVAIL(?:ABLE)?|UNK|UNKNOWN|N\/A|NULL|\*+|-+)?$/i;

/** Longer than any element of the standard: what exceeds it holds something else too. */
const MAX_LENGTH = 120;

/** An element's value without padding and control characters; null where it stands for nothing. */
export function elementValue(text: string | undefined): string | null {
  const value = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return NOTHING.test(value) || value.length > MAX_LENGTH ? null : value;
}

/**
 * `DAQ`, `DBJ`: up to 25 letters, digits and what some issuers set between them (table D.3); null for anything else, and
 * for what has no digit.
 */
export function numberOf(text: string | undefined): string | null {
  const number = elementValue(text);
  return number !== null && /^(?=.*\d)[A-Z0-9*](?:[A-Z0-9 *./-]{0,23}[A-Z0-9*])?$/i.test(number)
    ? number
    : null;
}

/** `DAJ`: the postal code of a state, province or territory. */
export function stateOf(text: string | undefined): string | null {
  const state = elementValue(text)?.toUpperCase() ?? '';
  return /^[A-Z]{2,3}$/.test(state) ? state : null;
}

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
  // Written with hyphens, a date follows no order of the standard.
  return isOfThisAge(other) ? { date: other, expected: digits[1] === undefined } : null;
}

const isOfThisAge = (date: CalendarDate): boolean =>
  date.year >= 1850 && date.year < 2200 && date.month >= 1 && date.day >= 1 && isPossible(date);

export interface CardNames {
  readonly familyName: string | null;
  readonly firstName: string | null;
  readonly middleNames: string | null;
  readonly suffix: string | null;
}

const SUFFIX = /^(?:JR|SR|I{1,3}|IV|VI{0,3}|[1-9](?:ST|ND|RD|TH))\.?$/i;
/** What no name is; the others are middle initials where they come third. */
const ONLY_SUFFIX = /^(?:JR|SR|I{2,3}|[1-9](?:ST|ND|RD|TH))\.?$/i;

/**
 * Names in the elements of any version: separate ones (2009 on), family and all given names (`DCS`, `DCT`; 2003
 * and 2005), or one full name `FAMILY,FIRST,MIDDLE,SUFFIX` (`DAA`; before). A full name without commas is left
 * alone: its order cannot be told.
 */
export function namesOf(elements: Elements): CardNames {
  const familyName = elementValue(elements.DCS) ?? elementValue(elements.DAB);
  const firstName = elementValue(elements.DAC);
  const suffix = elementValue(elements.DCU) ?? elementValue(elements.DAE);
  const all = elementValue(elements.DCT) ?? '';
  const given = all.split(all.includes(',') ? /\s*,\s*/ : /\s+/).filter(Boolean);
  if (firstName === null && given.length === 0) {
    const full = elementValue(elements.DAA) ?? familyName;
    if (full !== null && /[,@$]/.test(full.replace(/[,@$\s]+$/, ''))) return namesOfFullName(full, suffix);
  }
  return {
    familyName: spaced(familyName),
    firstName: spaced(firstName ?? given[0] ?? null),
    middleNames: spaced(firstName === null ? given.slice(1).join(' ') : elementValue(elements.DAD)),
    suffix,
  };
}

function namesOfFullName(full: string, suffix: string | null): CardNames {
  const [family = null, ...others] = full.split(/[,@$]/).map(elementValue);
  const last = others.at(-1) ?? null;
  const hasSuffix =
    last !== null && (others.length > 2 ? SUFFIX : ONLY_SUFFIX).test(last) && others.length > 1;
  const given = (hasSuffix ? others.slice(0, -1) : others).filter((part) => part !== null);
  const [first, ...middle] = given.length === 1 ? given[0]!.split(/\s+/) : given;
  if (first === undefined) return { familyName: null, firstName: null, middleNames: null, suffix };
  return {
    familyName: spaced(family),
    firstName: spaced(first),
    middleNames: spaced(middle.join(' ')),
    suffix: suffix ?? (hasSuffix ? last : null),
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
