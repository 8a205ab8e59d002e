/**
 * Area under the ROC curve: the probability that a positive's value exceeds a negative's, ties counting half
 * (Mann and Whitney, 1947); null where either side is empty.
 */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const high = Float64Array.from(positives).sort();
  const low = Float64Array.from(negatives).sort();
  let wins = 0;
  let below = 0;
  let notAbove = 0;
  for (const value of high) {
    while (below < low.length && low[below]! < value) below++;
    while (notAbove < low.length && low[notAbove]! <= value) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (high.length * low.length);
}
