import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import Stripe from 'stripe';
import { startGateway, type TestGateway } from '../../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const create = (idempotencyKey: string, reference = 'a') =>
  stripe.identity.verificationSessions.create(
    { type: 'document', client_reference_id: reference, provided_details: { email: 'jenny@example.com' } },
    { idempotencyKey },
  );
const countOf = (clientReferenceId: string) =>
  gateway.db.verificationSession.count({ where: { clientReferenceId } });
const refusalOf = async (work: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  const thrown = await work.then(
    () => new Error('the request was accepted'),
    (error: unknown) => error,
  );
  if (thrown instanceof Stripe.errors.StripeError) return thrown;
  throw thrown;
};

test('a repeated request gets the first answer again', async () => {
  const key = randomUUID();
  const first = await create(key, 'repeated');
  const second = await create(key, 'repeated');
  expect({ ...second, lastResponse: null }).toEqual({ ...first, lastResponse: null });
  expect(second.lastResponse.headers).toMatchObject({
    'idempotent-replayed': 'true',
    'original-request': first.lastResponse.requestId,
    'idempotency-key': key,
  });
  expect(first.lastResponse.headers).not.toHaveProperty('idempotent-replayed');
  expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
  expect(await countOf('repeated')).toBe(1);
});

test('the stored answer is sealed and names its session', async () => {
  const key = randomUUID();
  const { id } = await create(key);
  const row = await gateway.db.idempotencyRecord.findFirstOrThrow({ where: { key } });
  expect(row).toMatchObject({ statusCode: 200, sessionId: id });
  expect(Buffer.from(row.sealedResponse ?? []).includes(id)).toBe(false);
});

test('other parameters under the same key are refused', async () => {
  const key = randomUUID();
  await create(key, 'mismatch');
  const error = await refusalOf(create(key, 'mismatch-2'));
  expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  expect(await countOf('mismatch-2')).toBe(0);
});

test('a key counts per mode and account, and stands for one endpoint', async () => {
  const key = randomUUID();
  const live = gateway.stripe(gateway.account.live?.secret);
  const { id } = await create(key);
  const other = await create(randomUUID());
  const elsewhere = [
    () => stripe.identity.verificationSessions.cancel(id, {}, { idempotencyKey: key }),
    () =>
      stripe.webhookEndpoints.create(
        { url: 'https://shop.example/hooks', enabled_events: ['*'] },
        { idempotencyKey: key },
      ),
    () => stripe.identity.verificationSessions.update(id, {}, { idempotencyKey: key }),
  ];
  for (const attempt of elsewhere) {
    const error = await refusalOf(attempt());
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect([error.statusCode, error.rawType]).toEqual([400, 'idempotency_error']);
    expect(error.message).toContain(`'/v1/identity/verification_sessions' vs '/v1/`);
    expect(error.message).toContain(`'${key}'`);
  }
  expect((await stripe.identity.verificationSessions.retrieve(id)).status).toBe('requires_input');

  const canceling = randomUUID();
  await stripe.identity.verificationSessions.cancel(id, {}, { idempotencyKey: canceling });
  const second = await refusalOf(
    stripe.identity.verificationSessions.cancel(other.id, {}, { idempotencyKey: canceling }),
  );
  expect(second).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  expect((await stripe.identity.verificationSessions.retrieve(other.id)).status).toBe('requires_input');

  const made = await live.identity.verificationSessions.create({ type: 'document' }, { idempotencyKey: key });
  expect(made.id).not.toBe(id);
});

test('at two endpoints at once, one is carried out and the other refused', async () => {
  const key = randomUUID();
  const { id } = await create(randomUUID());
  const results = await Promise.allSettled([
    stripe.identity.verificationSessions.update(id, { metadata: { a: '1' } }, { idempotencyKey: key }),
    stripe.identity.verificationSessions.cancel(id, {}, { idempotencyKey: key }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refused] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(refused).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
});

test('a slash at the end, or another way to write a list, is the same request', async () => {
  const key = randomUUID();
  const post = async (path: string, body: string) => {
    const answer = await gateway.request('POST', path, {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': key },
    });
    return [answer.status, answer.headers.get('idempotent-replayed')];
  };
  const path = '/v1/identity/verification_sessions';
  expect(await post(path, 'type=document&expand[0]=provided_details')).toEqual([200, null]);
  expect(await post(`${path}/`, 'expand[]=provided_details&type=document')).toEqual([200, 'true']);
});

test("a person's device cannot take a key of the integrator's", async () => {
  const key = randomUUID();
  const session = await create(randomUUID());
  const page = `/v1/identity/verification_pages/${session.id}/data`;
  const send = (secret: string | null) =>
    gateway.request('POST', page, {
      key: secret,
      body: new URLSearchParams({ 'collected_data[biometric_consent]': 'true' }),
      headers: { 'idempotency-key': key },
    });
  expect((await send(session.client_secret)).status).toBe(200);
  const mine = await create(key);
  expect(mine.lastResponse.headers).not.toHaveProperty('idempotent-replayed');
  const replayed = await send(session.client_secret);
  expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  const stranger = await create(randomUUID());
  expect((await send(stranger.client_secret)).status).toBe(403);
});

test('of many at once, one is carried out and the others learn of it', async () => {
  const key = randomUUID();
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => create(key, 'concurrent')));
  const ids = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(new Set(ids).size).toBe(1);
  for (const error of errors) {
    expect([error.statusCode, error.code, error.headers['stripe-should-retry']]).toEqual([
      409,
      'idempotency_key_in_use',
      'true',
    ]);
  }
  expect(await countOf('concurrent')).toBe(1);
});

test('a refusal for its parameters is not remembered, a refusal by state is', async () => {
  const key = randomUUID();
  const invalid = { type: 'document', foo: 'bar' } as Stripe.Identity.VerificationSessionCreateParams;
  await refusalOf(stripe.identity.verificationSessions.create(invalid, { idempotencyKey: key }));
  const session = await create(key);

  await stripe.identity.verificationSessions.cancel(session.id);
  const again = randomUUID();
  const cancel = () =>
    refusalOf(stripe.identity.verificationSessions.cancel(session.id, {}, { idempotencyKey: again }));
  const [first, second] = [await cancel(), await cancel()];
  expect(second.message).toBe(first.message);
  expect(second.statusCode).toBe(400);
  expect(second.headers?.['idempotent-replayed']).toBe('true');
});

test('a key whose first request died is free again after minutes, any key after a day', async () => {
  const key = randomUUID();
  await create(key, 'died');
  await gateway.db.idempotencyRecord.updateMany({
    where: { key },
    data: { statusCode: null, sealedResponse: null },
  });
  expect((await refusalOf(create(key, 'died'))).code).toBe('idempotency_key_in_use');
  gateway.clock.advance(4 * 60 * 1000);
  await create(key, 'died');
  expect(await countOf('died')).toBe(2);
  expect((await create(key, 'died')).lastResponse.headers['idempotent-replayed']).toBe('true');
  gateway.clock.advance(24 * 60 * 60 * 1000);
  expect((await create(key, 'died')).lastResponse.headers).not.toHaveProperty('idempotent-replayed');
  expect(await countOf('died')).toBe(3);
});

test('uploads compare the file', async () => {
  const picture = (background: string) =>
    sharp({ create: { width: 100, height: 100, channels: 3, background } })
      .png()
      .toBuffer();
  const key = randomUUID();
  const upload = (data: Buffer) =>
    stripe.files.create(
      { purpose: 'identity_document', file: { data, name: 'a.png', type: 'image/png' } },
      { idempotencyKey: key },
    );
  const [red, blue] = [await picture('#f00'), await picture('#00f')];
  const { id } = await upload(red);
  expect((await upload(red)).id).toBe(id);
  expect(await refusalOf(upload(blue))).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
});

test('an answer is not replayed to a caller who may see less', async () => {
  const key = randomUUID();
  const { id } = await create(randomUUID());
  const params = { metadata: { a: 'b' }, expand: ['verified_outputs.dob'] };
  const restricted = gateway.stripe(gateway.account.test.restricted);
  await restricted.identity.verificationSessions.update(id, params, { idempotencyKey: key });
  expect(
    await refusalOf(stripe.identity.verificationSessions.update(id, params, { idempotencyKey: key })),
  ).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
});

test('keys longer than 255 characters are refused', async () => {
  expect((await refusalOf(create('k'.repeat(256)))).statusCode).toBe(400);
});
