import { reportSections } from '@idem/contracts';
import type { CheckOutcome } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgetFaces } from '../reconciliation/forget-faces.js';
import { FACTS } from '../testing/checks.js';
import { givenOutcome, givenSubmission } from '../testing/given.js';
import { createWorld, type World } from '../testing/world.js';
import { settleSession } from './settle-session.js';

const ALL = ['document', 'face-match', 'liveness'];
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const vectorAt = (place: number) => Array.from({ length: 64 }, (_, i) => (i === place ? 1 : 0));

/** Settles a session with this face, with remembering for so many days. @returns the insight told of it */
async function settledWith(place: number, { days = 30, fails = false } = {}) {
  const deps = { ...world.deps, settings: { ...world.deps.settings, faceDuplicatesDays: days } };
  const { sessionId, submissionId } = await givenSubmission(deps, { checks: ALL });
  for (const check of ALL) {
    const outcome: CheckOutcome =
      fails && check === 'liveness'
        ? { status: 'failed', check, code: 'selfie_unverified_other', reason: 'Blurred.' }
        : { status: 'passed', check, facts: check === 'document' ? FACTS : {} };
    const template = { model: 'm', vector: vectorAt(place) };
    await givenOutcome(deps, submissionId, outcome, [], check === 'face-match' ? { template } : undefined);
  }
  await settleSession(deps, { submissionId });
  const session = await deps.db.verificationSession.findUniqueOrThrow({
    where: { id: sessionId },
    include: { reports: true, face: true },
  });
  const report = session.reports[0]!;
  const key = sessionKey(deps.keys, session);
  const sections = openJson(key, report.sealedSections!, `verification_report:${report.id}`, reportSections);
  const insight = sections.selfie?.insights?.find(({ signal }) => signal === 'duplicate_face');
  return { insight, status: session.status, remembered: session.face !== null };
}

test('a face that was verified before is an insight and not a verdict', async () => {
  expect(await settledWith(1)).toMatchObject({ insight: { level: 'low' }, remembered: true });
  const again = await settledWith(1);
  expect(again).toMatchObject({ status: 'verified', insight: { level: 'high', score: 1 }, remembered: true });
  expect(again.insight?.note).toMatch(/in 1 other session /);
  expect(await settledWith(2)).toMatchObject({ insight: { level: 'low' } });
});

test('a face that was not verified is looked for and not remembered', async () => {
  expect(await settledWith(1, { fails: true })).toMatchObject({
    status: 'requires_input',
    insight: { level: 'high' },
    remembered: false,
  });
});

test('switched off, nothing is searched or remembered, and what was is forgotten', async () => {
  expect(await settledWith(1, { days: 0 })).toEqual({
    insight: undefined,
    status: 'verified',
    remembered: false,
  });
  world.clock.advance(1_000);
  const on = { ...world.deps, settings: { ...world.deps.settings, faceDuplicatesDays: 30 } };
  expect(await forgetFaces(on)).toBe(0);
  expect(await forgetFaces(world.deps)).toBeGreaterThan(0);
  expect(await world.deps.db.faceTemplate.count()).toBe(0);
});
