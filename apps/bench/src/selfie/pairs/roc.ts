import { areaUnderCurve } from '../../signals/roc.js';
import { type Share, share } from '../../statistics/share.js';

/** Share of the genuine pairs that pass where at most `rate` of the impostors do. */
export interface OperatingPoint {
  readonly rate: number;
  /** Pairs above it pass. */
  readonly threshold: number;
  readonly passing: Share;
  /** How many impostors pass at most: with none, the rate is beyond what so many pairs can show. */
  readonly impostors: number;
}

/** How well scores tell genuine pairs from impostors. */
export interface Roc {
  readonly genuine: number;
  readonly impostor: number;
  /** Area under the curve. */
  readonly auc: number;
  /** The larger of both error rates at the threshold where that is smallest. */
  readonly eer: number;
  readonly points: readonly OperatingPoint[];
}

/** False match rates at which a comparison is told. */
export const RATES = [1e-2, 1e-3, 1e-4] as const;

/** The curve of two lists of scores, higher ones more alike; null where either is empty. */
export function rocOf(genuine: readonly number[], impostor: readonly number[]): Roc | null {
  const auc = areaUnderCurve(genuine, impostor);
  if (auc === null) return null;
  const high = Float64Array.from(genuine).sort();
  const low = Float64Array.from(impostor).sort();
  return {
    genuine: high.length,
    impostor: low.length,
    auc,
    eer: equalErrorRate(high, low),
    points: RATES.map((rate) => operatingPoint(genuine, low, rate)),
  };
}

function operatingPoint(genuine: readonly number[], low: Float64Array, rate: number): OperatingPoint {
  const impostors = Math.floor(rate * low.length);
  const threshold = low[low.length - 1 - impostors]!;
  return { rate, threshold, impostors, passing: share(genuine, (score) => score > threshold)! };
}

function equalErrorRate(high: Float64Array, low: Float64Array): number {
  let best = 1;
  let notMatching = 0;
  for (let i = 0; i < high.length; i++) {
    // The threshold at this genuine score: the i before it do not match, impostors from it on do.
    while (notMatching < low.length && low[notMatching]! < high[i]!) notMatching++;
    best = Math.min(best, Math.max(i / high.length, (low.length - notMatching) / low.length));
  }
  return best;
}
