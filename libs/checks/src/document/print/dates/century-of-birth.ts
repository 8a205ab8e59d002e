import type { MrzDate } from '@idem/vision/stages/mrz/dates';
import type { PrintedDateCell } from '../compare-date.js';
import { agrees } from './printed-date.js';

/** The oldest person on record became 122; nobody older holds a document. */
const MAX_AGE = 122;
/**
 * Below this age the century earlier is that of a living person too: some hundred thousand are from 100 to 109 years
 * old, and a few hundred older.
 */
const AMBIGUOUS_BELOW_AGE = 10;

export interface DatedBirth {
  readonly date: MrzDate | null;
  /** The zone's two digits of the year fit two centuries, and no print tells which. */
  readonly centuryUnknown: boolean;
}

/**
 * The date of birth with the century that the print tells: the zone has two digits of the year, and a holder of 101 is
 * born in the year of a child of one. Print beside the caption goes before print elsewhere.
 *
 * @param date of the zone, in the latest century that does not lie after `now`.
 */
export function dateBirth(
  date: MrzDate | null,
  labelled: readonly PrintedDateCell[],
  all: readonly PrintedDateCell[],
  now: Date,
): DatedBirth {
  if (date?.year == null) return { date, centuryUnknown: false };
  const age = now.getUTCFullYear() - date.year;
  const earlier = { ...date, year: date.year - 100 };
  const isPossible = age + 100 <= MAX_AGE;
  if (!isPossible) return { date, centuryUnknown: false };
  const inFull = (cells: readonly PrintedDateCell[], candidate: MrzDate): boolean =>
    cells.some((found) => !found.date.shortYear && agrees(found.date, candidate));
  for (const cells of [labelled, all]) {
    if (inFull(cells, date)) return { date, centuryUnknown: false };
    if (inFull(cells, earlier)) return { date: earlier, centuryUnknown: false };
  }
  return { date, centuryUnknown: age < AMBIGUOUS_BELOW_AGE };
}
