const FIRST_MS = 250;
const LONGEST_MS = 10_000;
const STEADY_MS = 30_000;

/** How long to wait before starting a process again. */
export interface Backoff {
  /** @param livedMs How long it lived this time; a long life starts the count anew. @returns Delay in ms. */
  next(livedMs: number): number;
}

/** 0.25 s, doubling to 10 s while it keeps dying within 30 s. */
export function createBackoff(): Backoff {
  let deaths = 0;
  return {
    next(livedMs) {
      if (livedMs >= STEADY_MS) deaths = 0;
      return Math.min(LONGEST_MS, FIRST_MS * 2 ** deaths++);
    },
  };
}
