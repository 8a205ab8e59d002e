/** A date with the parts the MRZ gives; ICAO 9303-3 §4.8 allows unknown parts as fillers. */
export interface MrzDate {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

/** No document is valid for longer than this; longer expiries belong to the previous century. */
const MAX_YEARS_AHEAD = 50;

function parse(text: string, centuryOf: (yy: number) => number): MrzDate | null {
  const match = /^([0-9]{2}|<<)([0-9]{2}|<<)([0-9]{2}|<<)$/.exec(text);
  if (!match) return null;
  const [yy, month, day] = match.slice(1).map((part) => (part === '<<' ? null : Number(part))) as [
    number | null,
    number | null,
    number | null,
  ];
  const year = yy === null ? null : centuryOf(yy) + yy;
  // 0 in month or day is what some issuers print for an unknown part.
  const parts = { year, month: month || null, day: day || null };
  return isPossible(parts) ? parts : null;
}

/** Whether the given parts can belong to one date of the Gregorian calendar. */
export function isPossible({ year, month, day }: MrzDate): boolean {
  if (month !== null && (month < 1 || month > 12)) return false;
  if (day === null) return true;
  const daysInMonth = month === null ? 31 : new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
  return day >= 1 && day <= daysInMonth;
}

/**
 * A date of birth (YYMMDD): in the past, so the latest century that does not lie after `now`. Fillers
 * become null parts; null for what is no date.
 */
export function parseBirthDate(text: string, now: Date): MrzDate | null {
  const today = [now.getUTCFullYear() % 100, now.getUTCMonth() + 1, now.getUTCDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
  const century = Math.floor(now.getUTCFullYear() / 100) * 100;
  // A filler sorts after the digits; the year alone decides where the rest is unknown.
  const comparable = text.replaceAll('<', '0');
  return parse(text, () => (comparable <= today ? century : century - 100));
}

/** A date of expiry (YYMMDD): the century that brings it nearest to `now`, at most 50 years ahead. */
export function parseExpiryDate(text: string, now: Date): MrzDate | null {
  const thisYear = now.getUTCFullYear();
  const century = Math.floor(thisYear / 100) * 100;
  return parse(text, (yy) => {
    const ahead = century + yy - thisYear;
    if (ahead > MAX_YEARS_AHEAD) return century - 100;
    return ahead <= -MAX_YEARS_AHEAD ? century + 100 : century;
  });
}

/** A date of issue (YYMMDD): in the past, so the latest century that does not lie after `now`. */
export const parseIssueDate = (text: string, now: Date): MrzDate | null => parseBirthDate(text, now);
