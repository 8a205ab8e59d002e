import type { SideMeasurement } from '../measurement.js';
import { REASONS } from '../reasons.js';
import { MIN_PRINT_REACH } from '../thresholds.js';

/**
 * Why a document with a valid MRZ is not seen whole: the MRZ says how large it is, and what is printed above does
 * not reach up as far; or the MRZ is a card's back and the front was never seen. Null when it is whole.
 */
export function missingPart(side: SideMeasurement, other: SideMeasurement | null): string | null {
  if (side.status !== 'seen') return null;
  const { mrz, mrzPlace } = side;
  if (!mrz || !mrzPlace) return null;
  if (mrz.format === 'TD1') return other === null ? REASONS.cardFrontNeeded : null;
  return mrzPlace.printReach < MIN_PRINT_REACH[mrz.format] ? REASONS.wholeDocument : null;
}
