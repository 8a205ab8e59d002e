import type { Device } from '../device/device.js';
import type { Outcome, Problem } from './outcome.js';

/** Waits before the second, third and fourth try, in ms; up to a quarter is added so that devices do not come at once. */
export const PAUSES_MS = [1000, 3000, 9000] as const;
/** Where nothing was answered at all: long enough for a tunnel, and ended as soon as the browser is connected again. */
export const OFFLINE_PAUSES_MS = [1000, 3000, 9000, 9000, 9000, 9000, 9000] as const;

/**
 * Does `work` until it succeeds, trying again makes no sense, or it was tried often enough.
 *
 * @returns the last outcome
 */
export async function retry<T>(
  { wait, connected, random }: Pick<Device, 'wait' | 'connected' | 'random'>,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  for (let tried = 0; ; tried++) {
    const outcome = await work();
    if (outcome.ok || !passes(outcome.problem)) return outcome;
    const offline = outcome.problem.kind === 'offline';
    const pause = (offline ? OFFLINE_PAUSES_MS : PAUSES_MS)[tried];
    if (pause === undefined) return outcome;
    const jittered = pause * (1 + random() / 4);
    await (offline ? connected(jittered) : wait(jittered));
  }
}

/** Whether a problem can be gone by itself: timeouts (408), limits (429), conflicts of two requests (409). */
const passes = (problem: Problem): boolean =>
  problem.kind !== 'refused' || [408, 409, 429].includes(problem.status);
