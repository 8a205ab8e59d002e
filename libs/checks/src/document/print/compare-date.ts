import type { MrzDate } from '@idem/vision/stages/mrz/dates';
import { MIN_CERTAIN_SCORE, MIN_CONTRADICTING_SCORE } from '../thresholds.js';
import type { Agreement } from './agreement.js';
import { isOneAlike, leastCertainty } from './alike.js';
import { agrees, type PrintedDate } from './dates/printed-date.js';
import type { Cell } from './page.js';

export interface PrintedDateCell {
  readonly date: PrintedDate;
  readonly cell: Cell;
}

/** Whether a date of the zone says anything: one of fillers alone says that there is none. */
export const isGiven = (date: MrzDate | null): date is MrzDate =>
  date !== null && (date.year !== null || date.month !== null || date.day !== null);

/**
 * Compares a date of the zone with every date in print: it agrees wherever it stands, and contradicts where a clear one
 * stands beside its caption, unless the zone gives that one for something else.
 */
export function compareDate(
  all: readonly PrintedDateCell[],
  labelled: readonly PrintedDateCell[],
  expected: MrzDate | null,
  /** A date that the MRZ gives for something else stands under the wrong caption by a misreading of the page. */
  isOther: (found: PrintedDateCell) => boolean,
): Agreement {
  if (!expected) return 'not-seen';
  if (isGiven(expected) && all.some(({ date }) => agrees(date, expected))) return 'same';
  const others = labelled.filter((found) => found.cell.score >= MIN_CONTRADICTING_SCORE && !isOther(found));
  if (others.length === 0) return 'not-seen';
  return others.every((found) => mayBeMisread(found, expected)) ? 'unclear' : 'different';
}

/** Whether a printed date is the expected one but for a digit that the reader was not certain of. */
function mayBeMisread({ date, cell }: PrintedDateCell, { year, month, day }: MrzDate): boolean {
  if (year === null || month === null || day === null) return false;
  const [printed, expected] = [date, { year, month, day }].map((parts) =>
    [parts.year % (date.shortYear ? 100 : 10_000), parts.month, parts.day]
      .map((part) => String(part).padStart(2, '0'))
      .join(''),
  ) as [string, string];
  return isOneAlike(printed, expected) && leastCertainty(cell) < MIN_CERTAIN_SCORE;
}
