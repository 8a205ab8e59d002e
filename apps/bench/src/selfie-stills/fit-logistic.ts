/** A row to be fitted: its features, whether it is an attack, and how often it counts. */
export interface Example {
  readonly features: readonly number[];
  readonly attack: boolean;
  readonly weight: number;
}

export interface Logistic {
  readonly bias: number;
  readonly weights: readonly number[];
}

const STEPS = 3_000;
/** Penalty on the square of each weight: with few examples it keeps one lucky feature from taking all. */
const RIDGE = 0.02;

/**
 * Logistic regression by gradient descent, both classes weighing the same, no weight below zero: more evidence never
 * lowers the score.
 *
 * @throws {RangeError} when one of the classes is missing.
 */
export function fitLogistic(examples: readonly Example[]): Logistic {
  const total = (attack: boolean) =>
    examples.filter((example) => example.attack === attack).reduce((sum, { weight }) => sum + weight, 0);
  const totals = { attack: total(true), live: total(false) };
  if (totals.attack === 0 || totals.live === 0) throw new RangeError('attacks and live pictures are needed');
  const count = examples[0]!.features.length;
  let bias = 0;
  let weights = Array.from({ length: count }, () => 0.1);
  for (let step = 0; step < STEPS; step++) {
    let ofBias = 0;
    const gradient = weights.map((weight) => RIDGE * weight);
    for (const { features, attack, weight } of examples) {
      const error = probability({ bias, weights }, features) - (attack ? 1 : 0);
      const share = (error * weight) / (2 * (attack ? totals.attack : totals.live));
      ofBias += share;
      for (let i = 0; i < count; i++) gradient[i]! += share * features[i]!;
    }
    bias -= ofBias;
    weights = weights.map((weight, i) => Math.max(0, weight - gradient[i]!));
  }
  return { bias, weights };
}

/** Probability of an attack, 0–1. */
export function probability({ bias, weights }: Logistic, features: readonly number[]): number {
  return 1 / (1 + Math.exp(-weights.reduce((sum, weight, i) => sum + weight * features[i]!, bias)));
}
