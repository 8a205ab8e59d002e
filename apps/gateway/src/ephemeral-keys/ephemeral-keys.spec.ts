import { hashToken } from '@idem/platform/crypto/token';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { CONSENT, deviceOf, slot } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const HOUR_MS = 3_600_000;
const apiVersion = '2022-11-15';
const sessions = () => stripe.identity.verificationSessions;
const keyFor = (id: string, by = stripe) =>
  by.ephemeralKeys.create({ verification_session: id }, { apiVersion });

async function started() {
  const session = await sessions().create({ type: 'document' });
  const key = await keyFor(session.id);
  return { session, key, app: deviceOf(gateway, { id: session.id, client_secret: key.secret! }) };
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('the request was accepted');
    },
    (error: Stripe.errors.StripeError) => {
      expect(error).toBeInstanceOf(Stripe.errors.StripeError);
      const { statusCode, param, code, message } = error;
      return { statusCode, param, code, message };
    },
  );
const EXPIRED = { status: 401, body: { error: { code: 'api_key_expired' } } };

describe('a key', () => {
  test('is made for one session and an hour, shown once, and stored as a hash', async () => {
    const { key, session } = await started();
    const created = Math.floor(gateway.clock.now().getTime() / 1000);
    expect(key).toMatchObject({
      id: expect.stringMatching(/^ephkey_[0-9A-Za-z]{24}$/),
      object: 'ephemeral_key',
      created,
      expires: created + 3600,
      livemode: false,
      secret: expect.stringMatching(/^ek_test_[0-9A-Za-z]{40}$/),
    });
    const row = await gateway.db.ephemeralKey.findUniqueOrThrow({ where: { id: key.id } });
    expect(Buffer.from(row.hash).equals(hashToken(key.secret!))).toBe(true);
    expect(row.sessionId).toBe(session.id);
    const live = gateway.stripe(gateway.account.live!.secret);
    const own = await live.identity.verificationSessions.create({ type: 'document' });
    expect(await keyFor(own.id, live)).toMatchObject({
      livemode: true,
      secret: expect.stringMatching(/^ek_live_/),
    });
  });

  test('leads a person through the session as its client secret does', async () => {
    const { session, app } = await started();
    expect((await app.show()).body).toMatchObject({ id: session.id, status: 'requires_input' });
    const front = await app.upload();
    const file = await gateway.db.file.findUniqueOrThrow({ where: { id: front } });
    expect(file.sessionId).toBe(session.id);
    const sent = await app.send({ ...CONSENT, ...slot('id_document_front', front) });
    expect(sent.body.requirements.missing).toEqual([]);
    expect((await app.submit()).body).toMatchObject({ status: 'processing', submitted: true });
    expect((await app.show()).status).toBe(200);
    expect((await app.send(CONSENT)).status).toBe(400);
  });

  test('ends a scripted session of its own', async () => {
    const { session, key } = await started();
    const path = `/v1/identity/verification_pages/${session.id}/testing/verify`;
    expect((await gateway.request('POST', path, { key: key.secret! })).status).toBe(200);
  });

  test('is good for nothing else, and for no other session', async () => {
    const { key, session } = await started();
    const other = await sessions().create({ type: 'document' });
    const app = deviceOf(gateway, { id: other.id, client_secret: key.secret! });
    for (const answer of [await app.show(), await app.send(CONSENT), await app.submit()])
      expect(answer.status).toBe(403);
    const form = new FormData();
    form.set('purpose', 'identity_private');
    form.set('owned_by', other.id);
    form.set('file', new Blob(['x']), 'x.jpg');
    expect((await gateway.request('POST', '/v1/files', { key: key.secret!, body: form })).status).toBe(404);
    const client = gateway.stripe(key.secret!);
    for (const forbidden of [
      () => client.identity.verificationSessions.retrieve(session.id),
      () => client.identity.verificationSessions.list(),
      () => client.files.list(),
      () => client.events.list(),
      () => keyFor(session.id, client),
      () => client.ephemeralKeys.del(key.id),
    ]) {
      expect(await refusalOf(forbidden())).toMatchObject({ statusCode: 403, code: 'secret_key_required' });
    }
  });
});

describe('a key ends', () => {
  test('after an hour', async () => {
    const { app } = await started();
    gateway.clock.advance(HOUR_MS - 1000);
    expect((await app.show()).status).toBe(200);
    gateway.clock.advance(1000);
    expect(await app.show()).toMatchObject(EXPIRED);
  });

  test('when it is deleted, again and again with the same answer', async () => {
    const { app, key } = await started();
    const deleted = await stripe.ephemeralKeys.del(key.id);
    expect(deleted).toMatchObject({ id: key.id, object: 'ephemeral_key' });
    expect(deleted).not.toHaveProperty('secret');
    expect(await app.show()).toMatchObject(EXPIRED);
    gateway.clock.advance(5_000);
    expect((await stripe.ephemeralKeys.del(key.id)).expires).toBe(deleted.expires);
  });

  test.each([
    ['canceled', (id: string) => sessions().cancel(id)],
    ['redacted', (id: string) => sessions().redact(id)],
  ])('when its session is %s', async (_, end) => {
    const { app, session } = await started();
    await end(session.id);
    for (const answer of [await app.show(), await app.send(CONSENT), await app.submit()])
      expect(answer).toMatchObject(EXPIRED);
    expect(await refusalOf(keyFor(session.id))).toMatchObject({ statusCode: 400 });
  });

  test('with the link under which it was made: a new attempt needs a new key', async () => {
    const { app, session } = await started();
    await gateway.request('POST', `/v1/test_helpers/identity/verification_sessions/${session.id}/fail`, {
      body: new URLSearchParams({ code: 'abandoned' }),
    });
    expect(await app.send(CONSENT)).toMatchObject(EXPIRED);
    await sessions().retrieve(session.id);
    expect(await app.show()).toMatchObject(EXPIRED);
    const { secret } = await keyFor(session.id);
    const again = deviceOf(gateway, { id: session.id, client_secret: secret! });
    expect((await again.send(CONSENT)).status).toBe(200);
  });

  test('no later than that link', async () => {
    const session = await sessions().create({ type: 'document' });
    gateway.clock.advance(23.5 * HOUR_MS);
    const { created, expires } = await keyFor(session.id);
    expect(expires - created).toBe(1800);
    gateway.clock.advance(HOUR_MS);
    const fresh = await keyFor(session.id);
    expect(fresh.expires - fresh.created).toBe(3600);
  });
});

describe('is refused', () => {
  test('without the version of the app', async () => {
    const { id } = await sessions().create({ type: 'document' });
    const body = new URLSearchParams({ verification_session: id });
    const answer = await gateway.request('POST', '/v1/ephemeral_keys', { body });
    expect([answer.status, ((await answer.json()) as { error: { message: string } }).error.message]).toEqual([
      400,
      expect.stringContaining('Stripe-Version'),
    ]);
  });

  test('for a session that is not there, or is of another mode', async () => {
    const live = gateway.stripe(gateway.account.live!.secret);
    const { id } = await live.identity.verificationSessions.create({ type: 'document' });
    for (const unknown of ['vs_none', id]) {
      expect(await refusalOf(keyFor(unknown))).toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        param: 'verification_session',
      });
    }
    const key = await keyFor(id, live);
    expect(await refusalOf(stripe.ephemeralKeys.del(key.id))).toMatchObject({ statusCode: 404 });
  });

  test('to keys that may only read', async () => {
    const { key, session } = await started();
    const publishable = gateway.stripe(gateway.account.test.publishable);
    expect(await refusalOf(keyFor(session.id, publishable))).toMatchObject({ statusCode: 403 });
    expect(await refusalOf(publishable.ephemeralKeys.del(key.id))).toMatchObject({ statusCode: 403 });
  });
});

test('an unknown key of this kind is invalid and not expired', async () => {
  const answer = await gateway.request('GET', '/v1/identity/verification_pages/vs_1', {
    key: 'ek_test_none',
  });
  expect(answer.status).toBe(401);
  expect(((await answer.json()) as { error: object }).error).not.toHaveProperty('code');
});
