import { MIN_CERTAIN_SCORE, MIN_CONTRADICTING_SCORE } from '../thresholds.js';
import type { Agreement } from './agreement.js';
import { isOneAlike, leastCertainty } from './alike.js';
import { foldNumber } from './fold-number.js';
import { numberIn } from './formats.js';
import { foldLatin } from './names/names.js';
import type { Cell } from './page.js';

/** A printed number held against the zone's. */
export interface ComparedNumber {
  readonly agreement: Agreement;
  /**
   * The print differs in one character, which a reader takes for the other and was not certain of. Where a check digit
   * covers the zone's, the print was misread.
   */
  readonly misread: boolean;
}

/**
 * Compares every printed number that stands beside its caption. What is found anywhere on the page agrees. Another
 * number contradicts when it differs in two characters or more and was read clearly; in one, the print is unclear, and
 * is a misreading where it can be one.
 */
export function compareNumber(
  all: readonly Cell[],
  labelled: readonly Cell[],
  number: string,
): ComparedNumber {
  const expected = foldNumber(number);
  if (all.some(({ text }) => foldNumber(text).includes(expected)))
    return { agreement: 'same', misread: false };
  const others = labelled.filter(
    (cell) =>
      cell.score >= MIN_CONTRADICTING_SCORE &&
      numberIn(cell.text) !== null &&
      foldNumber(cell.text).length === expected.length,
  );
  if (others.length === 0) return { agreement: 'not-seen', misread: false };
  const differences = others.map((cell) => {
    const printed = foldNumber(cell.text);
    const count = [...printed].filter((character, i) => character !== expected[i]).length;
    return { count, isMisread: isOneAlike(printed, expected) && leastCertainty(cell) < MIN_CERTAIN_SCORE };
  });
  if (differences.some(({ count }) => count > 1)) return { agreement: 'different', misread: false };
  const misread = differences.every(({ isMisread }) => isMisread);
  return { agreement: 'unclear', misread };
}

/** Shorter numbers are found in other print by chance. */
const MIN_SPELLED_NUMBER = 6;

/** Whether the number is printed character by character, O and 0 told apart. */
export const isSpelled = (all: readonly Cell[], number: string): boolean =>
  number.length >= MIN_SPELLED_NUMBER && all.some(({ text }) => foldLatin(text).includes(number));
