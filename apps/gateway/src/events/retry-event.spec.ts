import { webhookAttemptResource } from '@idem/contracts';
import { eraseSession } from '@idem/platform/redaction/erase-session';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const DAY = 24 * 3_600_000;

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  await gateway.db.webhookAttempt.deleteMany();
  await gateway.db.webhookDelivery.deleteMany();
  await gateway.db.webhookEndpoint.deleteMany();
  await gateway.db.outboxRow.deleteMany();
});

const endpoint = (events: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ['*']) =>
  stripe.webhookEndpoints.create({ url: 'https://shop.example/hooks', enabled_events: events });
/** The event of a session that was just created. */
async function happen(): Promise<Stripe.Event> {
  await stripe.identity.verificationSessions.create({ type: 'document' });
  return (await stripe.events.list({ limit: 1 })).data[0]!;
}
/** As `stripe events resend` asks for it. */
const retry = (id: string, webhookEndpoint: string, client = stripe) =>
  client.rawRequest('POST', `/v1/events/${id}/retry`, {
    webhook_endpoint: webhookEndpoint,
  }) as unknown as Promise<Stripe.Event>;
const deliveryOf = (eventId: string, endpointId: string) =>
  gateway.db.webhookDelivery.findUniqueOrThrow({ where: { eventId_endpointId: { eventId, endpointId } } });
const jobs = async () =>
  (await gateway.db.outboxRow.findMany({ where: { job: 'webhook.deliver' }, orderBy: { id: 'asc' } })).map(
    ({ payload }) => payload,
  );
/** What the aggregator leaves behind after an attempt. */
async function attempted(eventId: string, endpointId: string, statusCode: number | null): Promise<void> {
  const { id: deliveryId, attemptCount } = await deliveryOf(eventId, endpointId);
  await gateway.db.webhookAttempt.create({
    data: {
      deliveryId,
      endpointId,
      number: attemptCount + 1,
      startedAt: gateway.clock.now(),
      latencyMs: 42,
      statusCode,
      ...(statusCode === null ? { error: 'no response in time' } : { responseBody: 'hm' }),
    },
  });
  await gateway.db.webhookDelivery.update({
    where: { id: deliveryId },
    data: {
      attemptCount: attemptCount + 1,
      status: statusCode === 200 ? 'succeeded' : 'failed',
      nextAttemptAt: null,
    },
  });
}
const listed = async (path: string, params: Record<string, string> = {}) =>
  (await stripe.rawRequest('GET', `${path}?${new URLSearchParams(params)}`)) as unknown as Stripe.ApiList<
    Record<string, unknown>
  >;

describe('an event that is sent again', () => {
  test('is promised anew, counts as pending, and begins a schedule of its own', async () => {
    const { id: endpointId } = await endpoint();
    const event = await happen();
    await attempted(event.id, endpointId, 500);
    expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
    expect((await stripe.events.list({ delivery_success: false })).data.map(({ id }) => id)).toContain(
      event.id,
    );

    gateway.clock.advance(2 * DAY);
    expect(await retry(event.id, endpointId)).toMatchObject({
      id: event.id,
      object: 'event',
      pending_webhooks: 1,
    });
    const delivery = await deliveryOf(event.id, endpointId);
    expect(delivery).toMatchObject({
      status: 'pending',
      attemptCount: 1,
      attemptsBefore: 1,
      resentAt: gateway.clock.now(),
    });
    expect((await jobs()).at(-1)).toEqual({ delivery_id: delivery.id, attempt: 2 });

    await attempted(event.id, endpointId, 200);
    expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
    expect((await stripe.events.list({ delivery_success: true })).data.map(({ id }) => id)).toContain(
      event.id,
    );
    expect((await stripe.events.list({ delivery_success: false })).data.map(({ id }) => id)).not.toContain(
      event.id,
    );
  });

  test('is answered with a copy of the session, which its redaction finds', async () => {
    const { id: endpointId } = await endpoint();
    const event = await happen();
    await retry(event.id, endpointId);
    const { id: sessionId } = event.data.object as { id: string };
    const kept = { path: `/v1/events/${event.id}/retry` };
    expect(await gateway.db.idempotencyRecord.findMany({ where: kept })).toMatchObject([
      { sessionId, statusCode: 200 },
    ]);
    await gateway.db.$transaction(async (tx) =>
      eraseSession(
        tx,
        gateway.deps,
        await tx.verificationSession.findUniqueOrThrow({ where: { id: sessionId } }),
      ),
    );
    expect(await gateway.db.idempotencyRecord.count({ where: kept })).toBe(0);
    await retry(event.id, endpointId);
    expect(await gateway.db.idempotencyRecord.count({ where: kept })).toBe(0);
  });

  test('reaches an endpoint that did not exist yet, once however many ask at once', async () => {
    const event = await happen();
    const { id: endpointId } = await endpoint();
    await Promise.all([1, 2, 3].map(() => retry(event.id, endpointId)));
    expect(await gateway.db.webhookDelivery.count()).toBe(1);
    const { id } = await deliveryOf(event.id, endpointId);
    expect(new Set((await jobs()).map((job) => JSON.stringify(job)))).toEqual(
      new Set([JSON.stringify({ attempt: 1, delivery_id: id })]),
    );
  });
});

describe('is refused', () => {
  test('after 30 days', async () => {
    const { id: endpointId } = await endpoint();
    const event = await happen();
    gateway.clock.advance(30 * DAY + 1_000);
    await expect(retry(event.id, endpointId)).rejects.toMatchObject({
      statusCode: expect.any(Number),
      type: 'StripeInvalidRequestError',
    });
    expect(await deliveryOf(event.id, endpointId)).toMatchObject({ resentAt: null });
  });

  test('for an endpoint that is disabled, deleted, of another mode, or listens to something else', async () => {
    const event = await happen();
    const { id: disabled } = await endpoint();
    await stripe.webhookEndpoints.update(disabled, { disabled: true });
    await expect(retry(event.id, disabled)).rejects.toMatchObject({ statusCode: 400 });
    const { id: deleted } = await endpoint();
    await stripe.webhookEndpoints.del(deleted);
    const { id: live } = await gateway.stripe(gateway.account.live?.secret).webhookEndpoints.create({
      url: 'https://shop.example/hooks',
      enabled_events: ['*'],
    });
    for (const id of [deleted, live, 'we_none', '../etc']) {
      await expect(retry(event.id, id)).rejects.toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        param: 'webhook_endpoint',
      });
    }
    const { id: other } = await endpoint(['identity.verification_session.redacted']);
    await expect(retry(event.id, other)).rejects.toMatchObject({ statusCode: 400 });
    await expect(retry('evt_none', other)).rejects.toMatchObject({ statusCode: 404 });
    expect(await jobs()).toEqual([]);
  });

  test('to keys that may not write to endpoints', async () => {
    const { id: endpointId } = await endpoint();
    const event = await happen();
    const restricted = gateway.stripe(gateway.account.test.restricted);
    await expect(retry(event.id, endpointId, restricted)).rejects.toMatchObject({ statusCode: 403 });
  });
});

describe('attempts', () => {
  test('are shown by event and by endpoint, newest first, page by page', async () => {
    const { id: endpointId } = await endpoint();
    const event = await happen();
    const { id: deliveryId } = await deliveryOf(event.id, endpointId);
    for (const status of [null, 503, 200]) await attempted(event.id, endpointId, status);
    const other = await happen();
    await attempted(other.id, endpointId, 200);

    const ofEvent = await listed(`/v1/events/${event.id}/attempts`);
    expect(ofEvent).toMatchObject({
      object: 'list',
      url: `/v1/events/${event.id}/attempts`,
      has_more: false,
    });
    for (const attempt of ofEvent.data) expect(() => webhookAttemptResource.parse(attempt)).not.toThrow();
    expect(ofEvent.data).toMatchObject([
      { id: `${deliveryId}_3`, number: 3, http_status: 200, success: true, response_body: 'hm', error: null },
      { number: 2, http_status: 503, success: false, latency_ms: 42 },
      {
        object: 'webhook_attempt',
        number: 1,
        http_status: null,
        success: false,
        response_body: null,
        error: 'no response in time',
        event: event.id,
        webhook_endpoint: endpointId,
        livemode: false,
      },
    ]);

    const path = `/v1/webhook_endpoints/${endpointId}/attempts`;
    const page = await listed(path, { limit: '2' });
    expect(page).toMatchObject({ has_more: true, data: [{ event: other.id }, { id: `${deliveryId}_3` }] });
    const next = await listed(path, { limit: '2', starting_after: String(page.data[1]!.id) });
    expect(next.data.map(({ number }) => number)).toEqual([2, 1]);
    const back = await listed(path, { limit: '2', ending_before: String(next.data[0]!.id) });
    expect(back.data).toEqual(page.data);
    for (const cursor of ['whd_none_1', 'x', `${deliveryId}_9`, `${deliveryId}_`]) {
      await expect(listed(path, { starting_after: cursor })).rejects.toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        param: 'starting_after',
      });
    }
  });

  test('of somebody else are not found', async () => {
    const { id: endpointId } = await endpoint();
    const event = await happen();
    const live = gateway.stripe(gateway.account.live?.secret);
    for (const path of [`/v1/events/${event.id}/attempts`, `/v1/webhook_endpoints/${endpointId}/attempts`]) {
      await expect(live.rawRequest('GET', path)).rejects.toMatchObject({ statusCode: 404 });
    }
  });
});

describe('an endpoint that we disabled', () => {
  test('says why, shows its last failure, and is enabled again by an update', async () => {
    const { id } = await endpoint();
    expect(await stripe.webhookEndpoints.retrieve(id)).toMatchObject({
      disabled_reason: null,
      last_failure: null,
    });
    await gateway.db.webhookEndpoint.update({
      where: { id },
      data: {
        status: 'disabled',
        disabledReason: 'endpoint_failing',
        failingSince: gateway.clock.now(),
        lastFailureAt: gateway.clock.now(),
        lastFailureError: 'no response in time',
      },
    });
    expect(await stripe.webhookEndpoints.retrieve(id)).toMatchObject({
      status: 'disabled',
      disabled_reason: 'endpoint_failing',
      last_failure: {
        created: Math.floor(gateway.clock.now().getTime() / 1000),
        http_status: null,
        error: 'no response in time',
      },
    });
    expect(await stripe.webhookEndpoints.update(id, { disabled: false })).toMatchObject({
      status: 'enabled',
      disabled_reason: null,
    });
    const row = await gateway.db.webhookEndpoint.findUniqueOrThrow({ where: { id } });
    expect(row.failingSince).toBeNull();
  });

  test.each([
    ['disabled', (id: string) => stripe.webhookEndpoints.update(id, { disabled: true })],
    ['deleted', (id: string) => stripe.webhookEndpoints.del(id)],
  ])('one that is %s is pending no more', async (_, end) => {
    const { id } = await endpoint();
    const event = await happen();
    expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(1);
    await end(id);
    expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  });
});
