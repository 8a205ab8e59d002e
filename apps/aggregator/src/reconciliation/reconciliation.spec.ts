import { sealJson } from '@idem/platform/crypto/seal';
import { DELIVERY_LEASE_MS } from '@idem/platform/events/record-event';
import { type Database, openDatabase } from '@idem/platform/prisma/open-database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FACTS } from '../testing/checks.js';
import { givenEndpoint, givenEvent, givenOutcome, givenSubmission } from '../testing/given.js';
import { createWorld, type World } from '../testing/world.js';
import { expireChecks } from './expire-checks.js';
import { forgetSecrets } from './forget-secrets.js';
import { pruneEphemeralKeys } from './prune-ephemeral-keys.js';
import { pruneIdempotencyRecords } from './prune-idempotency-records.js';
import { reconcile } from './reconcile.js';
import { requeueChecks } from './requeue-checks.js';
import { scheduleDeliveries } from './schedule-deliveries.js';
import { settleOverlooked } from './settle-overlooked.js';

const HOUR = 3_600_000;
const passed = { status: 'passed', check: 'document', facts: FACTS } as const;

let world: World;
/** A second aggregator's connections. */
let other: Database;
beforeAll(async () => {
  world = await createWorld();
  other = await openDatabase({ databaseUrl: world.databaseUrl });
});
afterAll(async () => {
  await other.$disconnect();
  await world.end();
});
beforeEach(async () => {
  world.published.length = 0;
  world.logged.length = 0;
  world.queueAnswers = true;
  await world.deps.db.$executeRaw`
    TRUNCATE check_runs, check_outcomes, verification_reports, webhook_attempts, webhook_deliveries,
      webhook_endpoints, events, outbox, submissions, verification_sessions, idempotency_records CASCADE`;
});

const statusOf = async (id: string) =>
  (await world.deps.db.verificationSession.findUniqueOrThrow({ where: { id } })).status;

describe('settleOverlooked', () => {
  test('settles what is complete although nobody announced it, after leaving time for the announcement', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    await givenOutcome(world.deps, submissionId, passed);
    await expect(settleOverlooked(world.deps)).resolves.toBe(0);
    await expect(statusOf(sessionId)).resolves.toBe('processing');
    world.clock.advance(3_000);
    await expect(settleOverlooked(world.deps)).resolves.toBe(1);
    await expect(statusOf(sessionId)).resolves.toBe('verified');
    await expect(settleOverlooked(world.deps)).resolves.toBe(0);
  });

  test('starts a check whose turn has come although nobody announced it', async () => {
    const { submissionId } = await givenSubmission(world.deps, {
      checks: ['document', 'face-match'],
      started: ['document'],
    });
    await givenOutcome(world.deps, submissionId, passed);
    world.clock.advance(3_000);
    await expect(settleOverlooked(world.deps)).resolves.toBe(0);
    await expect(world.deps.db.checkRun.count({ where: { check: 'face-match' } })).resolves.toBe(1);
  });

  test('a backlog of submissions that wait for a running check does not crowd it out', async () => {
    for (let n = 0; n < 101; n += 1) {
      const { submissionId } = await givenSubmission(world.deps, { checks: ['document', 'liveness'] });
      await givenOutcome(world.deps, submissionId, passed);
    }
    world.clock.advance(1);
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    await givenOutcome(world.deps, submissionId, passed);
    world.clock.advance(3_000);
    await expect(settleOverlooked(world.deps)).resolves.toBe(1);
    await expect(statusOf(sessionId)).resolves.toBe('verified');
  });

  test('one that cannot be settled does not keep the next one from it, and is logged', async () => {
    const broken = await givenSubmission(world.deps, {
      checks: ['document', 'id-number'],
      started: ['document'],
    });
    await givenOutcome(world.deps, broken.submissionId, passed);
    world.clock.advance(1);
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    await givenOutcome(world.deps, submissionId, passed);
    world.clock.advance(3_000);
    await expect(settleOverlooked(world.deps)).resolves.toBe(1);
    await expect(statusOf(sessionId)).resolves.toBe('verified');
    await expect(statusOf(broken.sessionId)).resolves.toBe('processing');
    expect(world.logged.join()).toContain(broken.submissionId);
  });
});

describe('requeueChecks', () => {
  test('hands a check without an outcome to the queue again, every ten seconds', async () => {
    const { submissionId } = await givenSubmission(world.deps);
    world.clock.advance(9_000);
    await expect(requeueChecks(world.deps)).resolves.toBe(0);
    world.clock.advance(2_000);
    await expect(requeueChecks(world.deps)).resolves.toBe(1);
    await expect(requeueChecks(world.deps)).resolves.toBe(0);
    expect(world.published).toEqual([
      { name: 'check.document', payload: { submission_id: submissionId }, jobId: submissionId },
    ]);
    await expect(world.deps.db.checkRun.findFirst()).resolves.toMatchObject({
      enqueueCount: 2,
      enqueuedAt: world.clock.now(),
    });
    world.clock.advance(11_000);
    await expect(requeueChecks(world.deps)).resolves.toBe(1);
  });

  test('leaves alone what has an outcome, and what is given up', async () => {
    const { submissionId } = await givenSubmission(world.deps);
    await givenOutcome(world.deps, submissionId, passed);
    await givenSubmission(world.deps);
    await world.deps.db.checkRun.updateMany({
      where: { submissionId: { not: submissionId } },
      data: { deadline: world.clock.now() },
    });
    world.clock.advance(11_000);
    await expect(requeueChecks(world.deps)).resolves.toBe(0);
  });

  test('two aggregators share the work', async () => {
    for (let n = 0; n < 10; n += 1) await givenSubmission(world.deps);
    world.clock.advance(11_000);
    const counts = await Promise.all([
      requeueChecks(world.deps),
      requeueChecks({ ...world.deps, db: other }),
    ]);
    expect(counts[0] + counts[1]).toBe(10);
    expect(new Set(world.published.map(({ jobId }) => jobId)).size).toBe(10);
  });

  test('while the queue does not answer nothing is lost', async () => {
    await givenSubmission(world.deps);
    world.clock.advance(11_000);
    world.queueAnswers = false;
    await expect(requeueChecks(world.deps)).rejects.toThrow();
    world.queueAnswers = true;
    world.clock.advance(11_000);
    await expect(requeueChecks(world.deps)).resolves.toBe(1);
  });
});

describe('expireChecks', () => {
  test('a check past its deadline counts as errored, and the session comes to an end', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    world.clock.advance(119_000);
    await expect(expireChecks(world.deps)).resolves.toBe(0);
    world.clock.advance(1_000);
    await expect(expireChecks(world.deps)).resolves.toBe(1);
    await expect(expireChecks(world.deps)).resolves.toBe(0);
    await expect(world.deps.db.checkOutcome.findFirst({ where: { submissionId } })).resolves.toMatchObject({
      status: 'errored',
    });
    world.clock.advance(3_000);
    await settleOverlooked(world.deps);
    const session = await world.deps.db.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
    expect(session).toMatchObject({
      status: 'requires_input',
      lastErrorCode: 'document_unverified_other',
      lastErrorReason: expect.stringContaining('on our side'),
    });
  });

  test('an outcome in the last moment counts', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    world.clock.advance(130_000);
    await Promise.allSettled([
      givenOutcome(world.deps, submissionId, passed),
      expireChecks(world.deps),
      expireChecks({ ...world.deps, db: other }),
    ]);
    const outcomes = await world.deps.db.checkOutcome.findMany({ where: { submissionId } });
    expect(outcomes).toHaveLength(1);
    world.clock.advance(3_000);
    await settleOverlooked(world.deps);
    await expect(statusOf(sessionId)).resolves.toBe(
      outcomes[0]?.status === 'passed' ? 'verified' : 'requires_input',
    );
  });

  test('one that cannot be given up does not keep the next one from it', async () => {
    const broken = await givenSubmission(world.deps);
    await world.deps.db.verificationSession.update({
      where: { id: broken.sessionId },
      data: { dataKey: Buffer.from('garbage') },
    });
    world.clock.advance(1);
    const { submissionId } = await givenSubmission(world.deps);
    world.clock.advance(130_000);
    await expect(expireChecks(world.deps)).resolves.toBe(1);
    await expect(world.deps.db.checkOutcome.count({ where: { submissionId } })).resolves.toBe(1);
  });
});

describe('scheduleDeliveries', () => {
  test('hands a due delivery to the queue once, and again should that be lost', async () => {
    await givenEndpoint(world.deps, { url: 'https://a.example' });
    const { deliveryIds } = await givenEvent(world.deps);
    await expect(scheduleDeliveries(world.deps)).resolves.toBe(0);
    world.clock.advance(DELIVERY_LEASE_MS);
    await expect(scheduleDeliveries(world.deps)).resolves.toBe(1);
    await expect(scheduleDeliveries(world.deps)).resolves.toBe(0);
    expect(world.published).toEqual([
      {
        name: 'webhook.deliver',
        payload: { delivery_id: deliveryIds[0], attempt: 1 },
        jobId: deliveryIds[0],
      },
    ]);
    world.clock.advance(DELIVERY_LEASE_MS);
    await expect(scheduleDeliveries(world.deps)).resolves.toBe(1);
  });

  test('numbers the attempt after those that were made; leaves alone what is over', async () => {
    await givenEndpoint(world.deps, { url: 'https://a.example' });
    const first = await givenEvent(world.deps);
    const second = await givenEvent(world.deps);
    const due = world.clock.now();
    await world.deps.db.webhookDelivery.update({
      where: { id: first.deliveryIds[0]! },
      data: { attemptCount: 2, nextAttemptAt: due },
    });
    await world.deps.db.webhookDelivery.update({
      where: { id: second.deliveryIds[0]! },
      data: { status: 'succeeded', nextAttemptAt: due },
    });
    await expect(scheduleDeliveries(world.deps)).resolves.toBe(1);
    expect(world.published.map(({ payload }) => payload)).toEqual([
      { delivery_id: first.deliveryIds[0], attempt: 3 },
    ]);
  });

  test('an endpoint with very many due does not keep others waiting', async () => {
    const { deps } = world;
    const crowded = await givenEndpoint(deps, { url: 'https://crowded.example' });
    for (let n = 0; n < 120; n += 1) await givenEvent(deps);
    const late = await givenEndpoint(deps, {
      url: 'https://late.example',
      enabledEvents: ['identity.verification_session.canceled'],
    });
    await givenEvent(deps, { type: 'identity.verification_session.canceled' });
    world.clock.advance(DELIVERY_LEASE_MS);
    await scheduleDeliveries(deps);
    const scheduled = new Set(world.published.map(({ jobId }) => jobId));
    const deliveries = await deps.db.webhookDelivery.findMany({ select: { id: true, endpointId: true } });
    const of = ({ id }: { id: string }) =>
      deliveries.filter((row) => row.endpointId === id && scheduled.has(row.id)).length;
    expect([of(crowded), of(late)]).toEqual([50, 1]);
    await scheduleDeliveries(deps);
    await scheduleDeliveries(deps);
    expect(new Set(world.published.map(({ jobId }) => jobId)).size).toBe(122);
  });

  test('two aggregators share the work', async () => {
    await givenEndpoint(world.deps, { url: 'https://a.example' });
    for (let n = 0; n < 10; n += 1) await givenEvent(world.deps);
    world.clock.advance(DELIVERY_LEASE_MS);
    const counts = await Promise.all([
      scheduleDeliveries(world.deps),
      scheduleDeliveries({ ...world.deps, db: other }),
    ]);
    expect(counts[0] + counts[1]).toBe(10);
    expect(new Set(world.published.map(({ jobId }) => jobId)).size).toBe(10);
  });
});

test('forgetSecrets forgets rolled secrets when they have ended, and none before', async () => {
  const { deps, clock } = world;
  const { id: endpointId } = await givenEndpoint(deps, { url: 'https://a.example' });
  const sealedSecret = sealJson(deps.keys, 'whsec_old', 'test');
  const expiresAt = new Date(clock.now().getTime() + 1_000);
  await deps.db.webhookEndpointSecret.create({ data: { endpointId, sealedSecret, expiresAt } });
  await expect(forgetSecrets(deps)).resolves.toBe(0);
  clock.advance(1_000);
  await expect(forgetSecrets(deps)).resolves.toBe(1);
});

test('pruneIdempotencyRecords forgets answers after 24 hours', async () => {
  const record = (key: string) => ({
    accountId: 'acct_test',
    livemode: false,
    method: 'POST',
    path: '/v1/identity/verification_sessions',
    key,
    fingerprint: Buffer.from([1]),
    sealedResponse: sealJson(world.deps.keys, {}, 'test'),
    requestId: 'req_1',
    createdAt: world.clock.now(),
  });
  await world.deps.db.idempotencyRecord.create({ data: record('old') });
  world.clock.advance(23 * HOUR);
  await world.deps.db.idempotencyRecord.create({ data: record('new') });
  await expect(pruneIdempotencyRecords(world.deps)).resolves.toBe(0);
  world.clock.advance(2 * HOUR);
  await expect(pruneIdempotencyRecords(world.deps)).resolves.toBe(1);
  await expect(world.deps.db.idempotencyRecord.findMany({ select: { key: true } })).resolves.toEqual([
    { key: 'new' },
  ]);
});

test('pruneEphemeralKeys forgets keys a day after they ended', async () => {
  const { sessionId } = await givenSubmission(world.deps);
  const bytes = Buffer.from(sessionId);
  await world.deps.db.ephemeralKey.create({
    data: {
      id: `ephkey_of_${sessionId}`,
      accountId: 'acct_test',
      livemode: false,
      sessionId,
      hash: bytes,
      linkHash: bytes,
      expiresAt: new Date(world.clock.now().getTime() + HOUR),
      createdAt: world.clock.now(),
    },
  });
  world.clock.advance(24 * HOUR);
  await expect(pruneEphemeralKeys(world.deps)).resolves.toBe(0);
  world.clock.advance(HOUR + 1);
  await expect(pruneEphemeralKeys(world.deps)).resolves.toBe(1);
});

test('reconcile forgets pictures after a year', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  await world.deps.db.pictureTrace.create({
    data: {
      accountId: 'acct_test',
      livemode: false,
      sessionId,
      submissionId,
      slot: 'face',
      exact: Buffer.alloc(32),
      createdAt: world.clock.now(),
    },
  });
  world.clock.advance(364 * 24 * HOUR);
  await reconcile(world.deps);
  await expect(world.deps.db.pictureTrace.count()).resolves.toBe(1);
  world.clock.advance(2 * 24 * HOUR);
  await reconcile(world.deps);
  await expect(world.deps.db.pictureTrace.count()).resolves.toBe(0);
});

test('reconcile: a step that fails is logged and keeps no other from running', async () => {
  await givenSubmission(world.deps);
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  await givenOutcome(world.deps, submissionId, passed);
  world.clock.advance(11_000);
  world.queueAnswers = false;
  await reconcile(world.deps);
  expect(world.logged.join()).toContain('"step":"requeueChecks"');
  await expect(statusOf(sessionId)).resolves.toBe('verified');
});
