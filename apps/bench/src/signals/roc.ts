/**
 * Area under the ROC curve: the probability that a positive's value exceeds a negative's, ties counting half
 * (Mann and Whitney, 1947); null where either side is empty.
 */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  let wins = 0;
  for (const p of positives) for (const q of negatives) wins += p > q ? 1 : p === q ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}
