import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.js';

const EVERY_MS = 50;

/** Waits until a GET is answered with 2xx. */
export async function waitUntilAnswering(url: string, patienceMs = 30_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  let last = '';
  while (performance.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last =
        error instanceof Error
          ? ((error.cause as Error | undefined)?.message ?? error.message)
          : String(error);
    }
    await sleep(EVERY_MS);
  }
  throw new OperatorError(`${url} does not answer (${last.slice(0, 300)}).`);
}
