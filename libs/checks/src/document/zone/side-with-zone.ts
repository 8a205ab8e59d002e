import type { MeasuredMrz, SideMeasurement } from '../measurement.js';

/** The side whose MRZ is to be judged: a valid one first, then the clearer of two unsure ones. */
export function sideWithZone(front: SideMeasurement, back: SideMeasurement | null): SideMeasurement | null {
  const sides = [front, back].filter((side) => side !== null && mrzOf(side) !== null) as SideMeasurement[];
  const clarity = (side: SideMeasurement) => mrzOf(side)!.meanLogProbability + (mrzOf(side)!.valid ? 100 : 0);
  return sides.reduce<SideMeasurement | null>((a, b) => (a && clarity(a) >= clarity(b) ? a : b), null);
}

/** The MRZ that was read on a side; null when there is none. */
export const mrzOf = (side: SideMeasurement): MeasuredMrz | null =>
  side.status === 'seen' ? side.mrz : null;
