/** A share with its interval, 0 … 1 each. */
export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959964;

/**
 * Wilson's score interval at 95 % (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22, 1927): unlike the normal approximation it never leaves 0 … 1, and 0 or all of a
 * few trials still give an interval of honest width.
 *
 * @throws RangeError unless 0 ≤ `hits` ≤ `trials` and there was a trial.
 */
export function wilson(hits: number, trials: number): Interval {
  if (!(trials > 0 && hits >= 0 && hits <= trials)) throw new RangeError(`${hits} of ${trials}`);
  const share = hits / trials;
  const denominator = 1 + Z ** 2 / trials;
  const centre = (share + Z ** 2 / (2 * trials)) / denominator;
  const half = (Z / denominator) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
