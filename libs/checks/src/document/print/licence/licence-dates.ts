import type { DateParts } from '@idem/contracts';
import { type DateOrder, dateIn, type PrintedDate } from '../dates/printed-date.js';

export interface LicenceDates {
  readonly dateOfBirth: DateParts | null;
  readonly issued: DateParts | null;
  readonly expires: DateParts | null;
}

/** A whole date with two digits for its year, nothing but words behind it: `12.08.64 Berlin`. */
const SHORT = /^\D*\d{1,2}[ ./-]{1,3}\d{1,2}[ ./-]{1,3}\d{2}(?![\s./-]*\d)/;
/** Cards of this layout are as old as directive 91/439/EEC, and drivers as old as article 4 of 2006/126/EC has them. */
const FIRST_YEAR = 1991;
const MIN_DRIVER_AGE = 14;

/**
 * Birth, issue and expiry of a licence by the values of its fields 3, 4a and 4b. Some states print years in two digits
 * (Germany all, others those of validity): believed where at least two dates of the card are so, for one alone is a
 * misreading. The century follows from the order of the dates: nobody is licensed before the age of 14.
 */
export function licenceDates(
  values: Readonly<Record<keyof LicenceDates, string | undefined>>,
  order: DateOrder,
): LicenceDates {
  const read = (value: string | undefined) => (value === undefined ? null : dateIn(value, order));
  const isShort = (value: string | undefined) =>
    value !== undefined && read(value)?.shortYear && SHORT.test(value);
  const shortStyle = Object.values(values).filter(isShort).length >= 2;
  const dated = (value: string | undefined, century: (year: number) => number | null): DateParts | null => {
    const found = read(value);
    if (!found) return null;
    if (!found.shortYear) return parts(found, found.year);
    const year = shortStyle && isShort(value) ? century(found.year) : null;
    return year === null ? null : parts(found, year);
  };
  const issued = dated(values.issued, (year) => (2000 + year > FIRST_YEAR + 99 ? 1900 + year : 2000 + year));
  const expires = dated(values.expires, (year) => 2000 + year);
  const latest = issued?.year ?? null;
  return {
    issued,
    expires,
    dateOfBirth: dated(values.dateOfBirth, (year) => {
      if (latest === null) return null;
      return latest - (2000 + year) >= MIN_DRIVER_AGE ? 2000 + year : 1900 + year;
    }),
  };
}

const parts = ({ day, month }: PrintedDate, year: number): DateParts => ({ day, month, year });
