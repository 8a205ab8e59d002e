import { reportSections, type VerificationSessionResource } from '@idem/contracts';
import type { CheckOutcome } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { EVENT_PARTS, openEvent } from '@idem/platform/events/open-event';
import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import { type Database, openDatabase } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FACTS } from '../testing/checks.js';
import { givenEndpoint, givenOutcome, givenSubmission } from '../testing/given.js';
import { createWorld, type World } from '../testing/world.js';
import { settleSession } from './settle-session.js';

const ALL = ['document', 'face-match', 'liveness'];
const PICTURES = { id_document_back: 'file_back', face: 'file_face', id_document_front: 'file_front' };

const passed = (check: string): CheckOutcome => ({
  status: 'passed',
  check,
  facts: check === 'document' ? FACTS : {},
});
const mismatch: CheckOutcome = {
  status: 'failed',
  check: 'face-match',
  code: 'selfie_face_mismatch',
  reason: 'The face on the selfie is not the one on the document.',
};

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());
afterEach(async () => {
  await world.deps.db.outboxRow.deleteMany();
  await world.deps.db.webhookDelivery.deleteMany();
  await world.deps.db.webhookEndpoint.deleteMany();
});

const settled = (submissionId: string) => settleSession(world.deps, { submissionId });
const sessionOf = (id: string) =>
  world.deps.db.verificationSession.findUniqueOrThrow({ where: { id }, include: { reports: true } });
const eventsOf = (sessionId: string) =>
  world.deps.db.event.findMany({ where: { sessionId }, include: EVENT_PARTS });

async function sectionsOf(sessionId: string) {
  const session = await sessionOf(sessionId);
  const report = session.reports[0]!;
  return openJson(
    sessionKey(world.deps.keys, session),
    report.sealedSections!,
    `verification_report:${report.id}`,
    reportSections,
  );
}

test('the report keeps what the checks of each section told reviewers, whatever became of them', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps, { checks: ALL, inputs: PICTURES });
  const insight = (signal: string) => ({ signal, level: 'elevated' as const, score: 0.5, note: 'Look.' });
  await givenOutcome(world.deps, submissionId, passed('liveness'), [insight('reproduction')]);
  await givenOutcome(world.deps, submissionId, mismatch, [insight('similarity')]);
  await givenOutcome(world.deps, submissionId, passed('document'));
  await expect(settled(submissionId)).resolves.toBe('settled');
  const { document, selfie } = await sectionsOf(sessionId);
  expect(document).not.toHaveProperty('insights');
  expect(selfie).toMatchObject({
    status: 'unverified',
    insights: [insight('similarity'), insight('reproduction')],
  });
});

test('the report of a session that was made of a flow names it', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  const { accountId } = await sessionOf(sessionId);
  const { id: flow } = await world.deps.db.verificationFlow.create({
    data: {
      id: `vf_of_${sessionId}`,
      accountId,
      livemode: false,
      name: 'onboarding',
      type: 'document',
      options: { document: {} },
      tokenHash: Buffer.from(sessionId),
      sealedToken: Buffer.from(''),
    },
  });
  await world.deps.db.verificationSession.update({
    where: { id: sessionId },
    data: { type: 'verification_flow', verificationFlowId: flow },
  });
  await givenOutcome(world.deps, submissionId, passed('document'));
  await settled(submissionId);
  const { reports } = await sessionOf(sessionId);
  expect(reports).toMatchObject([{ type: 'verification_flow', verificationFlowId: flow }]);
});

describe('when every check passed', () => {
  test('the session is verified, with a report and one event', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps, { checks: ALL, inputs: PICTURES });
    for (const check of ALL) await givenOutcome(world.deps, submissionId, passed(check));
    world.clock.advance(5_000);
    await expect(settled(submissionId)).resolves.toBe('settled');

    const session = await sessionOf(sessionId);
    const [report] = session.reports;
    expect(session).toMatchObject({ status: 'verified', lastErrorCode: null, lastReportId: report?.id });
    expect(report).toMatchObject({
      submissionId,
      type: 'document',
      clientReferenceId: 'customer-1',
      createdAt: world.clock.now(),
    });
    await expect(sectionsOf(sessionId)).resolves.toEqual({
      document: { status: 'verified', error: null, facts: FACTS, files: ['file_front', 'file_back'] },
      selfie: { status: 'verified', error: null, document: 'file_front', selfie: 'file_face' },
    });
    await expect(world.deps.db.submission.findUnique({ where: { id: submissionId } })).resolves.toMatchObject(
      {
        settledAt: world.clock.now(),
      },
    );
    const events = await eventsOf(sessionId);
    expect(events.map(({ type }) => type)).toEqual(['identity.verification_session.verified']);
  });

  test('facts lie in no column in clear text', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    await givenOutcome(world.deps, submissionId, passed('document'));
    await settled(submissionId);
    const [{ rows }] = await world.deps.db.$queryRaw<[{ rows: string }]>`
      SELECT concat(
        (SELECT json_agg(o) FROM check_outcomes o WHERE submission_id = ${submissionId}),
        (SELECT json_agg(r) FROM verification_reports r WHERE session_id = ${sessionId}),
        (SELECT json_agg(e) FROM events e WHERE session_id = ${sessionId}),
        (SELECT json_agg(s) FROM verification_sessions s WHERE id = ${sessionId})
      ) AS rows`;
    expect(rows).toContain(sessionId);
    const clear = Buffer.from(rows).toString();
    for (const secret of ['MUSTERMANN', 'C01X00T47', Buffer.from('MUSTERMANN').toString('hex')]) {
      expect(clear).not.toContain(secret);
    }
  });
});

describe('when a check failed', () => {
  test('the session requires input again and says why, in its row, report and event', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps, { checks: ALL, inputs: PICTURES });
    for (const outcome of [passed('document'), mismatch, passed('liveness')]) {
      await givenOutcome(world.deps, submissionId, outcome);
    }
    await settled(submissionId);

    const error = { code: mismatch.code, reason: mismatch.reason };
    await expect(sessionOf(sessionId)).resolves.toMatchObject({
      status: 'requires_input',
      lastErrorCode: error.code,
      lastErrorReason: error.reason,
    });
    await expect(sectionsOf(sessionId)).resolves.toMatchObject({
      document: { status: 'verified', facts: FACTS },
      selfie: { status: 'unverified', error },
    });
    const [event] = await eventsOf(sessionId);
    const object = openEvent(world.deps.keys, event!).data.object as unknown as VerificationSessionResource;
    expect(event?.type).toBe('identity.verification_session.requires_input');
    expect(object).toMatchObject({ id: sessionId, status: 'requires_input', last_error: error });
    expect(object.last_verification_report).toMatch(/^vr_/);
  });

  test('what an unverified document says is not told', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    await givenOutcome(world.deps, submissionId, {
      status: 'failed',
      check: 'document',
      code: 'document_expired',
      reason: 'The document has expired.',
    });
    await settled(submissionId);
    await expect(sectionsOf(sessionId)).resolves.toMatchObject({
      document: { status: 'unverified', facts: null, files: ['file_front'] },
    });
  });

  test('a fault of ours names none of our internals', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    await givenOutcome(world.deps, submissionId, { status: 'errored', check: 'document', reason: 'ENOSPC' });
    await settled(submissionId);
    const session = await sessionOf(sessionId);
    expect(session.lastErrorCode).toBe('document_unverified_other');
    expect(session.lastErrorReason).not.toContain('ENOSPC');
  });
});

describe('while outcomes are missing', () => {
  test('nothing is settled, and a check that waited for the others is started once', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps, {
      checks: ALL,
      started: ['document', 'liveness'],
      inputs: PICTURES,
    });
    await givenOutcome(world.deps, submissionId, passed('liveness'));
    await expect(settled(submissionId)).resolves.toBe('waiting');
    await expect(world.deps.db.outboxRow.count()).resolves.toBe(0);

    await givenOutcome(world.deps, submissionId, passed('document'));
    world.clock.advance(1_000);
    for (let call = 0; call < 3; call += 1) await expect(settled(submissionId)).resolves.toBe('waiting');

    const run = await world.deps.db.checkRun.findUniqueOrThrow({
      where: { submissionId_check: { submissionId, check: 'face-match' } },
    });
    expect(run.deadline.getTime() - world.clock.now().getTime()).toBe(120_000);
    const promised = await world.deps.db.outboxRow.findMany();
    expect(promised.map(({ job, payload }) => ({ job, payload }))).toEqual([
      { job: 'check.face-match', payload: { submission_id: submissionId } },
    ]);
    await expect(sessionOf(sessionId)).resolves.toMatchObject({ status: 'processing', reports: [] });

    await givenOutcome(world.deps, submissionId, mismatch);
    await expect(settled(submissionId)).resolves.toBe('settled');
  });

  test('a check that this release does not know is never counted as passed', async () => {
    const { sessionId, submissionId } = await givenSubmission(world.deps, {
      checks: ['document', 'id-number'],
      started: ['document'],
    });
    await givenOutcome(world.deps, submissionId, passed('document'));
    await expect(settled(submissionId)).rejects.toThrow(/unknown check "id-number"/);
    await expect(sessionOf(sessionId)).resolves.toMatchObject({ status: 'processing', reports: [] });
  });
});

test('promises a delivery to the endpoints that want to hear of it', async () => {
  const hears = await givenEndpoint(world.deps, { url: 'https://a.example' });
  await givenEndpoint(world.deps, {
    url: 'https://b.example',
    enabledEvents: ['identity.verification_session.canceled'],
  });
  await givenEndpoint(world.deps, { url: 'https://c.example', livemode: true });
  const { submissionId } = await givenSubmission(world.deps);
  await givenOutcome(world.deps, submissionId, passed('document'));
  await settled(submissionId);
  const deliveries = await world.deps.db.webhookDelivery.findMany();
  expect(deliveries.map(({ endpointId }) => endpointId)).toEqual([hears.id]);
  const promised = await world.deps.db.outboxRow.findMany();
  expect(promised.map(({ job, payload }) => ({ job, payload }))).toEqual([
    { job: 'webhook.deliver', payload: { delivery_id: deliveries[0]?.id, attempt: 1 } },
  ]);
});

test('when nothing can be written, nothing is: the whole settlement rolls back', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  await givenOutcome(world.deps, submissionId, {
    status: 'passed',
    check: 'document',
    facts: { ...FACTS, type: 'library card' },
  });
  await expect(settled(submissionId)).rejects.toThrow();
  await expect(sessionOf(sessionId)).resolves.toMatchObject({ status: 'processing', reports: [] });
  await expect(eventsOf(sessionId)).resolves.toEqual([]);
});

describe('called at the same time over connections of their own', () => {
  let other: Database;
  beforeAll(async () => {
    other = await openDatabase({ databaseUrl: world.databaseUrl });
  });
  afterAll(() => other.$disconnect());

  test('one call settles, the others find it done: one report, one event', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { sessionId, submissionId } = await givenSubmission(world.deps);
      await givenOutcome(world.deps, submissionId, passed('document'));
      const kinds = await Promise.all([
        settled(submissionId),
        settleSession({ ...world.deps, db: other }, { submissionId }),
        settled(submissionId),
      ]);
      expect(kinds.sort()).toEqual(['settled', 'unchanged', 'unchanged']);
      expect((await sessionOf(sessionId)).reports).toHaveLength(1);
      await expect(eventsOf(sessionId)).resolves.toHaveLength(1);
    }
  });

  test('two last outcomes at once: whichever announcement comes last settles', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { sessionId, submissionId } = await givenSubmission(world.deps, {
        checks: ['document', 'liveness'],
        inputs: PICTURES,
      });
      const key = sessionKey(world.deps.keys, await sessionOf(sessionId));
      const work = async (db: Database, check: string) => {
        const createdAt = world.clock.now();
        await insertOutcome(db, key, { submissionId, outcome: passed(check), durationMs: 1, createdAt });
        return settleSession({ ...world.deps, db }, { submissionId });
      };
      const kinds = await Promise.all([work(world.deps.db, 'document'), work(other, 'liveness')]);
      expect(kinds.filter((kind) => kind === 'settled')).toHaveLength(1);
      await expect(sessionOf(sessionId)).resolves.toMatchObject({ status: 'verified' });
      await expect(eventsOf(sessionId)).resolves.toHaveLength(1);
    }
  });
});
