import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { eventTypes } from './event-filter.js';

let gateway: TestGateway;
let stripe: Stripe;
let session: Stripe.Response<Stripe.Identity.VerificationSession>;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
  await stripe.webhookEndpoints.create({ url: 'https://shop.example/a', enabled_events: ['*'] });
  await stripe.webhookEndpoints.create({
    url: 'https://shop.example/b',
    enabled_events: ['identity.verification_session.canceled'],
  });
  session = await stripe.identity.verificationSessions.create(
    { type: 'document', metadata: { a: '1' } },
    { idempotencyKey: 'the key' },
  );
  await stripe.identity.verificationSessions.cancel(session.id);
});
afterAll(() => gateway.stop());

test('an event shows the session as it was, the request, and what is to be delivered', async () => {
  const { data } = await stripe.events.list();
  expect(data.map(({ type, pending_webhooks }) => [type, pending_webhooks])).toEqual([
    ['identity.verification_session.canceled', 2],
    ['identity.verification_session.created', 1],
  ]);
  const created = await stripe.events.retrieve(data[1]!.id);
  const { lastResponse: _, ...asCreated } = session;
  expect(created).toMatchObject({
    object: 'event',
    api_version: '2026-10-28.endive',
    livemode: false,
    data: { object: asCreated },
    request: { id: session.lastResponse.requestId, idempotency_key: 'the key' },
  });
});

test('deliveries are promised in the transaction that made the event', async () => {
  const jobs = await gateway.db.outboxRow.findMany({ where: { job: 'webhook.deliver' } });
  const deliveries = await gateway.db.webhookDelivery.findMany();
  expect(deliveries).toHaveLength(3);
  expect(jobs.map(({ payload }) => payload).sort()).toEqual(
    deliveries.map(({ id }) => ({ delivery_id: id, attempt: 1 })).sort(),
  );
});

test.each([
  [{ type: 'identity.verification_session.created' }, ['created']],
  [{ type: 'identity.*' }, ['canceled', 'created']],
  [{ type: '*' }, ['canceled', 'created']],
  [{ type: 'charge.*' }, []],
  [{ types: ['identity.verification_session.canceled', 'charge.succeeded'] }, ['canceled']],
  [{ delivery_success: false }, ['canceled', 'created']],
  [{ delivery_success: true }, []],
])('filters by %j', async (params, expected) => {
  const { data } = await stripe.events.list(params);
  expect(data.map(({ type }) => type.split('.').at(-1))).toEqual(expected);
});

test('an unknown event is 404, type and types exclude each other', async () => {
  await expect(stripe.events.retrieve('evt_none')).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  await expect(stripe.events.list({ type: '*', types: ['a'] })).rejects.toMatchObject({
    statusCode: 400,
    param: 'types',
  });
});

test('stars stand for any text, however many', () => {
  const all = eventTypes({ type: '*' });
  expect(all).toHaveLength(6);
  expect(eventTypes({ type: '**identity**session.*' })).toEqual(all);
  expect(eventTypes({ type: '*n.verif*ed' })).toEqual(['identity.verification_session.verified']);
  expect(eventTypes({ type: 'identity.verification_session.created*created' })).toEqual([]);
  expect(eventTypes({})).toBeNull();
  const from = performance.now();
  eventTypes({ type: `${'*a'.repeat(95)}!` });
  expect(performance.now() - from).toBeLessThan(50);
});

test('events are shown for 30 days', async () => {
  const DAY_MS = 24 * 3_600_000;
  const { data } = await stripe.events.list();
  const { id } = data[0]!;
  const ids = async (params: Stripe.EventListParams = {}) =>
    (await stripe.events.list(params)).data.map((event) => event.id);
  gateway.clock.advance(30 * DAY_MS - 1_000);
  expect((await stripe.events.retrieve(id)).id).toBe(id);
  expect(await ids()).toHaveLength(data.length);

  gateway.clock.advance(60_000);
  const later = await stripe.identity.verificationSessions.create({ type: 'document' });
  const [shown, ...others] = (await stripe.events.list()).data;
  expect([shown?.data.object, others]).toMatchObject([{ id: later.id }, []]);
  expect(await ids({ created: { lt: shown!.created } })).toEqual([]);
  for (const work of [() => stripe.events.retrieve(id), () => stripe.events.list({ starting_after: id })])
    await expect(work()).rejects.toMatchObject({ code: 'resource_missing' });
  gateway.clock.advance(-30 * DAY_MS - 59_000);
});
