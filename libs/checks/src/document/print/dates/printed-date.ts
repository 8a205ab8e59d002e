import { isPossible } from '@idem/vision/stages/mrz/dates';
import { findNamedDate } from './named-date.js';

/** A date as printed: the century may be left to the reader. */
export interface PrintedDate {
  readonly day: number;
  readonly month: number;
  /** Four digits, or two when `shortYear`. */
  readonly year: number;
  readonly shortYear: boolean;
}

/** Which number comes first where all three are numbers; North American issuers print the month first. */
export type DateOrder = 'day-first' | 'month-first';

const NUMERIC_YEAR_FIRST = /(?<!\d)((?:1[89]|20)\d{2})[ ./-]{1,3}(\d{1,2})[ ./-]{1,3}(\d{1,2})(?![\d\p{L}])/u;
/** Years in full go first: in `3. 12.08.1974` the short pattern would take the field's number for the day. */
const NUMERIC = [
  /(?<!\d)(\d{1,2})[ ./-]{1,3}(\d{1,2})[ ./-]{1,3}((?:1[89]|20)\d{2})(?!\d)/,
  /(?<!\d)(\d{1,2})[ ./-]{1,3}(\d{1,2})[ ./-]{1,3}(\d{2})(?!\d)/,
];
/** The separators were lost, or there never were any: `12081974`, `12.081974`, `1208 1974`. Only where a date must stand. */
const COMPACT = /(?<!\d)(\d{2})[ ./-]?(\d{2})[ ./-]?((?:1[89]|20)\d{2})(?!\d)/;
const BARE = /^\s*(\d{2})[ ./-]?(\d{2})[ ./-]?((?:1[89]|20)\d{2})\s*$/;

/** A date where one must stand, by its caption or field number: separators may have been lost. */
export const dateIn = (text: string, order: DateOrder = 'day-first'): PrintedDate | null =>
  findDate(text, order) ?? compactDate(COMPACT.exec(text), order);

/** A date of which the digits alone are left, and nothing beside it: `25121985`. A number may look the same. */
export const bareDateIn = (text: string, order: DateOrder = 'day-first'): PrintedDate | null =>
  compactDate(BARE.exec(text), order);

function compactDate(match: RegExpExecArray | null, order: DateOrder): PrintedDate | null {
  if (!match) return null;
  const [, first, second, year] = match as unknown as [string, string, string, string];
  return order === 'day-first'
    ? possible(first, Number(second), year)
    : possible(second, Number(first), year);
}

/**
 * The first date in a text, or null. Calendar dates only: 31 February is none. Where a digit may have been left out of
 * it (`1 2.08.1974`, `12.08.19 74`, `I5 APR 2031`) there is none: another day than the printed one must not come of it.
 */
export function findDate(text: string, order: DateOrder = 'day-first'): PrintedDate | null {
  const cleaned = text
    // A zero among digits is often read as the letter, a one before one as a stroke.
    .replace(/(?<=\d)[Oo](?=[\d ./-]|$)|(?<=[ ./-]|^)[Oo](?=\d)/g, '0')
    .replace(/(?<=[ ./-]|^)[Il|](?=\d[ ./-])/g, '1')
    // And the letter, inside or at the end of one of two months, as a zero: `02 AG0/AUG 2023`.
    .replace(/(?<=\p{L})0(?=\p{L}| ?\/)/gu, 'O');
  const yearFirst = NUMERIC_YEAR_FIRST.exec(cleaned);
  if (yearFirst && !isInsideNumbers(cleaned, yearFirst)) {
    return possible(yearFirst[3]!, Number(yearFirst[2]), yearFirst[1]!);
  }
  const named = findNamedDate(cleaned);
  if (named) return possible(named.day, named.month, named.year);
  const numeric = NUMERIC.map((pattern) => pattern.exec(cleaned)).find((match) => match !== null);
  if (!numeric || losesDigits(cleaned, numeric)) return null;
  const [, first, second, year] = numeric as unknown as [string, string, string, string];
  return order === 'day-first'
    ? possible(first, Number(second), year)
    : possible(second, Number(first), year);
}

const before = ({ index }: RegExpExecArray, text: string): string => text.slice(0, index);
const after = (match: RegExpExecArray, text: string): string => text.slice(match.index + match[0].length);

/** `12.08.2019-11.08.2029`: the end of one date and the start of the next. */
const isInsideNumbers = (text: string, match: RegExpExecArray): boolean =>
  /\d[ ./-]{1,3}$/.test(before(match, text)) ||
  (match[3]!.length === 1 ? /^[ ./-]{1,3}\d/ : /^[./-]{1,3}\d/).test(after(match, text));

/** A field's number before a date: `3. `, `4a) `. */
const FIELD_NUMBER = /^\s*\d[a-d]?[.)]\s+$/;

function losesDigits(text: string, match: RegExpExecArray): boolean {
  const [lead, rest] = [before(match, text), after(match, text)];
  const isParted =
    match[1]!.length === 1 && /(?:\d[ ./-]{1,3}|[\p{L}|!\]])$/u.test(lead) && !FIELD_NUMBER.test(lead);
  return isParted || (match[3]!.length === 2 && /^(?:[./-]\d| ?\d{2}(?!\d))/.test(rest));
}

function possible(dayText: string, month: number, yearText: string): PrintedDate | null {
  const [day, year] = [Number(dayText), Number(yearText)];
  const shortYear = yearText.length === 2;
  return month >= 1 && isPossible({ day, month, year: shortYear ? null : year })
    ? { day, month, year, shortYear }
    : null;
}

/** Whether a printed date can be the date with these parts; unknown parts agree with anything. */
export function agrees(
  printed: PrintedDate,
  date: { readonly year: number | null; readonly month: number | null; readonly day: number | null },
): boolean {
  const year = date.year === null || !printed.shortYear ? date.year : date.year % 100;
  return (
    (date.day === null || date.day === printed.day) &&
    (date.month === null || date.month === printed.month) &&
    (year === null || year === printed.year)
  );
}

/** The full year; a short one is taken not later than `latest`. */
export function fullYear({ year, shortYear }: PrintedDate, latest: number): number {
  if (!shortYear) return year;
  const candidate = Math.floor(latest / 100) * 100 + year;
  return candidate > latest ? candidate - 100 : candidate;
}
