import { setTimeout as sleep } from 'node:timers/promises';

export interface Repetition {
  /** Resolves when the round that was running has ended. */
  stop(): Promise<void>;
}

/** Runs `round` again and again, `pauseMs` after its last end, until stopped. `round` must not reject. */
export function repeat(round: () => Promise<void>, pauseMs: number): Repetition {
  const stopping = new AbortController();
  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      await round();
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await rounds;
    },
  };
}
