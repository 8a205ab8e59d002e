import type { Deps } from '../deps.js';

/**
 * Attempts something for every item, one after the other. An item that fails is logged and keeps none of
 * those behind it from their turn: it would be the first again in the next round.
 *
 * @param attempt resolves to whether there was something to do
 * @returns for how many there was
 */
export async function attemptEach<T>(
  deps: Pick<Deps, 'log'>,
  items: readonly T[],
  attempt: (item: T) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (const item of items) {
    try {
      if (await attempt(item)) done += 1;
    } catch (error) {
      deps.log.error({ item, err: error }, 'could not reconcile this one');
    }
  }
  return done;
}
