import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../log/logger.js';
import { connectionFields } from '../prisma/connection.js';
import { OUTBOX_CHANNEL } from './write-outbox.js';

/** While nothing is announced, look anyway after this many ms: an announcement is a hint and may be lost. */
const POLL_MS = 1_000;
const RECONNECT_MS = 1_000;

export interface OutboxLoop {
  /** Resolves when the round that was running has ended. */
  stop(): Promise<void>;
}

/**
 * Calls `relay` whenever a transaction has promised jobs, and once a second in any case. A failed round is
 * logged and made up for by the next one.
 */
export function startOutboxLoop(options: {
  readonly databaseUrl: string;
  readonly relay: () => Promise<unknown>;
  readonly log: Logger;
}): OutboxLoop {
  const stopping = new AbortController();
  let wake = (): void => {};
  let woken = false;
  const nudge = (): void => {
    woken = true;
    wake();
  };

  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      woken = false;
      await options
        .relay()
        .catch((err: unknown) => options.log.warn({ err }, 'outbox not relayed; trying again'));
      if (!woken)
        await idle(stopping.signal, (resume) => {
          wake = resume;
        });
    }
  })();
  const listening = listen(options, nudge, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await Promise.all([rounds, listening]);
    },
  };
}

/** Waits for the next poll, a nudge, or the end. */
async function idle(stopping: AbortSignal, onNudge: (resume: () => void) => void): Promise<void> {
  const nudged = new AbortController();
  onNudge(() => nudged.abort());
  const signal = AbortSignal.any([stopping, nudged.signal]);
  await sleep(POLL_MS, undefined, { signal }).catch(() => {});
}

/** Holds one connection that hears announcements, and makes a new one when it breaks. */
async function listen(
  { databaseUrl, log }: { readonly databaseUrl: string; readonly log: Logger },
  onAnnouncement: () => void,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const client = new pg.Client({ ...connectionFields(databaseUrl), application_name: 'idem outbox' });
    const broken = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      stopping.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      await client.connect();
      client.on('notification', onAnnouncement);
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      onAnnouncement();
      await broken;
    } catch (err) {
      log.warn({ err }, 'cannot listen for outbox announcements; polling meanwhile');
    }
    await client.end().catch(() => {});
    if (!stopping.aborted) await sleep(RECONNECT_MS, undefined, { signal: stopping }).catch(() => {});
  }
}
