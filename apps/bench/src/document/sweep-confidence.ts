import type { PictureResult } from './bench-picture.js';

/** What a least confidence, from which the reader alone vouches, does to the names of valid MRZs. */
export interface ConfidenceSweep {
  readonly threshold: number;
  /** Right names that it leaves without a voucher: the person is asked again. */
  readonly rightRefused: number;
  /** Wrong names that it lets pass. */
  readonly wrongPassed: number;
}

const THRESHOLDS = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
const NAMES = ['names', 'surname', 'givenNames'];

/** Sweeps the threshold over the names that neither a check digit nor the print vouches for. Pure. */
export function sweepConfidence(rows: readonly PictureResult[]): ConfidenceSweep[] {
  const names = rows
    .filter(({ legible, valid }) => legible && valid)
    .flatMap(({ fields }) => Object.entries(fields))
    .filter(([name]) => NAMES.includes(name))
    .map(([, field]) => field);
  return THRESHOLDS.map((threshold) => {
    const isVouched = (field: (typeof names)[number]) =>
      field.confidence >= threshold || field.vouchedBy.some((voucher) => voucher !== 'reader');
    return {
      threshold,
      rightRefused: names.filter((field) => field.right && !isVouched(field)).length,
      wrongPassed: names.filter((field) => !field.right && isVouched(field)).length,
    };
  });
}
