import { isPossible } from '@idem/vision/stages/mrz/dates';
import { monthOf } from './months.js';

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

const NUMERIC_YEAR_FIRST = /(?<!\d)((?:19|20)\d{2})[ ./-]{1,3}(\d{1,2})[ ./-]{1,3}(\d{1,2})(?!\d)/;
/** Years in full go first: in `3. 12.08.1974` the short pattern would take the field's number for the day. */
const NUMERIC = [
  /(?<!\d)(\d{1,2})[ ./-]{1,3}(\d{1,2})[ ./-]{1,3}((?:19|20)\d{2})(?!\d)/,
  /(?<!\d)(\d{1,2})[ ./-]{1,3}(\d{1,2})[ ./-]{1,3}(\d{2})(?!\d)/,
];
/** A month's name of three letters or more, the first of them perhaps read as a digit. */
const MONTH = '(\\p{L}{3,12}|[05]\\p{L}{2,11})';
/**
 * `12 AUG/AOÛT 64`, `20MAY /MAI95`, `07 JUN 1984`, `1. märz 2010`, `12 de agosto de 1974`: a month's name,
 * perhaps in two languages.
 */
const NAMED_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})[\\s./-]{0,3}(?:de )?${MONTH}[\\s./-]*(?:de )?(?:${MONTH}[\\s./-]*)?((?:19|20)\\d{2}|\\d{2})(?!\\d)`,
  'u',
);
/** `AUG 12, 1974`, and Hungary's `1974. AUG. 12.` */
const MONTH_FIRST = new RegExp(
  `(?<!\\p{L})${MONTH}\\.? ?(\\d{1,2})(?:st|nd|rd|th)?,? ?((?:19|20)\\d{2})(?!\\d)`,
  'u',
);
const YEAR_THEN_MONTH = new RegExp(
  `(?<!\\d)((?:19|20)\\d{2})[\\s./-]{0,3}${MONTH}[\\s./-]*(\\d{1,2})(?!\\d)`,
  'u',
);
/** The separators were lost, or there never were any: `12081974`, `12.081974`, `1208 1974`. Only where a date must stand. */
const COMPACT = /(?<!\d)(\d{2})[ ./-]?(\d{2})[ ./-]?((?:19|20)\d{2})(?!\d)/;

/** A date where one must stand, by its caption or field number: separators may have been lost. */
export function dateIn(text: string, order: DateOrder = 'day-first'): PrintedDate | null {
  const found = findDate(text, order);
  if (found) return found;
  const compact = COMPACT.exec(text);
  if (!compact) return null;
  const [, first, second, year] = compact as unknown as [string, string, string, string];
  return order === 'day-first'
    ? possible(first, Number(second), year)
    : possible(second, Number(first), year);
}

/** The first date in a text, or null. Calendar dates only: 31 February is none. */
export function findDate(text: string, order: DateOrder = 'day-first'): PrintedDate | null {
  // A zero among digits is often read as the letter.
  const cleaned = text.replace(/(?<=\d)[Oo](?=[\d ./-]|$)|(?<=[ ./-]|^)[Oo](?=\d)/g, '0');
  const yearFirst = NUMERIC_YEAR_FIRST.exec(cleaned);
  if (yearFirst) return possible(yearFirst[3]!, Number(yearFirst[2]), yearFirst[1]!);
  const named = NAMED_MONTH.exec(cleaned);
  const month = named && monthOf(named[2]!, named[3]);
  if (named && month) return possible(named[1]!, month, named[4]!);
  const american = MONTH_FIRST.exec(cleaned);
  const americanMonth = american && monthOf(american[1]!);
  if (american && americanMonth) return possible(american[2]!, americanMonth, american[3]!);
  const eastern = YEAR_THEN_MONTH.exec(cleaned);
  const easternMonth = eastern && monthOf(eastern[2]!);
  if (eastern && easternMonth) return possible(eastern[3]!, easternMonth, eastern[1]!);
  const numeric = NUMERIC.map((pattern) => pattern.exec(cleaned)).find((match) => match !== null);
  if (!numeric) return null;
  const [, first, second, year] = numeric as unknown as [string, string, string, string];
  return order === 'day-first'
    ? possible(first, Number(second), year)
    : possible(second, Number(first), year);
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
