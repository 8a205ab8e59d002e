import type { DateParts, DocumentFacts } from '@idem/contracts';

/**
 * Longest validity in years, with a year of grace for documents renewed before their end. Passports: ten
 * years at most (ICAO 9303-2, 2.1 recommends no more; the United Kingdom added up to nine months). Cards:
 * fifteen (the French one of 2014). Licences: fifteen (directive 2006/126/EC, article 7), and no state of the USA or
 * province of Canada gives more but Arizona.
 */
const MAX_YEARS = { passport: 11, id_card: 16, driving_license: 16 } as const;
/** Arizona's licences ran to the 65th birthday (A.R.S. § 28-3171). */
const MAX_YEARS_IN_ARIZONA = 50;

/**
 * Of cards whose date of issue was not read: issuers that give more than ten years (France until 2021, Belgium from 75 on)
 * tell the date of issue, or more years than any other card has.
 */
const MAX_YEARS_AHEAD_OF_CARDS = 11;

/** Years from which an age is a misreading or an invention: the oldest person on record became 122. */
const MAX_AGE = 123;
/** No state licenses drivers below this age (mopeds from 14 in the EU and parts of North America). */
const MIN_DRIVER_AGE = 14;

type Dates = Pick<DocumentFacts, 'type' | 'dob' | 'issued_date' | 'expiration_date'> &
  Partial<Pick<DocumentFacts, 'issuing_country' | 'address'>>;

/**
 * What about the dates of a document cannot be together; empty when nothing contradicts. Unread dates contradict nothing,
 * but an end further ahead than any document is valid for tells by itself.
 */
export function implausibleDates(facts: Dates, now: Date): string[] {
  const { type, dob, issued_date, expiration_date } = facts;
  const [birth, issue, expiry] = [dob, issued_date, expiration_date].map(toYears);
  const today = now.getUTCFullYear() + now.getUTCMonth() / 12 + now.getUTCDate() / 372;
  const limit = isOfArizona(facts) ? MAX_YEARS_IN_ARIZONA : MAX_YEARS[type];
  const ends = type === 'passport' || !isEndless(expiration_date);
  const found: string[] = [];
  const test = (contradiction: boolean, name: string) => contradiction && found.push(name);
  if (birth != null) {
    test(birth > today, 'born in the future');
    test(today - birth > MAX_AGE, `born more than ${MAX_AGE} years ago`);
    if (issue != null) {
      test(birth > issue, 'issued before birth');
      test(type === 'driving_license' && issue - birth < MIN_DRIVER_AGE, 'licensed as a child');
    }
    if (expiry != null) test(birth > expiry, 'expired before birth');
  }
  if (expiry != null) test(ends && expiry - today > aheadOf(type, issue, limit), 'ends too far ahead');
  if (issue != null) {
    // A day of slack: where the issuer is, it may be tomorrow.
    test(issue > today + 2 / 372, 'issued in the future');
    if (expiry != null) {
      test(issue >= expiry, 'expired before issue');
      test(ends && expiry - issue > limit, 'valid for too long');
    }
  }
  return found;
}

const aheadOf = (type: Dates['type'], issue: number | null | undefined, limit: number): number =>
  type === 'id_card' && issue == null ? MAX_YEARS_AHEAD_OF_CARDS : limit;

/** Whether a date has its year, month and day. */
export const isWhole = (date: DateParts | null): boolean => toYears(date) !== null;

/** Years and a fraction, in months of 31 days, which orders dates rightly; null where a part is missing. */
function toYears(date: DateParts | null): number | null {
  if (date === null || date.year === null || date.month === null || date.day === null) return null;
  return date.year + (date.month - 1) / 12 + date.day / 372;
}

const isOfArizona = ({ type, issuing_country, address }: Dates): boolean =>
  type === 'driving_license' && issuing_country === 'US' && address?.state === 'AZ';

/** Cards of the elderly end in 9999: without an end (Spain, ICAO 9303-5 fillers elsewhere). */
const isEndless = (date: DateParts | null): boolean => (date?.year ?? 0) > 2100;
