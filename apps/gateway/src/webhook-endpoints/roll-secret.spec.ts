import { openJson } from '@idem/platform/crypto/seal';
import { signWebhook } from '@idem/platform/webhooks/signature';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { z } from 'zod';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const HOUR = 3_600_000;

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const create = () =>
  stripe.webhookEndpoints.create({ url: 'https://shop.example/hooks', enabled_events: ['*'] });
const roll = (id: string, params: Record<string, number> = {}, client = stripe) =>
  client.rawRequest('POST', `/v1/webhook_endpoints/${id}/roll_secret`, params) as unknown as Promise<
    Stripe.Response<Stripe.WebhookEndpoint>
  >;

/** The secrets that sign at a moment, as whoever delivers opens them. */
async function signing(id: string): Promise<string[]> {
  const { sealedSecret, secrets } = await gateway.db.webhookEndpoint.findUniqueOrThrow({
    where: { id },
    include: { secrets: { where: { expiresAt: { gt: gateway.clock.now() } }, orderBy: { id: 'desc' } } },
  });
  return [sealedSecret, ...secrets.map((row) => row.sealedSecret)].map((sealed) =>
    openJson(gateway.deps.keys, sealed, `webhook_endpoint:${id}:secret`, z.string()),
  );
}

/** Whether the official client, holding a secret, takes a webhook that is signed now. */
async function takes(id: string, secret: string | undefined): Promise<boolean> {
  const body = JSON.stringify({ id: 'evt_1', object: 'event' });
  const signature = signWebhook(gateway.deps, { body, secrets: await signing(id) });
  const now = gateway.clock.now().getTime();
  try {
    return stripe.webhooks.constructEvent(body, signature, secret ?? '', 300, undefined, now).id === 'evt_1';
  } catch {
    return false;
  }
}

test('a new secret is shown once, and the one before works for a day beside it', async () => {
  const { id, secret: first } = await create();
  const { secret: second } = await roll(id);
  expect(second).toMatch(/^whsec_[0-9A-Za-z]{32}$/);
  expect(second).not.toBe(first);
  expect(await stripe.webhookEndpoints.retrieve(id)).not.toHaveProperty('secret');
  expect([await takes(id, first), await takes(id, second), await takes(id, 'whsec_other')]).toEqual([
    true,
    true,
    false,
  ]);
  gateway.clock.advance(24 * HOUR - 1);
  expect(await takes(id, first)).toBe(true);
  gateway.clock.advance(1);
  expect([await takes(id, first), await takes(id, second)]).toEqual([false, true]);
});

test('for as long as is asked for, and not at all with 0', async () => {
  const { id, secret: first } = await create();
  const { secret: second } = await roll(id, { expires_in: 3600 });
  gateway.clock.advance(HOUR);
  expect(await takes(id, first)).toBe(false);
  const { secret: third } = await roll(id, { expires_in: 0 });
  expect([await takes(id, second), await takes(id, third)]).toEqual([false, true]);
  expect(await gateway.db.webhookEndpointSecret.count({ where: { endpointId: id } })).toBe(0);
});

test('earlier ones end no later than the one before, and there are not too many', async () => {
  const { id, secret: first } = await create();
  const { secret: second } = await roll(id);
  await roll(id, { expires_in: 60 });
  expect((await signing(id)).length).toBe(3);
  expect([await takes(id, first), await takes(id, second)]).toEqual([true, true]);
  gateway.clock.advance(60_000);
  expect([await takes(id, first), await takes(id, second)]).toEqual([false, false]);
  for (let n = 0; n < 4; n += 1) await roll(id);
  const before = await signing(id);
  await expect(roll(id)).rejects.toMatchObject({ statusCode: 400 });
  expect(await signing(id)).toEqual(before);
  await roll(id, { expires_in: 0 });
  expect(await signing(id)).toHaveLength(1);
});

test('rolled by many at once, every secret that was handed out signs', async () => {
  const { id, secret: first } = await create();
  const rolled = await Promise.all([roll(id), roll(id), roll(id)]);
  for (const secret of [first, ...rolled.map((endpoint) => endpoint.secret)]) {
    expect(await takes(id, secret)).toBe(true);
  }
});

test('is refused for longer than a day, for another mode, for keys that may not', async () => {
  const { id } = await create();
  await expect(roll(id, { expires_in: 86_401 })).rejects.toMatchObject({
    statusCode: 400,
    param: 'expires_in',
  });
  await expect(roll(id, { expires_in: -1 })).rejects.toMatchObject({ statusCode: 400, param: 'expires_in' });
  const live = gateway.stripe(gateway.account.live?.secret);
  await expect(roll(id, {}, live)).rejects.toMatchObject({ statusCode: 404 });
  const restricted = gateway.stripe(gateway.account.test.restricted);
  await expect(roll(id, {}, restricted)).rejects.toMatchObject({ statusCode: 403 });
});
