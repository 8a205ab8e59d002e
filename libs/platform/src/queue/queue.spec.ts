import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { UnrecoverableError } from 'bullmq';
import pg from 'pg';
import { readTestServices } from '../config/read-test-services.js';
import { freshQueueUrl } from '../testing/fresh-queue.js';
import { afterwards, type Check, cleanUp, producerFor, serveWork, until } from '../testing/serve-jobs.js';
import { queuePrefix } from './connection.js';

jest.setTimeout(40_000);
afterEach(cleanUp);

const { databaseUrl, queueUrl: redisUrl } = readTestServices();

const backends: ReadonlyArray<readonly [string, () => string]> = [
  ['Redis', () => freshQueueUrl(redisUrl)],
  [
    'PostgreSQL',
    () => {
      const url = freshQueueUrl(databaseUrl);
      afterwards(async () => {
        const client = new pg.Client(databaseUrl);
        await client.connect();
        await client.query(`DROP SCHEMA IF EXISTS "bullmq_${queuePrefix(url)}" CASCADE`);
        await client.end();
      });
      return url;
    },
  ],
];

describe.each(backends)('jobs through %s', (_name, freshUrl) => {
  test('reach their handler, parsed, with their context', async () => {
    const queueUrl = freshUrl();
    const seen: Array<[Check, string, number, number]> = [];
    await serveWork(
      async (payload, run) => {
        seen.push([payload, run.name, run.attempt, run.maxAttempts]);
      },
      { queueUrl },
    );
    await producerFor(queueUrl).publish('check.completed', { submission_id: 'vsub_1' });
    await until(() => seen.length === 1);
    expect(seen).toEqual([[{ submission_id: 'vsub_1' }, 'check.completed', 1, 5]]);
  });

  test('are tried again after a failure', async () => {
    const queueUrl = freshUrl();
    const attempts: number[] = [];
    await serveWork(
      async (_payload, run) => {
        attempts.push(run.attempt);
        if (run.attempt < 3) throw new Error('transient');
      },
      { queueUrl },
    );
    await producerFor(queueUrl).publish('check.completed', { submission_id: 'vsub_1' });
    await until(() => attempts.length === 3);
    expect(attempts).toEqual([1, 2, 3]);
  });

  test('wait for their delay', async () => {
    const queueUrl = freshUrl();
    let at = 0;
    await serveWork(
      async () => {
        at = Date.now();
      },
      { queueUrl },
    );
    const published = Date.now();
    await producerFor(queueUrl).publish('check.completed', { submission_id: 'vsub_1' }, { delayMs: 600 });
    await until(() => at > 0);
    expect(at - published).toBeGreaterThanOrEqual(590);
  });

  test('of one id wait only once, run again when announced while running, and may come back when done', async () => {
    const queueUrl = freshUrl();
    const release: Array<() => void> = [];
    await serveWork(() => new Promise<void>((resolve) => release.push(resolve)), { queueUrl });
    const producer = producerFor(queueUrl);
    const publish = () =>
      producer.publish('check.completed', { submission_id: 'vsub_1' }, { jobId: 'vsub_1' });

    await publish();
    await until(() => release.length === 1);
    await publish();
    await publish();
    await sleep(300);
    expect(release).toHaveLength(1);
    release[0]?.();
    await until(() => release.length === 2);
    release[1]?.();
    await sleep(300);
    expect(release).toHaveLength(2);

    await publish();
    await until(() => release.length === 3);
    release[2]?.();
  });

  test('that fail for the last time are reported once, with the error the handler threw', async () => {
    const queueUrl = freshUrl();
    const exhausted: unknown[] = [];
    await serveWork(
      async () => {
        throw new UnrecoverableError('hopeless');
      },
      { queueUrl, onExhausted: async (job, error) => void exhausted.push([job, error.message]) },
    );
    const producer = producerFor(queueUrl);
    const publish = () => producer.publish('check.completed', { submission_id: 'vsub_1' }, { jobId: 'a' });
    await publish();
    await until(() => exhausted.length === 1);
    await sleep(300);
    const report = [
      { name: 'check.completed', payload: { submission_id: 'vsub_1' }, attempts: expect.any(Number) },
      'hopeless',
    ];
    expect(exhausted).toEqual([report]);

    await publish();
    await until(() => exhausted.length === 2);
  });

  test('running at shutdown are waited for', async () => {
    const queueUrl = freshUrl();
    let state = 'idle';
    const server = await serveWork(
      async () => {
        state = 'running';
        await sleep(500);
        state = 'done';
      },
      { queueUrl },
    );
    await producerFor(queueUrl).publish('check.completed', { submission_id: 'vsub_1' });
    await until(() => state === 'running');
    await server.close();
    expect(state).toBe('done');
  });

  test('too slow for a shutdown are aborted and go back to the queue without losing an attempt', async () => {
    const queueUrl = freshUrl();
    const attempts: Array<[string, number]> = [];
    const exhausted: unknown[] = [];
    const onExhausted = async (job: unknown) => void exhausted.push(job);
    const first = await serveWork(
      (_payload, run) =>
        new Promise((_, reject) => {
          attempts.push(['first', run.attempt]);
          run.signal.addEventListener('abort', () => reject(run.signal.reason));
        }),
      { queueUrl, closeTimeoutMs: 200, onExhausted },
    );
    await producerFor(queueUrl).publish('check.completed', { submission_id: 'vsub_1' });
    await until(() => attempts.length === 1);
    const closing = Date.now();
    await first.close();
    expect(Date.now() - closing).toBeLessThan(1_500);

    const before = Date.now();
    await serveWork(async (_payload, run) => void attempts.push(['second', run.attempt]), {
      queueUrl,
      onExhausted,
    });
    await until(() => attempts.length === 2);
    expect(attempts).toEqual([
      ['first', 1],
      ['second', 1],
    ]);
    expect(Date.now() - before).toBeLessThan(4_000);
    expect(exhausted).toEqual([]);
  });
});
