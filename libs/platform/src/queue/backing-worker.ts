import type { QueueName } from '@idem/contracts';
import { createPostgresBackend, type Job, type Processor, Worker, withBackend } from 'bullmq';
import { isPostgresQueue, postgresConnection, queuePrefix, workerRedis } from './connection.js';

/**
 * A worker renews the locks of its jobs every `lockDuration / 2`, on the event loop; one that was
 * killed lets them lapse. So the job of a killed worker restarts elsewhere after at most 5 s + 2 s (60 s
 * with BullMQ's defaults), and an event loop blocked for longer than 5 s makes its jobs run twice: CPU
 * work belongs on a thread. A job that takes its worker down with it is given up after three falls.
 */
const LOCKS = { lockDuration: 5_000, stalledInterval: 2_000, maxStalledCount: 3 } as const;

/** The part of BullMQ's Worker that is needed here, the same for both backends. */
export interface BackingWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'active', listener: () => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  run(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

/**
 * A worker on Redis or PostgreSQL, whichever the address names. It consumes nothing until `run`. Without
 * its server it cannot close in order, and its connections try for ever to come back; `giveUp` ends that.
 */
export function createBackingWorker(
  from: { readonly queueUrl: string; readonly queue: QueueName; readonly concurrency: number },
  process: Processor,
  giveUp: AbortSignal,
): BackingWorker {
  const options = { concurrency: from.concurrency, autorun: false, ...LOCKS };
  if (isPostgresQueue(from.queueUrl)) {
    const Postgres = withBackend(createPostgresBackend);
    return new Postgres.Worker(from.queue, process, {
      connection: postgresConnection(from.queueUrl),
      ...options,
    });
  }
  return new Worker(from.queue, process, {
    connection: workerRedis(from.queueUrl, giveUp),
    prefix: queuePrefix(from.queueUrl),
    ...options,
  });
}
