import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type ApiUnderTest, PATIENCE_MS, refusalOf, START_MS, startApi } from '../testing/api-under-test.js';

const TYPES = ['created', 'processing', 'verified', 'requires_input', 'canceled', 'redacted'] as const;
const named = (name: (typeof TYPES)[number]) => `identity.verification_session.${name}` as const;

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, START_MS);
afterAll(() => api.stop(), START_MS);

const sessions = () => api.stripe.identity.verificationSessions;
const script = (id: string, how: string, params: Record<string, string> = {}) =>
  api.stripe.rawRequest('POST', `/v1/test_helpers/identity/verification_sessions/${id}/${how}`, params);
const of = (id: string, name: (typeof TYPES)[number]) => (event: Stripe.Event) =>
  event.type === named(name) && event.data.object.id === id;

test('each type is delivered, signed, as the event that the API shows', async () => {
  const good = await sessions().create({
    type: 'document',
    provided_details: { email: 'jenny@example.com' },
  });
  await script(good.id, 'verify');
  const bad = await sessions().create({ type: 'document' });
  await script(bad.id, 'fail', { code: 'document_expired' });
  await api.settled(bad.id);
  await sessions().cancel(bad.id);

  const expected = [
    [good.id, 'created'],
    [good.id, 'processing'],
    [good.id, 'verified'],
    [bad.id, 'requires_input'],
    [bad.id, 'canceled'],
  ] as const;
  for (const [id, name] of expected) {
    // The receiver lets nothing in that `constructEvent` refuses.
    const { event } = await api.receiver.next(of(id, name), PATIENCE_MS);
    const { lastResponse: _, ...shown } = await api.stripe.events.retrieve(event.id);
    expect({ ...shown, pending_webhooks: 0 }).toEqual({ ...event, pending_webhooks: 0 });
    expect(event).toMatchObject({
      object: 'event',
      api_version: expect.stringMatching(/^\d{4}-\d{2}-\d{2}\.\w+$/),
      livemode: false,
      data: { object: { id, object: 'identity.verification_session' } },
    });
    const object = event.data.object as Stripe.Identity.VerificationSession;
    for (const expandable of ['verified_outputs', 'provided_details'])
      expect(object).not.toHaveProperty(expandable);
    expect(JSON.stringify(event)).not.toContain('jenny@example.com');
    if (name === 'verified') expect(object.last_verification_report).toMatch(/^vr_/);
    if (name === 'requires_input')
      expect(object.last_error).toEqual({ code: 'document_expired', reason: expect.any(String) });
  }
  expect(api.receiver.rejected).toBe(0);
}, 60_000);

test('an event tells which request caused it', async () => {
  const session = await sessions().create({ type: 'document' }, { idempotencyKey: 'contract-event' });
  const { event } = await api.receiver.next(of(session.id, 'created'), PATIENCE_MS);
  expect(event.request).toEqual({ id: session.lastResponse.requestId, idempotency_key: 'contract-event' });
}, 60_000);

test('redacted is delivered to those who name it only', async () => {
  const { id } = await sessions().create({ type: 'document' });
  await sessions().redact(id);
  await api.receiver.next(of(id, 'canceled'), PATIENCE_MS);
  const event = await eventually(async () => {
    const { data } = await api.stripe.events.list({ type: named('redacted') });
    return data.find((candidate) => (candidate.data.object as { id: string }).id === id);
  });
  expect(event.pending_webhooks).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(api.receiver.deliveries.some((delivery) => of(id, 'redacted')(delivery.event))).toBe(false);
}, 60_000);

test('events are listed by type, by types, by wildcard, by second and by delivery', async () => {
  const { events } = api.stripe;
  const { data: created } = await events.list({ type: named('created'), limit: 100 });
  expect(new Set(created.map(({ type }) => type))).toEqual(new Set([named('created')]));
  const { data: two } = await events.list({ types: [named('canceled'), named('redacted')], limit: 100 });
  expect([...new Set(two.map(({ type }) => type))].sort()).toEqual([named('canceled'), named('redacted')]);
  expect((await events.list({ type: 'identity.*', limit: 100 })).data.length).toBeGreaterThan(created.length);
  expect((await events.list({ created: { gt: Math.floor(Date.now() / 1_000) + 60 } })).data).toEqual([]);
  expect((await events.list({ delivery_success: true, limit: 100 })).data.length).toBeGreaterThan(0);
  const both = await refusalOf(events.list({ type: named('created'), types: [named('created')] }));
  expect(both.statusCode).toBe(400);
  const many = await refusalOf(events.list({ types: Array.from({ length: 21 }, () => named('created')) }));
  expect([many.statusCode, many.param]).toEqual([400, 'types']);
});

test('endpoints are created, retrieved, updated, listed and deleted', async () => {
  const { webhookEndpoints } = api.stripe;
  const created = await webhookEndpoints.create({
    url: 'https://hooks.example/idem',
    enabled_events: [named('verified'), named('redacted')],
    description: 'for the contract',
    metadata: { team: 'a' },
    api_version: '2026-10-28.endive',
    connect: false,
  });
  expect(created).toMatchObject({
    object: 'webhook_endpoint',
    api_version: '2026-10-28.endive',
    application: null,
    description: 'for the contract',
    enabled_events: [named('verified'), named('redacted')],
    livemode: false,
    metadata: { team: 'a' },
    status: 'enabled',
    secret: expect.stringMatching(/^whsec_/),
  });
  expect(await webhookEndpoints.retrieve(created.id)).not.toHaveProperty('secret');
  expect(
    await webhookEndpoints.update(created.id, {
      disabled: true,
      enabled_events: ['*'],
      url: 'https://hooks.example/moved',
      description: '',
      metadata: { team: '' },
    }),
  ).toMatchObject({ status: 'disabled', enabled_events: ['*'], description: null, metadata: {} });
  expect((await webhookEndpoints.list()).data.map(({ id }) => id)).toContain(created.id);
  expect(await webhookEndpoints.del(created.id)).toMatchObject({ id: created.id, deleted: true });
  expect((await refusalOf(webhookEndpoints.retrieve(created.id))).statusCode).toBe(404);

  const refused = async (params: object) => {
    const { statusCode, param } = await refusalOf(webhookEndpoints.create(params as never));
    return [statusCode, param];
  };
  expect(await refused({ url: 'https://a.example' })).toEqual([400, 'enabled_events']);
  expect(await refused({ enabled_events: ['*'] })).toEqual([400, 'url']);
  expect(await refused({ url: 'nowhere', enabled_events: ['*'] })).toEqual([400, 'url']);
  expect(await refused({ url: 'https://a.example', enabled_events: ['charge.created'] })).toEqual([
    400,
    'enabled_events[0]',
  ]);
  const live = api.gateway.stripe(api.gateway.account.live?.secret);
  const insecure = await refusalOf(
    live.webhookEndpoints.create({ url: 'http://a.example', enabled_events: ['*'] }),
  );
  expect([insecure.statusCode, insecure.param]).toEqual([400, 'url']);
});

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen within ten seconds');
}
