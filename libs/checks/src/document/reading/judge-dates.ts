import type { DateParts } from '@idem/contracts';
import { implausibleDates, isWhole } from '../authenticity/plausible-dates.js';
import { type Claim, notShown, shown } from '../proof/claim.js';
import { REASONS } from '../reasons.js';
import { MIN_HOLDER_AGE } from '../thresholds.js';
import type { DocumentReading } from './reading.js';

/**
 * Whether the dates are ones that an issuer can give.
 *
 * @param missing what this kind prints and was not seen, in words for the person (`expiry date`).
 */
export function judgeDates(
  { facts }: Pick<DocumentReading, 'facts'>,
  now: Date,
  missing: readonly string[] = [],
): Claim {
  const impossible = implausibleDates(facts, now);
  if (impossible.length > 0)
    return notShown(REASONS.impossibleDates, `dates that can be: ${impossible.join(', ')}`);
  if (missing.length > 0) return notShown(REASONS.unproven(missing), `printed: ${missing.join(', ')}`);
  if (facts.dob && ageOf(facts.dob, now) < MIN_HOLDER_AGE) {
    return notShown(REASONS.child, `a holder of ${MIN_HOLDER_AGE} years or more`);
  }
  return shown('birth, issue and expiry can be together');
}

/**
 * Whether a date of issue that a kind always prints was not read, in the words of `missing`: without it nobody knows for how
 * long the document was given, and an end that is far from its beginning looks like any other.
 */
export const unreadIssue = ({ facts }: Pick<DocumentReading, 'facts'>): readonly string[] =>
  isWhole(facts.issued_date) ? [] : ['date of issue'];

/** Whole years; of an unknown day or month the earliest. */
function ageOf({ year, month, day }: DateParts, now: Date): number {
  if (year === null) return 0;
  const passed = now.getUTCMonth() + 1 - (month ?? 12) || now.getUTCDate() - (day ?? 31);
  return now.getUTCFullYear() - year - (passed < 0 ? 1 : 0);
}
