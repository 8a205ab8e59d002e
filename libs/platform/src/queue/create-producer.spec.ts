import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { freshQueueUrl } from '../testing/fresh-queue.js';
import { afterwards, type Check, cleanUp, producerFor, serveWork, until } from '../testing/serve-jobs.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { createProducer, QueueUnavailableError } from './create-producer.js';

jest.setTimeout(40_000);
afterEach(cleanUp);

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
    afterwards(() => proxy.close());
    const queueUrl = `redis://:${direct.password}@127.0.0.1:${proxy.port}${direct.pathname}${direct.search}`;
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
