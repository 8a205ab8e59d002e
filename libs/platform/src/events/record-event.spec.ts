import { EVENT_TYPES, type EventType } from '@idem/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataKey } from '../crypto/data-key.js';
import { MasterKeyRing } from '../crypto/master-key.js';
import { sealJson } from '../crypto/seal.js';
import type { Prisma, VerificationSession } from '../prisma/generated/client.js';
import { newId } from '../random/ids.js';
import { systemRandom } from '../random/random.js';
import { RedactedError } from '../sessions/session-key.js';
import { createFreshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { EVENT_PARTS, openEvent } from './open-event.js';
import { API_VERSION, DELIVERY_LEASE_MS, recordEvent } from './record-event.js';

const REDACTED = 'identity.verification_session.redacted';
const now = new Date('2026-05-04T10:00:00Z');
const deps = {
  keys: new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] }),
  clock: { now: () => now },
  random: systemRandom,
  settings: { publicUrl: 'https://id.example' },
};

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await createFreshDatabase();
  await fresh.database.account.createMany({ data: [{ id: 'acct_1' }, { id: 'acct_2' }] });
}, 60_000);
afterAll(() => fresh?.drop());
beforeEach(async () => {
  await fresh.database.outboxRow.deleteMany();
  await fresh.database.webhookDelivery.deleteMany();
  await fresh.database.webhookEndpoint.deleteMany();
});

async function givenSession(): Promise<VerificationSession> {
  const id = newId('vs', systemRandom);
  const key = DataKey.generate(systemRandom);
  return fresh.database.verificationSession.create({
    data: {
      id,
      accountId: 'acct_1',
      livemode: false,
      type: 'document',
      options: { document: {} },
      metadata: { order: '7' },
      dataKey: key.wrap(deps.keys, `verification_session:${id}`),
      sealedToken: sealJson(key, 'test_token', `verification_session:${id}:token`),
      tokenExpiresAt: new Date(now.getTime() + 1_000),
      createdAt: now,
    },
  });
}

async function givenEndpoint(change: Partial<Prisma.WebhookEndpointUncheckedCreateInput> = {}) {
  const id = newId('we', systemRandom);
  await fresh.database.webhookEndpoint.create({
    data: {
      id,
      accountId: 'acct_1',
      livemode: false,
      url: 'https://hooks.example',
      enabledEvents: ['*'],
      sealedSecret: Buffer.from('sealed'),
      ...change,
    },
  });
  return id;
}

const record = (
  session: VerificationSession,
  type: EventType,
  request?: { id: string; idempotencyKey: string | null },
) =>
  fresh.database.$transaction((tx) => recordEvent(tx, deps, { session, type, ...(request && { request }) }));
const eventOf = (sessionId: string) =>
  fresh.database.event.findFirstOrThrow({ where: { sessionId }, include: EVENT_PARTS });

describe('recordEvent', () => {
  test('keeps the session as it was when it happened', async () => {
    const session = await givenSession();
    const request = { id: 'req_1', idempotencyKey: 'key-1' };
    await record(session, 'identity.verification_session.created', request);
    await fresh.database.verificationSession.update({
      where: { id: session.id },
      data: { status: 'canceled', metadata: {} },
    });
    const row = await eventOf(session.id);
    expect(openEvent(deps.keys, row)).toEqual({
      id: row.id,
      object: 'event',
      api_version: API_VERSION,
      created: now.getTime() / 1000,
      data: {
        object: {
          id: session.id,
          object: 'identity.verification_session',
          client_reference_id: null,
          client_secret: `${session.id}_secret_test_token`,
          created: now.getTime() / 1000,
          last_error: null,
          last_verification_report: null,
          livemode: false,
          metadata: { order: '7' },
          options: { document: {} },
          redaction: null,
          related_customer: null,
          related_customer_account: null,
          status: 'requires_input',
          type: 'document',
          url: 'https://id.example/start/test_token',
        },
      },
      livemode: false,
      pending_webhooks: 0,
      request: { id: 'req_1', idempotency_key: 'key-1' },
      type: 'identity.verification_session.created',
    });
  });

  test('keeps it sealed: with the session’s key gone, only ids are left', async () => {
    const session = await givenSession();
    await record(session, 'identity.verification_session.created');
    const row = await eventOf(session.id);
    expect(Buffer.from(row.sealedObject!).toString('latin1')).not.toContain('test_token');
    const redacted = { ...row, session: { ...row.session, dataKey: null } };
    expect(openEvent(deps.keys, redacted)).toMatchObject({
      id: row.id,
      data: { object: { id: session.id, object: 'identity.verification_session' } },
      request: { id: null, idempotency_key: null },
    });
    expect(JSON.stringify(openEvent(deps.keys, redacted))).not.toContain('order');
  });

  test('promises each subscribed endpoint one delivery, due again should its job be lost', async () => {
    const hears = [
      await givenEndpoint(),
      await givenEndpoint({ enabledEvents: ['identity.verification_session.canceled'] }),
    ];
    await givenEndpoint({ enabledEvents: ['identity.verification_session.created'] });
    await givenEndpoint({ livemode: true });
    await givenEndpoint({ accountId: 'acct_2' });
    await givenEndpoint({ status: 'disabled' });
    await givenEndpoint({ deletedAt: now });
    const session = await givenSession();
    await record(session, 'identity.verification_session.canceled');

    const deliveries = await fresh.database.webhookDelivery.findMany();
    expect(deliveries.map(({ endpointId }) => endpointId).sort()).toEqual(hears.sort());
    for (const { status, attemptCount, nextAttemptAt } of deliveries) {
      expect({ status, attemptCount }).toEqual({ status: 'pending', attemptCount: 0 });
      expect(nextAttemptAt?.getTime()).toBe(now.getTime() + DELIVERY_LEASE_MS);
    }
    const promised = await fresh.database.outboxRow.findMany();
    expect(new Set(promised.map(({ job }) => job))).toEqual(new Set(['webhook.deliver']));
    expect(promised.map(({ payload }) => payload)).toEqual(
      expect.arrayContaining(deliveries.map(({ id }) => ({ delivery_id: id, attempt: 1 }))),
    );
    expect(promised).toHaveLength(2);
    expect(openEvent(deps.keys, await eventOf(session.id)).pending_webhooks).toBe(2);
  });

  test.each(EVENT_TYPES.filter((type) => type !== REDACTED))('* hears of %s', async (type) => {
    await givenEndpoint();
    await record(await givenSession(), type);
    await expect(fresh.database.webhookDelivery.count()).resolves.toBe(1);
  });

  test('the event of a redaction outlives the key, and goes to those who named it', async () => {
    await givenEndpoint();
    const hears = await givenEndpoint({ enabledEvents: [REDACTED] });
    const { id } = await givenSession();
    const redacted = await fresh.database.verificationSession.update({
      where: { id },
      data: { dataKey: null, metadata: {}, redaction: 'redacted' },
    });
    await record(redacted, REDACTED);
    const deliveries = await fresh.database.webhookDelivery.findMany();
    expect(deliveries.map(({ endpointId }) => endpointId)).toEqual([hears]);
    expect(openEvent(deps.keys, await eventOf(id)).data.object).toMatchObject({
      id,
      redaction: { status: 'redacted' },
      metadata: {},
      url: null,
    });
  });

  test('refuses to tell of a redaction before the key is gone', async () => {
    await expect(record(await givenSession(), REDACTED)).rejects.toThrow(/not redacted yet/);
  });

  test('refuses to tell of anything else once the key is gone', async () => {
    const session = { ...(await givenSession()), dataKey: null };
    await expect(record(session, 'identity.verification_session.canceled')).rejects.toThrow(RedactedError);
  });

  test('leaves nothing when the transaction fails', async () => {
    await givenEndpoint();
    const session = await givenSession();
    const failing = fresh.database.$transaction(async (tx) => {
      await recordEvent(tx, deps, { session, type: 'identity.verification_session.canceled' });
      throw new Error('after all not');
    });
    await expect(failing).rejects.toThrow('after all not');
    await expect(fresh.database.event.count({ where: { sessionId: session.id } })).resolves.toBe(0);
    await expect(fresh.database.webhookDelivery.count()).resolves.toBe(0);
    await expect(fresh.database.outboxRow.count()).resolves.toBe(0);
  });
});
