import { reportSections } from '@idem/contracts';
import { type CheckOutcome, FREE_INCOMPLETE_TRIES } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { newId } from '@idem/platform/random/ids';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { referenceKeys } from '@idem/platform/tries/reference-keys';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FACTS } from '../testing/checks.js';
import { givenOutcome, givenSubmission } from '../testing/given.js';
import { createWorld, type World } from '../testing/world.js';
import { settleSession } from './settle-session.js';

let world: World;
beforeAll(async () => {
  world = await createWorld({ tries: { session: 3, reference: 4, referenceHours: 24 } });
});
afterAll(() => world.end());

const expired: CheckOutcome = {
  status: 'failed',
  check: 'document',
  code: 'document_expired',
  reason: 'The document has expired.',
};
const passed: CheckOutcome = { status: 'passed', check: 'document', facts: FACTS };
const errored: CheckOutcome = { status: 'errored', check: 'document', reason: 'ENOSPC' };

/** Submits a session again, as the gateway does. */
async function submittedAgain(sessionId: string): Promise<string> {
  const { db, random, clock } = world.deps;
  const id = newId('vsub', random);
  await db.submission.create({
    data: {
      id,
      sessionId,
      number: (await db.submission.count({ where: { sessionId } })) + 1,
      options: { document: {} },
      inputs: {},
      checks: ['document'],
      createdAt: clock.now(),
    },
  });
  await db.verificationSession.update({ where: { id: sessionId }, data: { status: 'processing' } });
  return id;
}

async function settledWith(submissionId: string, outcome: CheckOutcome) {
  await givenOutcome(world.deps, submissionId, outcome);
  await settleSession(world.deps, { submissionId });
  const { session, tryResult, settledAt } = await world.deps.db.submission.findUniqueOrThrow({
    where: { id: submissionId },
    include: { session: true },
  });
  const report = await world.deps.db.verificationReport.findUniqueOrThrow({ where: { submissionId } });
  const key = sessionKey(world.deps.keys, session);
  const { document } = openJson(
    key,
    report.sealedSections!,
    `verification_report:${report.id}`,
    reportSections,
  );
  expect(settledAt).toEqual(world.clock.now());
  return {
    tryResult,
    reason: session.lastErrorReason,
    insight: document?.insights?.find(({ signal }) => signal === 'tries'),
  };
}

test('a failure is a try, the last one says so, and reviewers are told how many it took', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  expect(await settledWith(submissionId, expired)).toEqual({
    tryResult: 'failed',
    reason: 'The document has expired.',
    insight: undefined,
  });
  expect(await settledWith(await submittedAgain(sessionId), expired)).toMatchObject({
    tryResult: 'failed',
    reason: 'The document has expired.',
    insight: { level: 'elevated', score: 2, note: expect.stringContaining('2 of 3 tries') },
  });
  expect(await settledWith(await submittedAgain(sessionId), expired)).toMatchObject({
    reason:
      'The document has expired. No tries are left. Please contact the business that asked you to verify your identity.',
    insight: { level: 'high', score: 3 },
  });
});

test('a fault of ours is none, nor is a pass', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  expect(await settledWith(submissionId, errored)).toMatchObject({ tryResult: null, insight: undefined });
  expect(await settledWith(await submittedAgain(sessionId), passed)).toMatchObject({
    tryResult: null,
    reason: null,
  });
});

test('a side of the document that is missing is none, the first few times', async () => {
  const { sessionId, submissionId } = await givenSubmission(world.deps);
  const side: CheckOutcome = { ...expired, code: 'document_unverified_other', incomplete: true };
  const results = [(await settledWith(submissionId, side)).tryResult];
  for (let n = 0; n < FREE_INCOMPLETE_TRIES; n++)
    results.push((await settledWith(await submittedAgain(sessionId), side)).tryResult);
  expect(results).toEqual([...Array(FREE_INCOMPLETE_TRIES).fill('incomplete'), 'failed']);
});

test('tries of the reference in other sessions are counted with it', async () => {
  const { db, keys, clock } = world.deps;
  for (let n = 0; n < 4; n++) {
    const { sessionId, submissionId } = await givenSubmission(world.deps);
    const session = await db.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
    const [referenceKey] = referenceKeys(keys, session)!;
    await db.referenceTry.create({ data: { submissionId, referenceKey, createdAt: clock.now() } });
    const { reason } = await settledWith(submissionId, expired);
    expect(reason?.includes('No tries are left for now')).toBe(n === 3);
  }
});
