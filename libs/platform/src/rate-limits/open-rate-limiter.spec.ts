import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readTestServices } from '../config/read-test-services.js';
import { freshQueueUrl } from '../testing/fresh-queue.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { openRateLimiter, type RateLimit, type RateLimiter } from './open-rate-limiter.js';

const { databaseUrl, queueUrl } = readTestServices();
const THREE: RateLimit = { name: 'three', uses: 3, seconds: 1 };

const toClose: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** With the time that a first connection takes: until then a limiter counts alone. */
async function open(url: string) {
  const warnings: string[] = [];
  const limiter = openRateLimiter(url, {
    warn: ((_: unknown, text: string) => warnings.push(text)) as never,
  });
  toClose.push(() => limiter.close());
  await sleep(200);
  return { limiter, warnings };
}

const uses = async (limiter: RateLimiter, times: number, key = 'acct_1') => {
  const taken: boolean[] = [];
  for (let at = 0; at < times; at++) taken.push(await limiter.take(THREE, key));
  return taken;
};

describe.each([
  ['Redis', () => freshQueueUrl(queueUrl)],
  ['PostgreSQL as the queue', () => freshQueueUrl(databaseUrl)],
])('with %s', (_, freshUrl) => {
  test('a window holds so many uses of each key, and the next one as many again', async () => {
    const { limiter } = await open(freshUrl());
    expect(await uses(limiter, 4)).toEqual([true, true, true, false]);
    expect(await uses(limiter, 1, 'acct_2')).toEqual([true]);
    expect(await limiter.take({ ...THREE, name: 'another' }, 'acct_1')).toBe(true);
    await sleep(1_100);
    expect(await uses(limiter, 4)).toEqual([true, true, true, false]);
  });
});

test('processes count together', async () => {
  const url = freshQueueUrl(queueUrl);
  const { limiter: one } = await open(url);
  const { limiter: other } = await open(url);
  const slow: RateLimit = { name: 'slow', uses: 3, seconds: 60 };
  const take = (limiter: RateLimiter) => limiter.take(slow, 'acct_1');
  expect([await take(one), await take(other), await take(one)]).toEqual([true, true, true]);
  expect([await take(one), await take(other)]).toEqual([false, false]);
});

test('without Redis it goes on by itself, still limits, says so once, and comes back', async () => {
  const server = new URL(queueUrl);
  const proxy = await startTcpProxy(server.hostname, Number(server.port));
  toClose.push(() => proxy.close());
  const url = new URL(freshQueueUrl(queueUrl));
  url.port = String(proxy.port);
  const { limiter, warnings } = await open(url.href);
  expect(await limiter.take(THREE, 'before')).toBe(true);
  expect(warnings).toEqual([]);

  proxy.cut();
  await sleep(50);
  const since = performance.now();
  expect(await uses(limiter, 4, 'during')).toEqual([true, true, true, false]);
  expect(performance.now() - since).toBeLessThan(1_000);
  expect(warnings).toEqual(['requests are counted by each process alone: no Redis']);

  proxy.restore();
  await sleep(1_500);
  expect(await limiter.take(THREE, 'after')).toBe(true);
  expect(warnings.at(-1)).toBe('requests are counted together again');
});
