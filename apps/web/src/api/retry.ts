import type { Device } from '../device/device.js';
import type { Outcome, Problem } from './outcome.js';

/** Waits before the second, third and fourth try, in ms; up to a quarter is added so that devices do not come at once. */
export const PAUSES_MS = [1000, 3000, 9000] as const;

/**
 * Does `work` until it succeeds or trying again makes no sense; at most four times.
 *
 * @returns the last outcome
 */
export async function retry<T>(
  { wait, random }: Pick<Device, 'wait' | 'random'>,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let outcome = await work();
  for (const pause of PAUSES_MS) {
    if (outcome.ok || !passes(outcome.problem)) return outcome;
    await wait(pause * (1 + random() / 4));
    outcome = await work();
  }
  return outcome;
}

/** Whether a problem can be gone by itself: timeouts (408), limits (429), conflicts of two requests (409). */
const passes = (problem: Problem): boolean =>
  problem.kind !== 'refused' || [408, 409, 429].includes(problem.status);
