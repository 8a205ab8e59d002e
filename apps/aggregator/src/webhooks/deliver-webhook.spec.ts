import { systemClock } from '@idem/platform/clock/clock';
import { sealJson } from '@idem/platform/crypto/seal';
import { DELIVERY_LEASE_MS } from '@idem/platform/events/record-event';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { givenEndpoint, givenEvent } from '../testing/given.js';
import { type Receiver, startReceiver } from '../testing/receiver.js';
import { createWorld, type World } from '../testing/world.js';
import { type DeliverDeps, deliverWebhook } from './deliver-webhook.js';
import { createPostWebhook } from './post-webhook.js';

const HOUR = 3_600_000;
const stripe = new Stripe('sk_test_unused');

let world: World;
let receiver: Receiver;
let deps: DeliverDeps;
const post = createPostWebhook(1_000);
beforeAll(async () => {
  world = await createWorld();
  deps = { ...world.deps, post };
});
afterAll(async () => {
  await post.close();
  await world.end();
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await receiver.stop();
  await world.deps.db.webhookAttempt.deleteMany();
  await world.deps.db.webhookDelivery.deleteMany();
  await world.deps.db.webhookEndpointSecret.deleteMany();
  await world.deps.db.webhookEndpoint.deleteMany();
});

/** An event with one delivery to the receiver. */
async function givenDelivery(given: { livemode?: boolean; url?: string } = {}) {
  const { livemode = false, url = `${receiver.url}/hook` } = given;
  const endpoint = await givenEndpoint(deps, { url, livemode });
  const event = await givenEvent(deps, { livemode });
  return { ...event, deliveryId: event.deliveryIds[0]!, endpoint };
}

/** Where the operator allows private networks, as for a receiver on this machine. */
const open = (): DeliverDeps => ({
  ...deps,
  settings: { ...deps.settings, webhookAllowPrivateNetworks: true },
});

const deliveryOf = (id: string) =>
  deps.db.webhookDelivery.findUniqueOrThrow({
    where: { id },
    include: { attempts: { orderBy: { number: 'asc' } } },
  });

test('sends the event, signed so that the official client takes it', async () => {
  const { deliveryId, endpoint, sessionId, eventId } = await givenDelivery();
  await deliverWebhook({ ...deps, clock: systemClock }, { deliveryId, attempt: 1 });

  const [request] = receiver.received;
  const event = stripe.webhooks.constructEvent(
    request!.body,
    String(request!.headers['stripe-signature']),
    endpoint.secret,
  );
  expect(event).toMatchObject({
    id: eventId,
    object: 'event',
    api_version: '2026-10-28.endive',
    type: 'identity.verification_session.processing',
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    data: { object: { id: sessionId, object: 'identity.verification_session', status: 'processing' } },
  });
  expect(() =>
    stripe.webhooks.constructEvent(
      request!.body,
      String(request!.headers['stripe-signature']),
      `${endpoint.secret}x`,
    ),
  ).toThrow(Stripe.errors.StripeSignatureVerificationError);
});

test('an endpoint that takes it is done', async () => {
  const { deliveryId } = await givenDelivery();
  await deliverWebhook(open(), { deliveryId, attempt: 1 });
  await expect(deliveryOf(deliveryId)).resolves.toMatchObject({
    status: 'succeeded',
    attemptCount: 1,
    nextAttemptAt: null,
    attempts: [{ number: 1, statusCode: 200, responseBody: 'thank you', error: null }],
  });
});

describe('an endpoint that fails', () => {
  test('in test mode is tried three times within a few hours, each signed anew', async () => {
    receiver.answer = (response) => response.writeHead(503).end('busy');
    const { deliveryId, endpoint } = await givenDelivery();
    const startedAt = world.clock.now().getTime();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await deliverWebhook(open(), { deliveryId, attempt });
      const { nextAttemptAt } = await deliveryOf(deliveryId);
      expect(nextAttemptAt === null).toBe(attempt === 3);
      if (nextAttemptAt) world.clock.advance(nextAttemptAt.getTime() - world.clock.now().getTime());
    }
    expect(world.clock.now().getTime() - startedAt).toBeLessThan(3 * HOUR);
    const delivery = await deliveryOf(deliveryId);
    expect(delivery).toMatchObject({ status: 'failed', attemptCount: 3 });
    expect(delivery.attempts.map(({ statusCode, responseBody }) => [statusCode, responseBody])).toEqual(
      Array(3).fill([503, 'busy']),
    );
    const signatures = receiver.received.map(({ headers }) => String(headers['stripe-signature']));
    expect(new Set(signatures).size).toBe(3);
    for (const [index, { body }] of receiver.received.entries()) {
      const at = Number(/t=(\d+)/.exec(signatures[index]!)![1]);
      stripe.webhooks.constructEvent(body, signatures[index]!, endpoint.secret, 300, undefined, at * 1000);
    }
  });

  test('in live mode is tried for three days', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { deliveryId } = await givenDelivery({ livemode: true });
    const startedAt = world.clock.now().getTime();
    let attempt = 0;
    for (;;) {
      attempt += 1;
      await deliverWebhook(open(), { deliveryId, attempt });
      const { nextAttemptAt } = await deliveryOf(deliveryId);
      if (nextAttemptAt === null) break;
      world.clock.advance(nextAttemptAt.getTime() - world.clock.now().getTime());
    }
    const days = (world.clock.now().getTime() - startedAt) / (24 * HOUR);
    expect(days).toBeGreaterThan(2.3);
    expect(days).toBeLessThanOrEqual(3);
    expect(attempt).toBeGreaterThan(10);
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({ status: 'failed', attemptCount: attempt });
  });

  test('and takes it later has it, and no attempt follows', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { deliveryId } = await givenDelivery();
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    receiver.answer = (response) => response.end();
    await deliverWebhook(deps, { deliveryId, attempt: 2 });
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({
      status: 'succeeded',
      attemptCount: 2,
      nextAttemptAt: null,
    });
  });

  test.each([301, 302, 307, 308])('a redirect with %i is a failure, and is not followed', async (code) => {
    receiver.answer = (response) => response.writeHead(code, { location: `${receiver.url}/other` }).end();
    const { deliveryId } = await givenDelivery();
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({
      status: 'pending',
      attempts: [{ statusCode: code }],
    });
  });

  test('by not answering leaves a trace that says so', async () => {
    await receiver.stop();
    const { deliveryId } = await givenDelivery();
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({
      status: 'pending',
      attempts: [{ statusCode: null, responseBody: null, error: 'connect ECONNREFUSED' }],
    });
    receiver = await startReceiver();
  });
});

describe('a delivery that was asked for again', () => {
  /** What the gateway leaves behind when an event is to be sent again. */
  const askAgain = (id: string) =>
    deps.db.$executeRaw`
      UPDATE webhook_deliveries
      SET status = 'pending', next_attempt_at = ${world.clock.now()}, resent_at = ${world.clock.now()},
        attempts_before = attempt_count
      WHERE id = ${id}`;
  const exhaust = async (deliveryId: string): Promise<number> => {
    let made = 0;
    for (;;) {
      const { attemptCount, status, nextAttemptAt } = await deliveryOf(deliveryId);
      if (status !== 'pending') return made;
      world.clock.advance(Math.max(0, nextAttemptAt!.getTime() - world.clock.now().getTime()));
      await deliverWebhook(open(), { deliveryId, attempt: attemptCount + 1 });
      made += 1;
    }
  };

  test('has three attempts once more in test mode, whatever came before', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { deliveryId } = await givenDelivery();
    await expect(exhaust(deliveryId)).resolves.toBe(3);
    world.clock.advance(20 * 24 * HOUR);
    await askAgain(deliveryId);
    await expect(exhaust(deliveryId)).resolves.toBe(3);
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({ status: 'failed', attemptCount: 6 });
  });

  test('has three days once more in live mode', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { deliveryId } = await givenDelivery({ livemode: true });
    world.clock.advance(10 * 24 * HOUR);
    await askAgain(deliveryId);
    const startedAt = world.clock.now().getTime();
    await expect(exhaust(deliveryId)).resolves.toBeGreaterThan(10);
    const days = (world.clock.now().getTime() - startedAt) / (24 * HOUR);
    expect(days).toBeGreaterThan(2.3);
    expect(days).toBeLessThanOrEqual(3);
  });

  test('while its attempt is under way is not sent twice, and is tried on if that fails', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { deliveryId } = await givenDelivery();
    const post: DeliverDeps['post'] = async (input) => {
      await askAgain(deliveryId);
      await deliverWebhook(open(), { deliveryId, attempt: 1 });
      return deps.post(input);
    };
    await deliverWebhook({ ...open(), post }, { deliveryId, attempt: 1 });
    expect(receiver.received).toHaveLength(1);
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({ status: 'pending', attemptCount: 1 });
  });
});

describe('a job that comes twice', () => {
  test('after the attempt was recorded does nothing', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { deliveryId } = await givenDelivery();
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    const before = await deliveryOf(deliveryId);
    world.clock.advance(1_000);
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    expect(receiver.received).toHaveLength(1);
    await expect(deliveryOf(deliveryId)).resolves.toEqual(before);
  });

  test('at the same time is recorded once', async () => {
    const { deliveryId } = await givenDelivery();
    await Promise.all([1, 2, 3].map(() => deliverWebhook(deps, { deliveryId, attempt: 1 })));
    const delivery = await deliveryOf(deliveryId);
    expect(delivery).toMatchObject({ status: 'succeeded', attemptCount: 1, claimedUntil: null });
    expect(delivery.attempts).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
  });

  test('after whoever made the attempt died on the way makes it when the claim has run out', async () => {
    const { deliveryId } = await givenDelivery();
    const dying = { ...deps, post: () => Promise.reject(new Error('killed')) };
    await expect(deliverWebhook(dying, { deliveryId, attempt: 1 })).rejects.toThrow('killed');
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    expect(receiver.received).toEqual([]);
    world.clock.advance(DELIVERY_LEASE_MS);
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({ status: 'succeeded', attemptCount: 1 });
  });

  test('or ahead of its turn does nothing', async () => {
    const { deliveryId } = await givenDelivery();
    await deliverWebhook(deps, { deliveryId, attempt: 3 });
    expect(receiver.received).toEqual([]);
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({ status: 'pending', attempts: [] });
  });
});

describe('an endpoint that is no more', () => {
  test.each([
    ['disabled', { status: 'disabled' as const }],
    ['deleted', { deletedAt: new Date() }],
  ])('%s: nothing is sent and nothing will be', async (_, change) => {
    const { deliveryId, endpoint } = await givenDelivery();
    await deps.db.webhookEndpoint.update({ where: { id: endpoint.id }, data: change });
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    expect(receiver.received).toEqual([]);
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({
      status: 'failed',
      nextAttemptAt: null,
      attempts: [],
    });
  });
});

describe('an address inside the operator’s network', () => {
  test('is not written to in live mode', async () => {
    const { deliveryId } = await givenDelivery({ livemode: true });
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    expect(receiver.received).toEqual([]);
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({
      status: 'pending',
      attempts: [{ statusCode: null, error: '127.0.0.1 is not a public address' }],
    });
  });

  test('is written to in test mode, and what it answers is kept from whoever holds a test key', async () => {
    receiver.answer = (response) => response.end('secrets of the house');
    const { deliveryId } = await givenDelivery();
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({
      status: 'succeeded',
      attempts: [{ statusCode: 200, responseBody: null }],
    });
  });

  test('is written to where the operator allows it', async () => {
    const { deliveryId } = await givenDelivery({ livemode: true });
    await deliverWebhook(open(), { deliveryId, attempt: 1 });
    expect(receiver.received).toHaveLength(1);
  });

  test('neither under a name', async () => {
    const { deliveryId } = await givenDelivery({
      livemode: true,
      url: `http://localhost:${receiver.port}/hook`,
    });
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    expect(receiver.received).toEqual([]);
  });
});

test('a redacted session’s event goes out with its ids and nothing else', async () => {
  const { deliveryId, sessionId } = await givenDelivery();
  await deps.db.verificationSession.update({ where: { id: sessionId }, data: { dataKey: null } });
  await deliverWebhook(deps, { deliveryId, attempt: 1 });
  const event = JSON.parse(receiver.received[0]!.body.toString());
  expect(event.data.object).toEqual({ id: sessionId, object: 'identity.verification_session' });
});

test('the event names the version that its endpoint was registered with', async () => {
  const { deliveryId, endpoint } = await givenDelivery();
  await deps.db.webhookEndpoint.update({ where: { id: endpoint.id }, data: { apiVersion: '2024-06-20' } });
  await deliverWebhook(deps, { deliveryId, attempt: 1 });
  expect(JSON.parse(receiver.received[0]!.body.toString()).api_version).toBe('2024-06-20');
});

describe('while a secret is being rolled', () => {
  const sealed = (endpointId: string, secret: string) =>
    sealJson(deps.keys, secret, `webhook_endpoint:${endpointId}:secret`);
  const verify = (secret: string) => {
    const { body, headers } = receiver.received.at(-1)!;
    const signature = String(headers['stripe-signature']);
    const at = Number(/t=(\d+)/.exec(signature)![1]);
    return stripe.webhooks.constructEvent(body, signature, secret, 300, undefined, at * 1000);
  };

  test('the official client takes the webhook with the new one and with the old one, until that ends', async () => {
    const { deliveryId, endpoint, eventId } = await givenDelivery();
    receiver.answer = (response) => response.writeHead(500).end();
    await deps.db.webhookEndpointSecret.create({
      data: {
        endpointId: endpoint.id,
        sealedSecret: sealed(endpoint.id, 'whsec_old'),
        expiresAt: new Date(world.clock.now().getTime() + 60_000),
      },
    });
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    expect(String(receiver.received[0]!.headers['stripe-signature'])).toMatch(
      /^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/,
    );
    for (const secret of [endpoint.secret, 'whsec_old']) expect(verify(secret).id).toBe(eventId);

    world.clock.advance(60_000);
    await deliverWebhook(deps, { deliveryId, attempt: 2 });
    expect(verify(endpoint.secret).id).toBe(eventId);
    expect(() => verify('whsec_old')).toThrow(Stripe.errors.StripeSignatureVerificationError);
  });
});

describe('Retry-After', () => {
  const dueAfter = async (header: string, livemode = false): Promise<number> => {
    receiver.answer = (response) => response.writeHead(503, { 'retry-after': header }).end();
    const { deliveryId } = await givenDelivery({ livemode });
    await deliverWebhook(open(), { deliveryId, attempt: 1 });
    const { nextAttemptAt } = await deliveryOf(deliveryId);
    return nextAttemptAt!.getTime() - world.clock.now().getTime();
  };

  test('in seconds and as a date puts the next attempt off', async () => {
    await expect(dueAfter('1800')).resolves.toBe(1_800_000);
    const date = new Date(world.clock.now().getTime() + 1_800_000).toUTCString();
    const off = await dueAfter(date);
    expect(off).toBeGreaterThan(1_799_000);
    expect(off).toBeLessThanOrEqual(1_800_000);
  });

  test('is heeded up to a limit, and never hurries', async () => {
    await expect(dueAfter('9999999')).resolves.toBe(HOUR);
    await expect(dueAfter('9999999', true)).resolves.toBe(12 * HOUR);
    await expect(dueAfter('1')).resolves.toBeGreaterThanOrEqual(300_000);
  });
});

describe('an endpoint’s health', () => {
  const endpointOf = (id: string) => deps.db.webhookEndpoint.findUniqueOrThrow({ where: { id } });
  const DAY = 24 * HOUR;
  const fail = async (endpointId: string) => {
    const { deliveryIds } = await givenEvent(deps);
    await deliverWebhook(deps, { deliveryId: deliveryIds[0]!, attempt: 1 });
    return { deliveryId: deliveryIds[0]!, endpoint: await endpointOf(endpointId) };
  };

  test('410 ends the delivery and disables the endpoint, which says why', async () => {
    receiver.answer = (response) => response.writeHead(410).end('moved out');
    const { deliveryId, endpoint } = await givenDelivery();
    await deliverWebhook(deps, { deliveryId, attempt: 1 });
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({ status: 'failed', nextAttemptAt: null });
    await expect(endpointOf(endpoint.id)).resolves.toMatchObject({
      status: 'disabled',
      disabledReason: 'endpoint_gone',
      lastFailureStatus: 410,
    });
    expect((await givenEvent(deps)).deliveryIds).toEqual([]);
  });

  test('days of failing disable it, and what was still to come is not sent', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await givenEndpoint(deps, { url: receiver.url });
    for (let day = 0; day < 5; day += 1) {
      const { endpoint } = await fail(id);
      expect(endpoint).toMatchObject({ status: 'enabled', disabledReason: null, lastFailureStatus: 500 });
      world.clock.advance(DAY);
    }
    const { deliveryIds: waiting } = await givenEvent(deps);
    const { endpoint, deliveryId } = await fail(id);
    expect(endpoint).toMatchObject({ status: 'disabled', disabledReason: 'endpoint_failing' });
    await expect(deliveryOf(deliveryId)).resolves.toMatchObject({ status: 'failed', nextAttemptAt: null });
    const heard = receiver.received.length;
    await deliverWebhook(deps, { deliveryId: waiting[0]!, attempt: 1 });
    expect(receiver.received).toHaveLength(heard);
    expect(world.logged.at(-1)).toContain('webhook endpoint disabled');
  });

  test('one success on the way starts the count anew', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await givenEndpoint(deps, { url: receiver.url });
    for (let day = 0; day < 12; day += 1) {
      receiver.answer = (response) => response.writeHead(day % 4 === 3 ? 200 : 500).end();
      expect((await fail(id)).endpoint.status).toBe('enabled');
      world.clock.advance(DAY);
    }
  });

  test('two failures far apart are no days of failing', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await givenEndpoint(deps, { url: receiver.url });
    await fail(id);
    world.clock.advance(30 * DAY);
    const now = world.clock.now();
    expect((await fail(id)).endpoint).toMatchObject({ status: 'enabled', failingSince: now });
  });

  test('no days at all disable it where the operator says so', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await givenEndpoint(deps, { url: receiver.url });
    const patient = { ...deps, settings: { ...deps.settings, webhookDisableAfterDays: 0 } };
    for (let day = 0; day < 20; day += 1) {
      const { deliveryIds } = await givenEvent(deps);
      await deliverWebhook(patient, { deliveryId: deliveryIds[0]!, attempt: 1 });
      world.clock.advance(DAY);
    }
    await expect(endpointOf(id)).resolves.toMatchObject({ status: 'enabled' });
  });
});
