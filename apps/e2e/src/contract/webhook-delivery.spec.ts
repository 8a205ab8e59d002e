import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { type ApiUnderTest, START_MS, startApi } from '../testing/api-under-test.js';

let api: ApiUnderTest;
let server: Server;
let url: string;
/** How the integrator's endpoint answers, and what it was sent. */
let status = 200;
const sent: {
  readonly body: Buffer;
  readonly signature: string;
  readonly path: string;
  readonly length: number;
}[] = [];
beforeAll(async () => {
  api = await startApi();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    sent.push({
      body: Buffer.concat(chunks),
      signature: String(request.headers['stripe-signature']),
      path: String(request.url),
      length: Number(request.headers['content-length']),
    });
    response.writeHead(status).end(`answered ${status}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}, START_MS);
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.stop();
}, START_MS);

const CREATED = 'identity.verification_session.created';
const register = (client = api.stripe) =>
  client.webhookEndpoints.create({ url, enabled_events: [CREATED], api_version: '2024-06-20' });
const happen = async (client = api.stripe): Promise<Stripe.Event> => {
  const { id } = await client.identity.verificationSessions.create({ type: 'document' });
  const { data } = await client.events.list({ type: CREATED, limit: 5 });
  return data.find((event) => (event.data.object as { id: string }).id === id)!;
};
async function until<T>(read: () => Promise<T | false>): Promise<T> {
  for (let attempt = 0; attempt < 1_500; attempt += 1) {
    const found = await read();
    if (found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not happen within fifteen seconds');
}
const deliveries = (event: Stripe.Event) =>
  sent.filter(({ body }) => JSON.parse(body.toString()).id === event.id);
const attempts = async (path: string) =>
  (
    (await api.stripe.rawRequest('GET', `${path}/attempts`)) as unknown as Stripe.ApiList<
      Record<string, unknown>
    >
  ).data;
const takes = ({ body, signature }: (typeof sent)[number], secret: string | undefined): boolean => {
  try {
    return api.stripe.webhooks.constructEvent(body, signature, secret ?? '').object === 'event';
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
};

test('while a secret is rolled, the official client takes what is delivered with either', async () => {
  const { id, secret: old } = await register();
  const rolled = (await api.stripe.rawRequest('POST', `/v1/webhook_endpoints/${id}/roll_secret`, {
    expires_in: 3600,
  })) as unknown as Stripe.WebhookEndpoint;
  const event = await happen();
  const [delivery] = await until(async () => deliveries(event).length > 0 && deliveries(event));
  expect([takes(delivery!, old), takes(delivery!, rolled.secret), takes(delivery!, 'whsec_x')]).toEqual([
    true,
    true,
    false,
  ]);
  await api.stripe.rawRequest('POST', `/v1/webhook_endpoints/${id}/roll_secret`, { expires_in: 0 });
  const later = await happen();
  const [signedAnew] = await until(async () => deliveries(later).length > 0 && deliveries(later));
  expect([takes(signedAnew!, old), takes(signedAnew!, rolled.secret)]).toEqual([false, false]);
  await api.stripe.webhookEndpoints.del(id);
});

test('an event that was not taken is sent again when asked, and every attempt can be seen', async () => {
  status = 500;
  const { id, secret } = await register();
  const event = await happen();
  await until(async () => deliveries(event).length === 1);
  const path = `/v1/events/${event.id}`;
  const ofEndpoint = async () => (await attempts(path)).filter((attempt) => attempt.webhook_endpoint === id);
  await until(async () => (await ofEndpoint()).length === 1);
  expect((await api.stripe.events.retrieve(event.id)).pending_webhooks).toBeGreaterThanOrEqual(1);
  expect((await api.stripe.events.list({ delivery_success: false })).data.map((row) => row.id)).toContain(
    event.id,
  );
  expect(await api.stripe.webhookEndpoints.retrieve(id)).toMatchObject({
    status: 'enabled',
    disabled_reason: null,
    last_failure: { http_status: 500, error: null },
  });

  status = 200;
  await api.stripe.rawRequest('POST', `${path}/retry`, { webhook_endpoint: id });
  await until(async () => deliveries(event).length === 2);
  const [again, first] = await until(async () => {
    const seen = await ofEndpoint();
    return seen.length === 2 && seen;
  });
  expect([again, first]).toMatchObject([
    { number: 2, http_status: 200, success: true, response_body: 'answered 200' },
    { number: 1, http_status: 500, success: false, response_body: 'answered 500' },
  ]);
  expect((await api.stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  expect((await api.stripe.events.list({ delivery_success: true })).data.map((row) => row.id)).toContain(
    event.id,
  );

  // Both are the same event; the bytes of each are those that were signed, and tell the endpoint's version.
  for (const delivery of deliveries(event)) {
    expect(takes(delivery, secret)).toBe(true);
    const { pending_webhooks: _, api_version, ...told } = JSON.parse(delivery.body.toString());
    const {
      pending_webhooks: __,
      api_version: ___,
      lastResponse: ____,
      ...shown
    } = await api.stripe.events.retrieve(event.id);
    expect(told).toEqual(shown);
    expect(api_version).toBe('2024-06-20');
  }
  await api.stripe.webhookEndpoints.del(id);
});

test('an endpoint that is gone is disabled, says why, and hears again once it is enabled', async () => {
  status = 410;
  const { id } = await register();
  const event = await happen();
  await until(async () => deliveries(event).length === 1);
  await until(async () => (await api.stripe.webhookEndpoints.retrieve(id)).status === 'disabled');
  expect(await api.stripe.webhookEndpoints.retrieve(id)).toMatchObject({ disabled_reason: 'endpoint_gone' });
  status = 200;
  const unheard = await happen();
  await api.stripe.webhookEndpoints.update(id, { disabled: false });
  const heard = await happen();
  await until(async () => deliveries(heard).length === 1);
  expect(deliveries(unheard)).toEqual([]);
  await api.stripe.webhookEndpoints.del(id);
});

test.each(['/hook/', '/hook?tenant=a%2Fb&x=', '//hook'])(
  'is posted to the very address that was registered: %s',
  async (path) => {
    status = 200;
    const endpoint = await api.stripe.webhookEndpoints.create({
      url: `${new URL(url).origin}${path}`,
      enabled_events: [CREATED],
    });
    const event = await happen();
    const [delivery] = await until(async () => deliveries(event).length > 0 && deliveries(event));
    expect(delivery?.path).toBe(path);
    await api.stripe.webhookEndpoints.del(endpoint.id);
  },
);

test('letters, emoji and the reference of one of two sessions of a person arrive as they were sent', async () => {
  status = 200;
  const { id, secret } = await register();
  const params = {
    type: 'document',
    client_reference_id: 'Zoë-護照',
    metadata: { note: 'Zoë 🪪 Ünal', 7: 'seven' },
  } as const;
  const [older] = [
    await api.stripe.identity.verificationSessions.create(params),
    await api.stripe.identity.verificationSessions.create(params),
  ];
  const delivery = await until(async () => {
    const found = sent.find(({ body }) => JSON.parse(body.toString()).data.object.id === older.id);
    return found ?? false;
  });
  expect(delivery.length).toBe(delivery.body.length);
  expect(takes(delivery, secret)).toBe(true);
  const event = api.stripe.webhooks.constructEvent(delivery.body, delivery.signature, secret ?? '');
  expect(event.data.object).toMatchObject({
    client_reference_id: params.client_reference_id,
    metadata: params.metadata,
  });
  await api.stripe.webhookEndpoints.del(id);
});
