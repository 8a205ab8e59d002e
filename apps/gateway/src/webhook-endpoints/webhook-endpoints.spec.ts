import { openJson } from '@idem/platform/crypto/seal';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { z } from 'zod';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const create = (params: Partial<Stripe.WebhookEndpointCreateParams> = {}, client = stripe) =>
  client.webhookEndpoints.create({ url: 'https://shop.example/hooks', enabled_events: ['*'], ...params });
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('the request was accepted');
    },
    ({ statusCode, param, code }: Stripe.errors.StripeError) => ({ statusCode, param, code }),
  );

test('the secret is shown once and stored sealed', async () => {
  const endpoint = await create({ description: 'orders', metadata: { a: '1' }, api_version: '2024-06-20' });
  expect(endpoint).toMatchObject({
    object: 'webhook_endpoint',
    api_version: '2024-06-20',
    description: 'orders',
    enabled_events: ['*'],
    livemode: false,
    metadata: { a: '1' },
    status: 'enabled',
    url: 'https://shop.example/hooks',
  });
  expect(endpoint.secret).toMatch(/^whsec_[0-9A-Za-z]{32}$/);
  expect(await stripe.webhookEndpoints.retrieve(endpoint.id)).not.toHaveProperty('secret');
  const row = await gateway.db.webhookEndpoint.findUniqueOrThrow({ where: { id: endpoint.id } });
  const opened = openJson(
    gateway.deps.keys,
    row.sealedSecret,
    `webhook_endpoint:${endpoint.id}:secret`,
    z.string(),
  );
  expect(opened).toBe(endpoint.secret);
});

test.each([
  ['https://host.example/hook/', null],
  ['https://host.example/hook?tenant=a%2Fb&x=', null],
  ['https://host.example//hook', null],
  ['https://host.example', null],
  ['https://müller.example/hook?x=', 'https://xn--mller-kva.example/hook?x='],
  ['https://例え.example/', 'https://xn--r8jz45g.example/'],
  ['https://host.example/höok', 'https://host.example/h%C3%B6ok'],
  [' https://host.example/hook\n', 'https://host.example/hook'],
])('%s is kept as it was registered, or as it is called', async (url, called) => {
  const endpoint = await create({ url });
  expect(endpoint.url).toBe(called ?? url);
  expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).url).toBe(called ?? url);
  await stripe.webhookEndpoints.del(endpoint.id);
});

test('an endpoint is changed, disabled and deleted', async () => {
  const { id } = await create({ metadata: { a: '1' } });
  const changed = await stripe.webhookEndpoints.update(id, {
    url: 'http://localhost:4242/hooks',
    enabled_events: ['identity.verification_session.verified'],
    description: '',
    disabled: true,
    metadata: { b: '2' },
  });
  expect(changed).toMatchObject({
    url: 'http://localhost:4242/hooks',
    enabled_events: ['identity.verification_session.verified'],
    description: null,
    status: 'disabled',
    metadata: { a: '1', b: '2' },
  });
  expect((await stripe.webhookEndpoints.update(id, { disabled: false })).status).toBe('enabled');
  const { lastResponse: _, ...deleted } = await stripe.webhookEndpoints.del(id);
  expect(deleted).toEqual({ id, object: 'webhook_endpoint', deleted: true });
  expect(await refusalOf(stripe.webhookEndpoints.retrieve(id))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  expect(await refusalOf(stripe.webhookEndpoints.del(id))).toMatchObject({ statusCode: 404 });
  expect((await stripe.webhookEndpoints.list()).data.map((endpoint) => endpoint.id)).not.toContain(id);
});

describe('refuses', () => {
  test.each([
    [{ url: 'shop.example/hooks' }, 'url', 'url_invalid'],
    [{ url: 'ftp://shop.example' }, 'url', 'url_invalid'],
    [{ url: 'https://user:password@shop.example' }, 'url', 'url_invalid'],
    [
      { enabled_events: ['charge.created' as 'charge.captured'] },
      'enabled_events[0]',
      'parameter_invalid_enum',
    ],
    [{ connect: true }, 'connect', undefined],
  ])('%j', async (params, param, code) => {
    expect(await refusalOf(create(params))).toEqual({ statusCode: 400, param, code });
  });

  test('plain http in live mode', async () => {
    const live = gateway.stripe(gateway.account.live?.secret);
    expect(await refusalOf(create({ url: 'http://shop.example/hooks' }, live))).toMatchObject({
      param: 'url',
      code: 'url_invalid',
    });
    const { id } = await create({}, live);
    expect(await refusalOf(live.webhookEndpoints.update(id, { url: 'http://shop.example' }))).toMatchObject({
      param: 'url',
    });
    expect(await refusalOf(stripe.webhookEndpoints.retrieve(id))).toMatchObject({ statusCode: 404 });
  });

  test('a seventeenth endpoint, even when several come at once', async () => {
    const there = (await stripe.webhookEndpoints.list({ limit: 100 })).data.length;
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => create()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(16 - there);
    expect((await stripe.webhookEndpoints.list({ limit: 100 })).data).toHaveLength(16);
  });
});
