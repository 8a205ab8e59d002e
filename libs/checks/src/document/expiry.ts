import type { DateParts } from '@idem/contracts';

/** The last place on earth in which a day ends lies at UTC−12 (time zone Etc/GMT+12): half a day after it ended at Greenwich. */
const LAST_PLACE_MS = 12 * 60 * 60 * 1000;

/**
 * The first moment at which a document is valid nowhere any more: its last day has ended everywhere on earth. Where
 * month or day are not known, the last day that the date can mean. Null for a date without a year, which ends nothing.
 */
export function endOfValidity({ year, month, day }: DateParts): Date | null {
  if (year === null) return null;
  const next =
    month === null || day === null ? Date.UTC(year, month ?? 12, 1) : Date.UTC(year, month - 1, day + 1);
  return new Date(next + LAST_PLACE_MS);
}

/** Whether a document that is valid up to and including a date had expired at a moment (docs/adr/0032). */
export function hasExpired(expires: DateParts, at: Date): boolean {
  const end = endOfValidity(expires);
  return end !== null && at.getTime() >= end.getTime();
}
