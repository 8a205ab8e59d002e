import { reportSections } from '@idem/contracts';
import type { CheckOutcome } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { newId } from '@idem/platform/random/ids';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { settleOverlooked } from '../reconciliation/settle-overlooked.js';
import { FACTS } from '../testing/checks.js';
import { givenOutcome, givenSubmission } from '../testing/given.js';
import { createWorld, type World } from '../testing/world.js';
import { settleSession } from './settle-session.js';

const ALL = ['document', 'face-match', 'liveness'];

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
const settled = (submissionId: string) => settleSession(world.deps, { submissionId });
const sessionOf = (id: string) =>
  world.deps.db.verificationSession.findUniqueOrThrow({ where: { id }, include: { reports: true } });
const eventsOf = (sessionId: string) => world.deps.db.event.findMany({ where: { sessionId } });

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

describe('the files of a report', () => {
  const file = async (sessionId: string, id: string) =>
    world.deps.db.file.create({
      data: {
        id,
        accountId: 'acct_test',
        livemode: false,
        purpose: 'identity_document',
        sessionId,
        type: 'jpg',
        size: 1,
        objectKey: id,
        keyScope: 'session',
      },
    });
  const purposes = async (sessionId: string) =>
    Object.fromEntries(
      (await world.deps.db.file.findMany({ where: { sessionId } })).map(({ id, purpose }) => [
        id.replace(`_${sessionId}`, ''),
        purpose,
      ]),
    );
  const given = async (withFace: boolean) => {
    const { sessionId, submissionId } = await givenSubmission(world.deps, {
      checks: withFace ? ALL : ['document'],
    });
    const [front, back, face, stray] = ['front', 'back', 'face', 'stray'].map(
      (name) => `${name}_${sessionId}`,
    );
    for (const id of [front, back, face, stray]) await file(sessionId, id!);
    await world.deps.db.submission.update({
      where: { id: submissionId },
      data: {
        inputs: {
          id_document_front: front!,
          id_document_back: back!,
          ...(withFace ? { face: face! } : {}),
        },
      },
    });
    return { sessionId, submissionId };
  };

  test('take the purposes under which their contents are handed out, whatever the verdict', async () => {
    const { sessionId, submissionId } = await given(true);
    for (const check of ['document', 'liveness']) {
      await givenOutcome(world.deps, submissionId, passed(check));
    }
    await givenOutcome(world.deps, submissionId, mismatch);
    await settled(submissionId);
    await expect(purposes(sessionId)).resolves.toEqual({
      front: 'identity_document_downloadable',
      back: 'identity_document_downloadable',
      face: 'selfie',
      stray: 'identity_document',
    });
  });

  test('keep theirs where the report does not speak of them', async () => {
    const { sessionId, submissionId } = await given(false);
    await givenOutcome(world.deps, submissionId, passed('document'));
    await settled(submissionId);
    await expect(purposes(sessionId)).resolves.toMatchObject({
      front: 'identity_document_downloadable',
      face: 'identity_document',
      stray: 'identity_document',
    });
  });
});

describe('a scripted submission: outcomes from the start, no inputs, no check under way', () => {
  const scripted = async (outcomes: readonly CheckOutcome[], checks: readonly string[]) => {
    const { sessionId, submissionId } = await givenSubmission(world.deps, {
      checks,
      started: [],
      inputs: {},
    });
    for (const outcome of outcomes) await givenOutcome(world.deps, submissionId, outcome);
    return { sessionId, submissionId };
  };

  test('that succeeds is verified, with the facts and without files', async () => {
    const { sessionId, submissionId } = await scripted(ALL.map(passed), ALL);
    await expect(settled(submissionId)).resolves.toBe('settled');
    await expect(sessionOf(sessionId)).resolves.toMatchObject({ status: 'verified', lastErrorCode: null });
    await expect(sectionsOf(sessionId)).resolves.toEqual({
      document: { status: 'verified', error: null, facts: FACTS, files: [] },
      selfie: { status: 'verified', error: null, document: null, selfie: null },
    });
    expect((await eventsOf(sessionId)).map(({ type }) => type)).toEqual([
      'identity.verification_session.verified',
    ]);
  });

  test('that fails requires input, names its error, and starts no check', async () => {
    const { sessionId, submissionId } = await scripted(
      [passed('document'), mismatch, passed('liveness')],
      ALL,
    );
    await expect(settled(submissionId)).resolves.toBe('settled');
    await expect(sessionOf(sessionId)).resolves.toMatchObject({
      status: 'requires_input',
      lastErrorCode: 'selfie_face_mismatch',
    });
    await expect(world.deps.db.checkRun.count({ where: { submissionId } })).resolves.toBe(0);
  });

  test('with a delay, that nobody announces, is found when it is due and not before', async () => {
    const { sessionId, submissionId } = await scripted([passed('document')], ['document']);
    const due = new Date(world.clock.now().getTime() + 5_000);
    await world.deps.db.checkOutcome.updateMany({ where: { submissionId }, data: { createdAt: due } });
    world.clock.advance(5_000);
    await settleOverlooked(world.deps);
    expect((await sessionOf(sessionId)).status).toBe('processing');
    world.clock.advance(4_000);
    await settleOverlooked(world.deps);
    expect((await sessionOf(sessionId)).status).toBe('verified');
  });
});

test('a second submission gives a second report, and the first stays', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  await givenOutcome(world.deps, submissionId, {
    status: 'failed',
    check: 'document',
    code: 'document_expired',
    reason: 'The document has expired.',
  });
  await settled(submissionId);
  const { lastReportId: first } = await sessionOf(sessionId);
  const again = newId('vsub', world.deps.random);
  await world.deps.db.submission.create({
    data: { id: again, sessionId, number: 2, options: { document: {} }, inputs: {}, checks: ['document'] },
  });
  await world.deps.db.verificationSession.update({
    where: { id: sessionId },
    data: { status: 'processing', lastErrorCode: null, lastErrorReason: null },
  });
  await givenOutcome(world.deps, again, passed('document'));
  await settled(again);
  const session = await sessionOf(sessionId);
  expect(session).toMatchObject({ status: 'verified', lastErrorCode: null });
  expect(session.reports.map(({ id }) => id).sort()).toEqual([first, session.lastReportId].sort());
  expect(session.lastReportId).not.toBe(first);
  await expect(settled(submissionId)).resolves.toBe('unchanged');
  expect((await sessionOf(sessionId)).lastReportId).toBe(session.lastReportId);
});
