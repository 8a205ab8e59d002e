import type { DateParts, DocumentFacts } from '@idem/contracts';

/**
 * Longest validity in years, with a year of grace for documents renewed before their end. Passports: ten
 * years at most (ICAO 9303-2, 2.1 recommends no more; the United Kingdom added up to nine months). Cards:
 * fifteen (the French one of 2014). Licences run to a birthday in some states of the USA: no limit.
 */
const MAX_YEARS = { passport: 11, id_card: 16, driving_license: null } as const;

/** Years from which an age is a misreading or an invention: the oldest person on record became 122. */
const MAX_AGE = 123;
/** No state licenses drivers below this age (mopeds from 14 in the EU and parts of North America). */
const MIN_DRIVER_AGE = 14;

type Dates = Pick<DocumentFacts, 'type' | 'dob' | 'issued_date' | 'expiration_date'>;

/** What about the dates of a document cannot be together; empty when nothing contradicts. Unread dates contradict nothing. */
export function implausibleDates({ type, dob, issued_date, expiration_date }: Dates, now: Date): string[] {
  const [birth, issue, expiry] = [dob, issued_date, expiration_date].map(toYears);
  const today = now.getUTCFullYear() + now.getUTCMonth() / 12 + now.getUTCDate() / 372;
  const limit = MAX_YEARS[type];
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
  if (issue != null) {
    // A day of slack: where the issuer is, it may be tomorrow.
    test(issue > today + 2 / 372, 'issued in the future');
    if (expiry != null) {
      test(issue > expiry, 'expired before issue');
      test(limit !== null && expiry - issue > limit && !isEndless(expiration_date), 'valid for too long');
    }
  }
  return found;
}

/** Years and a fraction, in months of 31 days, which orders dates rightly; null where a part is missing. */
function toYears(date: DateParts | null): number | null {
  if (date === null || date.year === null || date.month === null || date.day === null) return null;
  return date.year + (date.month - 1) / 12 + date.day / 372;
}

/** Cards of the elderly end in 9999 or the like: without an end (Spain, ICAO 9303-5 fillers elsewhere). */
const isEndless = (date: DateParts | null): boolean => (date?.year ?? 0) > 2100;
