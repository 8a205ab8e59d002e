/** A clock that stands still until it is told to move. */
export interface FakeClock {
  now(): Date;
  /** Moves time by `milliseconds`, which may be negative. */
  advance(milliseconds: number): void;
}

/** Starts at `start`: an ISO 8601 instant or a Date. */
export function fakeClock(start: string | Date = '2026-01-01T00:00:00.000Z'): FakeClock {
  let instant = new Date(start).getTime();
  if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${String(start)}`);
  return {
    now: () => new Date(instant),
    advance: (milliseconds) => {
      instant += milliseconds;
    },
  };
}
