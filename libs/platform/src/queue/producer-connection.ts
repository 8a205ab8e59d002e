import { once } from 'node:events';
import type { QueueName } from '@idem/contracts';
import { createPostgresBackend, type JobsOptions, Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { isPostgresQueue, postgresConnection, producerRedis, queuePrefix } from './connection.js';

/** The part of BullMQ's Queue that is needed here, the same for both backends. */
export interface BackingQueue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  getJobCountByTypes(...types: ['waiting']): Promise<number>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** A producer's way to its queues. */
export interface ProducerConnection {
  openQueue(name: QueueName): BackingQueue;
  /**
   * Resolves when requests can be answered: waits for the first connection, but rejects at once when it
   * was there and is lost. BullMQ itself would wait for it to come back and publish late.
   */
  whenReady(): Promise<void>;
  close(): Promise<void>;
}

export function connectProducer(queueUrl: string): ProducerConnection {
  return isPostgresQueue(queueUrl) ? connectToPostgres(queueUrl) : connectToRedis(queueUrl);
}

/** One connection for all queues. */
function connectToRedis(queueUrl: string): ProducerConnection {
  const redis = new Redis(producerRedis(queueUrl));
  let wasReady = false;
  redis.on('ready', () => {
    wasReady = true;
  });
  // Every failure also rejects the call that met it; without a listener the event would end the process.
  let lastError: Error | undefined;
  redis.on('error', (error) => {
    lastError = error;
  });
  return {
    openQueue: (name) => new Queue(name, { connection: redis, prefix: queuePrefix(queueUrl) }),
    async whenReady() {
      if (redis.status === 'ready') return;
      if (wasReady) throw lastError ?? new Error('the connection is lost');
      await once(redis, 'ready');
    },
    async close() {
      redis.disconnect();
    },
  };
}

/** A pool connects on demand and reports a lost server at once. */
function connectToPostgres(queueUrl: string): ProducerConnection {
  const Postgres = withBackend(createPostgresBackend);
  return {
    openQueue: (name) => new Postgres.Queue(name, { connection: postgresConnection(queueUrl) }),
    whenReady: async () => {},
    close: async () => {},
  };
}
