import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobPayload, QueueName } from '@idem/contracts';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Controller, type INestMicroservice, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload, RpcException } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { Queue, UnrecoverableError } from 'bullmq';
import pg from 'pg';
import { z } from 'zod';
import { readTestServices } from '../config/read-test-services.js';
import { freshQueueUrl } from '../testing/fresh-queue.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { BullMqServer, type BullMqServerOptions } from './bullmq-server.js';
import { producerRedis, queuePrefix } from './connection.js';
import { createProducer, type JobProducer, QueueUnavailableError } from './create-producer.js';
import type { JobContext, JobRun } from './job-context.js';
import { JobHandler } from './job-handler.js';

jest.setTimeout(40_000);

type Check = JobPayload<'check.completed'>;
type Work = (payload: Check, run: JobRun) => Promise<void>;
const { databaseUrl, queueUrl: redisUrl } = readTestServices();

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A controller for `settlement` that does what it is told. */
function settlementController(work: Work): Type {
  @Controller()
  class SettlementController {
    @JobHandler('check.completed')
    async settle(@Payload() payload: Check, @Ctx() context: JobContext): Promise<void> {
      await work(payload, context.run);
    }
  }
  return SettlementController;
}

async function serve(
  controllers: Type[],
  options: Partial<BullMqServerOptions> & { queueUrl: string },
  queues: readonly QueueName[] = ['settlement'],
): Promise<INestMicroservice> {
  const module = await Test.createTestingModule({ controllers }).compile();
  const strategy = new BullMqServer({ queues, concurrency: 4, ...options });
  const app = module.createNestMicroservice({ strategy, logger: false });
  await app.listen();
  return app;
}

async function serveWork(work: Work, options: Partial<BullMqServerOptions> & { queueUrl: string }) {
  const app = await serve([settlementController(work)], options);
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= app.close();
    return closed;
  };
  cleanups.push(close);
  return { close };
}

function producerFor(queueUrl: string): JobProducer {
  const producer = createProducer(queueUrl);
  cleanups.push(() => producer.close());
  return producer;
}

async function until(condition: () => boolean, ms = 15_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${condition}`);
    await sleep(10);
  }
}

/** Puts a job past the producer's checks. Redis only. */
async function smuggle(queueUrl: string, name: string, data: unknown): Promise<void> {
  const queue = new Queue('settlement', {
    connection: producerRedis(queueUrl),
    prefix: queuePrefix(queueUrl),
  });
  await queue.add(name, data, { attempts: 5 });
  await queue.close();
}

const backends: ReadonlyArray<readonly [string, () => string]> = [
  ['Redis', () => freshQueueUrl(redisUrl)],
  [
    'PostgreSQL',
    () => {
      const url = freshQueueUrl(databaseUrl);
      cleanups.unshift(async () => {
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

describe('the producer', () => {
  test('refuses a payload that is not in the catalogue', async () => {
    const producer = producerFor(freshQueueUrl());
    await expect(
      producer.publish('check.completed', { submission_id: 1 } as unknown as Check),
    ).rejects.toThrow(z.ZodError);
    await expect(
      producer.publish('check.completed', { submission_id: 'vsub_1', name: 'Erika' } as Check),
    ).rejects.toThrow(z.ZodError);
  });

  test('fails fast while Redis is away, keeps nothing back, and recovers', async () => {
    const direct = new URL(freshQueueUrl());
    const proxy = await startTcpProxy(direct.hostname, Number(direct.port || 6379));
    cleanups.push(() => proxy.close());
    const queueUrl = `redis://127.0.0.1:${proxy.port}${direct.search}`;
    const seen: string[] = [];
    await serveWork(async ({ submission_id }) => void seen.push(submission_id), { queueUrl: direct.href });
    const producer = producerFor(queueUrl);
    await producer.publish('check.completed', { submission_id: 'before' });
    await producer.check();

    proxy.cut();
    const started = Date.now();
    await expect(producer.publish('check.completed', { submission_id: 'during' })).rejects.toThrow(
      QueueUnavailableError,
    );
    await expect(producer.check()).rejects.toThrow(QueueUnavailableError);
    expect(Date.now() - started).toBeLessThan(5_000);

    proxy.restore();
    const deadline = Date.now() + 10_000;
    const publishWhenBack = async (): Promise<void> => {
      try {
        await producer.publish('check.completed', { submission_id: 'after' });
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(100);
        await publishWhenBack();
      }
    };
    await publishWhenBack();
    await until(() => seen.includes('after'));
    expect(seen).toEqual(['before', 'after']);
  });

  test('that never found Redis fails fast too, and can be closed', async () => {
    const producer = createProducer('redis://:hunter2@127.0.0.1:1');
    const refused = producer.publish('check.completed', { submission_id: 'vsub_1' });
    await expect(refused).rejects.toThrow(QueueUnavailableError);
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:1/);
    await expect(refused).rejects.not.toThrow(/hunter2/);
    await producer.close();
  });
});

describe('the server', () => {
  test('fails jobs with an invalid payload or an unknown name at once', async () => {
    const queueUrl = freshQueueUrl();
    const seen: string[] = [];
    await serveWork(async ({ submission_id }) => void seen.push(submission_id), { queueUrl });
    await smuggle(queueUrl, 'check.completed', { submission_id: 7 });
    await smuggle(queueUrl, 'no.such.job', {});
    await smuggle(queueUrl, 'check.document', { submission_id: 'vsub_1' });
    await smuggle(queueUrl, 'check.completed', { submission_id: 'vsub_1' });
    await until(() => seen.length === 1);

    const queue = new Queue('settlement', {
      connection: producerRedis(queueUrl),
      prefix: queuePrefix(queueUrl),
    });
    cleanups.push(() => queue.close());
    const deadline = Date.now() + 5_000;
    while ((await queue.getFailedCount()) < 3 && Date.now() < deadline) await sleep(20);
    const failed = await queue.getFailed();
    expect(failed.map((job) => [job.name, job.attemptsMade]).sort()).toEqual([
      ['check.completed', 1],
      ['check.document', 1],
      ['no.such.job', 1],
    ]);
    expect(failed.map((job) => job.failedReason).join('\n')).toMatch(/invalid payload.*|nobody handles/);
  });

  test('keeps the message of an RpcException', async () => {
    const queueUrl = freshQueueUrl();
    const messages: string[] = [];
    await serveWork(
      async () => {
        throw new RpcException('told by Nest');
      },
      { queueUrl, onExhausted: async (_job, error) => void messages.push(error.message) },
    );
    await producerFor(queueUrl).publish('check.completed', { submission_id: 'vsub_1' });
    await until(() => messages.length === 1);
    expect(messages).toEqual(['told by Nest']);
  });

  test('a failing report does not take the worker down', async () => {
    const queueUrl = freshQueueUrl();
    let calls = 0;
    await serveWork(
      async () => {
        calls++;
        throw new UnrecoverableError('hopeless');
      },
      {
        queueUrl,
        onExhausted: async () => {
          throw new Error('the database is away');
        },
      },
    );
    const producer = producerFor(queueUrl);
    await producer.publish('check.completed', { submission_id: 'vsub_1' });
    await producer.publish('check.completed', { submission_id: 'vsub_2' });
    await until(() => calls === 2);
  });

  test('a job whose worker vanished restarts on another within ten seconds', async () => {
    const direct = new URL(freshQueueUrl());
    const proxy = await startTcpProxy(direct.hostname, Number(direct.port || 6379));
    cleanups.push(() => proxy.close());
    const starts: Array<[string, number]> = [];
    // Never returns, and after the cut can no longer renew its lock: to Redis it looks killed.
    await serveWork(
      (_payload, run) =>
        new Promise((_, reject) => {
          starts.push(['vanishing', Date.now()]);
          run.signal.addEventListener('abort', () => reject(run.signal.reason));
        }),
      { queueUrl: `redis://127.0.0.1:${proxy.port}${direct.search}`, closeTimeoutMs: 0 },
    );
    await producerFor(direct.href).publish('check.completed', { submission_id: 'vsub_1' });
    await until(() => starts.length === 1);
    await serveWork(async () => void starts.push(['rescuing', Date.now()]), { queueUrl: direct.href });
    const gone = Date.now();
    proxy.cut();
    await until(() => starts.length === 2);
    expect(starts[1]?.[0]).toBe('rescuing');
    expect(Date.now() - gone).toBeLessThan(10_000);
  });

  test('waits for Redis at start-up', async () => {
    const direct = new URL(freshQueueUrl());
    const proxy = await startTcpProxy(direct.hostname, Number(direct.port || 6379));
    cleanups.push(() => proxy.close());
    proxy.cut();
    const seen: string[] = [];
    const served = serveWork(async ({ submission_id }) => void seen.push(submission_id), {
      queueUrl: `redis://127.0.0.1:${proxy.port}${direct.search}`,
    });
    await sleep(500);
    proxy.restore();
    await served;
    await producerFor(direct.href).publish('check.completed', { submission_id: 'vsub_1' });
    await until(() => seen.length === 1);
  });

  test.each<[string, Type[], QueueName[], RegExp]>([
    ['a missing handler', [], ['settlement'], /nobody handles "check.completed"/],
    [
      'a handler nobody calls',
      [settlementController(async () => {})],
      [],
      /"check.completed" is handled but not served/,
    ],
    [
      'two handlers for one job',
      [settlementController(async () => {}), settlementController(async () => {})],
      ['settlement'],
      /"check.completed" is handled twice/,
    ],
  ])('refuses to boot with %s', async (_name, controllers, queues, message) => {
    await expect(serve(controllers, { queueUrl: freshQueueUrl() }, queues)).rejects.toThrow(message);
  });

  test('refuses to boot with a handler that would lose its errors', async () => {
    @Controller()
    class PlainNestController {
      @EventPattern<string>('check.completed')
      settle(): void {}
    }
    await expect(serve([PlainNestController], { queueUrl: freshQueueUrl() })).rejects.toThrow(
      /not declared with @JobHandler/,
    );
  });
});
