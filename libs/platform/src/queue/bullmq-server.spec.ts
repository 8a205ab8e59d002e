import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueName } from '@idem/contracts';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Controller, type Type } from '@nestjs/common';
import { EventPattern, RpcException } from '@nestjs/microservices';
import { Queue, UnrecoverableError } from 'bullmq';
import { freshQueueUrl } from '../testing/fresh-queue.js';
import {
  afterwards,
  cleanUp,
  producerFor,
  serve,
  serveWork,
  settlementController,
  until,
} from '../testing/serve-jobs.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { producerRedis, queuePrefix } from './connection.js';

jest.setTimeout(40_000);
afterEach(cleanUp);

/** Puts a job past the producer's checks. Redis only. */
async function smuggle(queueUrl: string, name: string, data: unknown): Promise<void> {
  const queue = new Queue('settlement', {
    connection: producerRedis(queueUrl),
    prefix: queuePrefix(queueUrl),
  });
  await queue.add(name, data, { attempts: 5 });
  await queue.close();
}

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
    afterwards(() => queue.close());
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
    afterwards(() => proxy.close());
    const starts: Array<[string, number]> = [];
    // Never returns, and after the cut can no longer renew its lock: to Redis it looks killed.
    await serveWork(
      (_payload, run) =>
        new Promise((_, reject) => {
          starts.push(['vanishing', Date.now()]);
          run.signal.addEventListener('abort', () => reject(run.signal.reason));
        }),
      {
        queueUrl: `redis://:${direct.password}@127.0.0.1:${proxy.port}${direct.pathname}${direct.search}`,
        closeTimeoutMs: 0,
      },
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
    afterwards(() => proxy.close());
    proxy.cut();
    const seen: string[] = [];
    const served = serveWork(async ({ submission_id }) => void seen.push(submission_id), {
      queueUrl: `redis://:${direct.password}@127.0.0.1:${proxy.port}${direct.pathname}${direct.search}`,
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
