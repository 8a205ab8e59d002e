const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` with a signal that aborts when this process is told to end (Ctrl-C, SIGTERM, a closed
 * terminal). The handlers stay until `work` is over, so that a second Ctrl-C cannot cut an orderly
 * end short and leave processes behind.
 */
export async function untilToldToStop<T>(work: (told: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const tell = () => controller.abort();
  for (const name of SIGNALS) process.on(name, tell);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, tell);
  }
}
