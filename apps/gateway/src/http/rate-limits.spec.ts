import { setTimeout as sleep } from 'node:timers/promises';
import { readTestServices } from '@idem/platform/config/read-test-services';
import {
  openRateLimiter,
  type RateLimit,
  type RateLimiter,
} from '@idem/platform/rate-limits/open-rate-limiter';
import { freshQueueUrl } from '@idem/platform/testing/fresh-queue';
import { startTcpProxy, type TcpProxy } from '@idem/platform/testing/tcp-proxy';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { createApp } from '../create-app.js';
import type { RateLimits } from '../deps.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const LIMITS: RateLimits = { live: 6, test: 5, endpoint: 3, files: 2, address: 4, staticLink: 0 };

let gateway: TestGateway;
let proxy: TcpProxy;
let limiter: RateLimiter;
let queueUrl: string;
const asked: RateLimit[] = [];
const warnings: string[] = [];
/** Starts every test's counters afresh, and holds the windows open for as long as a test takes. */
let round = 0;
const patient = ({ take }: RateLimiter): Pick<RateLimiter, 'take'> => ({
  take: (limit, key) => {
    asked.push(limit);
    return take({ ...limit, seconds: 120 }, `${round}:${key}`);
  },
});
beforeAll(async () => {
  const server = new URL(readTestServices().queueUrl);
  proxy = await startTcpProxy(server.hostname, Number(server.port));
  const url = new URL(freshQueueUrl());
  url.port = String(proxy.port);
  queueUrl = url.href;
  limiter = openRateLimiter(queueUrl, { warn: ((_: unknown, text: string) => warnings.push(text)) as never });
  await sleep(300);
  gateway = await startGateway(
    { rateLimits: LIMITS, trustedProxies: ['127.0.0.1'] },
    { limiter: patient(limiter) },
  );
}, 60_000);
beforeEach(() => {
  round += 1;
});
afterAll(async () => {
  await gateway.stop();
  limiter.close();
  await proxy.close();
});

const sessions = (stripe = gateway.stripe()) => stripe.identity.verificationSessions;
const list = (limit: number) => () => sessions().list({ limit });

/** What becomes of requests made one after the other. */
async function statuses(times: number, request: () => Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  for (let at = 0; at < times; at++) {
    seen.push(
      await request().then(
        (answer) => (answer instanceof Response ? answer.status : 200),
        (error: Stripe.errors.StripeError) => error.statusCode ?? 0,
      ),
    );
  }
  return seen;
}
const from = (ip: string, path: string, key: string | null = null, method = 'GET') =>
  gateway.request(method, path, { key, headers: { 'x-forwarded-for': ip } });

test('limits are per second', async () => {
  await sessions().list();
  expect(new Set(asked.map(({ seconds }) => seconds))).toEqual(new Set([1]));
});

test('an endpoint takes so many requests; the refusal is the one the official client knows', async () => {
  expect(await statuses(3, list(1))).toEqual([200, 200, 200]);
  const refused = await sessions()
    .list()
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  expect(refused).toMatchObject({
    statusCode: 429,
    code: 'rate_limit',
    rawType: 'invalid_request_error',
    headers: {
      'stripe-rate-limited-reason': 'endpoint-rate',
      'stripe-should-retry': 'true',
      'request-id': expect.stringMatching(/^req_/),
    },
  });
  expect((refused as Stripe.errors.StripeRateLimitError).headers).not.toHaveProperty('retry-after');
  expect(await statuses(1, () => gateway.stripe().events.list())).toEqual([200]);
});

test('an account takes so many requests in each mode, whichever of its keys makes them', async () => {
  const [byRestricted, live] = [gateway.account.test.restricted, gateway.account.live!.secret];
  expect(await statuses(3, list(1))).toEqual([200, 200, 200]);
  const others = [
    () => gateway.stripe(byRestricted).identity.verificationReports.list(),
    () => gateway.stripe().events.list(),
  ];
  for (const request of others) expect(await statuses(1, request)).toEqual([200]);
  const refused = await gateway
    .stripe()
    .webhookEndpoints.list()
    .catch((error: Stripe.errors.StripeError) => error);
  expect(refused).toMatchObject({
    statusCode: 429,
    headers: { 'stripe-rate-limited-reason': 'global-rate' },
  });
  expect(await statuses(1, () => sessions(gateway.stripe(live)).list())).toEqual([200]);
});

test('files have one budget, whatever is done with them', async () => {
  const stripe = gateway.stripe();
  expect(await statuses(1, () => stripe.files.list())).toEqual([200]);
  expect(await statuses(1, () => stripe.files.retrieve('file_none'))).toEqual([404]);
  expect(await statuses(1, () => stripe.files.list())).toEqual([429]);
});

test('a refused request is not remembered for its idempotency key', async () => {
  await statuses(3, () => sessions().create({ type: 'document' }));
  const again = { idempotencyKey: `key-${round}` };
  expect(await statuses(1, () => sessions().create({ type: 'document' }, again))).toEqual([429]);
  round += 1;
  expect(await statuses(1, () => sessions().create({ type: 'document' }, again))).toEqual([200]);
});

describe('without an API key, an address takes so many requests:', () => {
  test.each([
    ['wrong keys', '/v1/events', 'sk_test_wrong', 401],
    ['no key', '/v1/events', null, 401],
    ['links to sessions', '/start/test_none', null, 200],
    ['static links', '/flows/test_none', null, 404],
    ['links to files', '/links/none', null, 404],
    ['wrong client secrets', '/v1/identity/verification_pages/vs_1', 'vs_1_secret_test_none', 401],
  ])('%s', async (_, path, key, answer) => {
    const requests = () => from('198.51.100.1', path, key);
    expect(await statuses(6, requests)).toEqual([answer, answer, answer, answer, 429, 429]);
    expect(await statuses(1, () => from('198.51.100.2', path, key))).toEqual([answer]);
  });

  test('people on their devices take nothing from the account', async () => {
    const session = await sessions().create({ type: 'document' });
    const page = `/v1/identity/verification_pages/${session.id}`;
    const look = () => from('198.51.100.1', page, session.client_secret);
    expect(await statuses(6, look)).toEqual([200, 200, 200, 200, 429, 429]);
    expect(await statuses(2, () => sessions().retrieve(session.id))).toEqual([200, 200]);
  });

  test('wrong keys from an address do not hold back good ones', async () => {
    await statuses(6, () => from('198.51.100.1', '/v1/events', 'sk_test_wrong'));
    expect(await statuses(1, () => from('198.51.100.1', '/v1/events', gateway.account.test.secret))).toEqual([
      200,
    ]);
  });

  test('whether the process lives may always be asked', async () => {
    expect(await statuses(9, () => from('198.51.100.1', '/health'))).toEqual(Array(9).fill(200));
  });
});

test('several gateways count together', async () => {
  const own = openRateLimiter(queueUrl, gateway.deps.log);
  await sleep(300);
  const second = await createApp({ ...gateway.deps, limiter: patient(own) });
  await second.listen(0, '127.0.0.1');
  try {
    const { port } = new URL(await second.getUrl());
    const other = new Stripe(gateway.account.test.secret, {
      host: '127.0.0.1',
      port: Number(port),
      protocol: 'http',
      maxNetworkRetries: 0,
    });
    expect(await statuses(2, () => sessions(other).list())).toEqual([200, 200]);
    expect(await statuses(2, list(1))).toEqual([200, 429]);
    expect(await statuses(1, () => sessions(other).list())).toEqual([429]);
  } finally {
    await second.close();
    own.close();
  }
});

test('when Redis is gone the API answers, limits by itself, and says so', async () => {
  proxy.cut();
  await sleep(50);
  expect(await statuses(4, list(1))).toEqual([200, 200, 200, 429]);
  expect(warnings).toContain('requests are counted by each process alone: no Redis');
  proxy.restore();
});

test('0 switches a limit off', async () => {
  const free = await startGateway();
  try {
    const many = Array.from({ length: 60 }, () => free.stripe().events.list({ limit: 1 }));
    expect(await Promise.all(many)).toHaveLength(60);
  } finally {
    await free.stop();
  }
});
