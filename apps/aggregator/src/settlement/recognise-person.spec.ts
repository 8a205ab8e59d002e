import { type DocumentFacts, reportSections } from '@idem/contracts';
import type { CheckOutcome, DuplicatePolicy } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { hashesOf, recordPictures } from '@idem/platform/pictures/record-pictures';
import { eraseSession } from '@idem/platform/redaction/erase-session';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { dumpDatabase } from '@idem/platform/testing/dump-database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { forgetFaces } from '../reconciliation/forget-faces.js';
import { forgetNumbers } from '../reconciliation/forget-numbers.js';
import { FACTS } from '../testing/checks.js';
import { givenOutcome, givenSubmission } from '../testing/given.js';
import { createWorld, type World } from '../testing/world.js';
import { settleSession } from './settle-session.js';

const ALL = ['document', 'face-match', 'liveness'];
const DAY_MS = 86_400_000;
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

let people = 0;
/** Somebody whom nobody has seen yet: a face and a document of their own. */
function somebody() {
  const number = ++people;
  return {
    face: number,
    facts: {
      ...FACTS,
      first_name: `GIVEN${'ABCDEFGHIJ'[number % 10]}`,
      last_name: `FAMILY${String.fromCharCode(65 + number)}`,
      number: `C${1000 + number}X`,
    } as DocumentFacts,
    reference: `customer-${number}` as string | null,
  };
}
type Somebody = ReturnType<typeof somebody>;

const vectorAt = (place: number) => Array.from({ length: 128 }, (_, i) => (i === place ? 1 : 0));

interface Given {
  readonly policy?: DuplicatePolicy;
  readonly fails?: boolean;
  readonly scripted?: boolean;
  readonly accountId?: string;
  readonly livemode?: boolean;
  /** The selfie's bytes. */
  readonly selfie?: string;
  readonly withoutSelfie?: boolean;
}

/** A submission with its outcomes, ready to be settled. */
async function submitted({ face, facts, reference }: Somebody, given: Given = {}) {
  const { deps } = world;
  const checks = given.withoutSelfie ? ['document'] : ALL;
  const { sessionId, submissionId } = await givenSubmission(deps, {
    checks,
    reference,
    ...(given.accountId ? { accountId: given.accountId } : {}),
    ...(given.livemode ? { livemode: true } : {}),
    options: { document: {}, ...(given.policy ? { duplicates: given.policy } : {}) },
  });
  const session = await deps.db.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
  if (given.selfie) {
    const { accountId, livemode } = session;
    const pictures = { face: hashesOf(Buffer.from(given.selfie), null) };
    await recordPictures(
      deps.db,
      { accountId, livemode, sessionId, submissionId },
      pictures,
      deps.clock.now(),
    );
  }
  for (const check of checks) {
    const outcome: CheckOutcome =
      given.fails && check === 'liveness'
        ? { status: 'failed', check, code: 'selfie_unverified_other', reason: 'Blurred.' }
        : { status: 'passed', check, facts: check === 'document' ? facts : {} };
    const template =
      check === 'face-match' ? { template: { model: 'm', vector: vectorAt(face) } } : undefined;
    await givenOutcome(deps, submissionId, outcome, given.scripted ? undefined : [], template);
  }
  return { sessionId, submissionId };
}

async function outcomeOf(sessionId: string) {
  const { db, keys } = world.deps;
  const session = await db.verificationSession.findUniqueOrThrow({
    where: { id: sessionId },
    include: { reports: true, face: true, documentNumber: true, submissions: true },
  });
  const report = session.reports[0]!;
  const sections = openJson(
    sessionKey(keys, session),
    report.sealedSections!,
    `verification_report:${report.id}`,
    reportSections,
  );
  const of = (signal: string) =>
    [...(sections.document?.insights ?? []), ...(sections.selfie?.insights ?? [])].find(
      (insight) => insight.signal === signal,
    );
  return {
    sessionId,
    status: session.status,
    error: session.lastErrorCode,
    reason: session.lastErrorReason,
    face: of('duplicate_face'),
    selfie: of('duplicate_selfie'),
    document: of('duplicate_document'),
    remembered: [session.face !== null, session.documentNumber !== null],
    tried: session.submissions[0]!.tryResult,
    sections,
  };
}

async function verified(person: Somebody, given: Given = {}) {
  const { sessionId, submissionId } = await submitted(person, given);
  await settleSession(world.deps, { submissionId });
  return outcomeOf(sessionId);
}

describe('one person', () => {
  test('who was never seen is remembered, by face and number', async () => {
    expect(await verified(somebody())).toMatchObject({
      status: 'verified',
      face: { level: 'low', score: null },
      document: { level: 'low', score: null },
      selfie: undefined,
      remembered: [true, true],
    });
  });

  test('who comes back as who they were alarms nobody', async () => {
    const person = somebody();
    const first = await verified(person, { selfie: 'one file' });
    const again = {
      ...person,
      facts: { ...person.facts, first_name: `${person.facts.first_name!.toLowerCase()} Maria` },
    };
    for (const policy of ['tell', 'review', 'refuse'] as const) {
      expect(await verified(again, { policy, selfie: 'one file' })).toMatchObject({
        status: 'verified',
        face: { level: 'low', score: 1, sessions: expect.arrayContaining([first.sessionId]) },
        document: { level: 'low' },
        selfie: { level: 'low' },
      });
    }
  });

  test('who comes back with another document is told of, and not held', async () => {
    const person = somebody();
    await verified(person);
    const renewed = { ...person, facts: { ...person.facts, number: 'L01X00T99' } };
    expect(await verified(renewed, { policy: 'refuse' })).toMatchObject({
      status: 'verified',
      face: { level: 'elevated', note: expect.stringContaining('with another document in 1') },
      document: { level: 'low' },
    });
  });
});

describe('T7', () => {
  test('one selfie file with a second identity is told', async () => {
    const person = somebody();
    const first = await verified(person, { selfie: 'the same selfie' });
    const second = { ...somebody(), face: person.face };
    expect(await verified(second, { selfie: 'the same selfie' })).toMatchObject({
      status: 'verified',
      face: {
        level: 'high',
        score: 1,
        note: expect.stringContaining('under another name in 1, under another client_reference_id in 1'),
        sessions: [first.sessionId],
      },
      selfie: { level: 'high', sessions: [first.sessionId] },
      document: { level: 'low' },
    });
  });

  test('one document with two references is told, with the selfie of another or without any', async () => {
    const person = somebody();
    const first = await verified(person, { withoutSelfie: true });
    const elsewhere = { ...person, reference: 'another-customer' };
    expect(await verified(elsewhere, { withoutSelfie: true })).toMatchObject({
      status: 'verified',
      document: {
        level: 'high',
        note: expect.stringContaining('under another client_reference_id in 1'),
        sessions: [first.sessionId],
      },
    });
    const holder = somebody();
    await verified(holder);
    const thief = { ...holder, face: somebody().face };
    expect(await verified(thief)).toMatchObject({
      document: { level: 'high', note: expect.stringContaining('with another face in 1') },
      face: { level: 'low' },
    });
  });

  test('without references a second name is told all the same', async () => {
    const person = { ...somebody(), reference: null };
    await verified(person);
    const second = { ...somebody(), face: person.face, reference: null };
    expect(await verified(second)).toMatchObject({ face: { level: 'high' } });
    expect(await verified(person)).toMatchObject({ face: { level: 'high' }, document: { level: 'low' } });
  });

  test('a number that was read a little wrong is the same, another issuer’s is not', async () => {
    const person = { ...somebody(), facts: { ...somebody().facts, number: 'S0B1O-77' } };
    await verified(person, { withoutSelfie: true });
    const other = { ...somebody(), facts: { ...somebody().facts, number: ' 508I077 ' } };
    expect(await verified(other, { withoutSelfie: true })).toMatchObject({ document: { level: 'high' } });
    const foreign = { ...other, facts: { ...other.facts, issuing_country: 'FR' } };
    expect(await verified(foreign, { withoutSelfie: true })).toMatchObject({ document: { level: 'low' } });
  });

  test('of two that are settled at once, one is told', async () => {
    const person = somebody();
    const both = await Promise.all([
      submitted(person),
      submitted({ ...somebody(), face: person.face }),
      submitted({ ...person, face: somebody().face, reference: 'third' }),
    ]);
    await Promise.all(both.map(({ submissionId }) => settleSession(world.deps, { submissionId })));
    const outcomes = await Promise.all(both.map(({ sessionId }) => outcomeOf(sessionId)));
    const alarms = outcomes.filter(({ face, document }) =>
      [face, document].some((insight) => insight?.level === 'high'),
    );
    expect(alarms.length).toBeGreaterThanOrEqual(1);
    const levels = (signal: 'face' | 'document') => outcomes.map((outcome) => outcome[signal]?.level);
    expect(levels('face')).toContain('high');
    expect(levels('document')).toContain('high');
  });
});

describe('by the policy of the flow', () => {
  const twice = async (policy: DuplicatePolicy, given: Given = {}) => {
    const person = somebody();
    await verified(person, given);
    return verified({ ...somebody(), face: person.face }, { ...given, policy });
  };

  test('a reviewer is waited for, and may find it verified with all it says', async () => {
    const outcome = await twice('review');
    expect(outcome).toMatchObject({
      status: 'requires_input',
      error: 'selfie_unverified_other',
      reason: expect.stringContaining('looked at by a person'),
      remembered: [false, false],
      tried: 'failed',
      sections: { selfie: { status: 'unverified' }, document: { status: 'verified' } },
    });
    const events = await world.deps.db.event.findMany({ where: { sessionId: outcome.sessionId } });
    expect(events.map(({ type }) => type)).toEqual(['identity.verification_session.requires_input']);
  });

  test('it is refused, in words that tell nothing of anybody else', async () => {
    const outcome = await twice('refuse');
    expect(outcome).toMatchObject({ status: 'requires_input', error: 'selfie_unverified_other' });
    expect(outcome.reason).not.toMatch(/session|already|another|duplicate|used|vs_/i);
  });

  test('a document alone is held back in its own section, and what it says with it', async () => {
    const person = somebody();
    await verified(person, { withoutSelfie: true });
    const { sections, error } = await verified(
      { ...person, reference: 'someone-else' },
      { withoutSelfie: true, policy: 'review' },
    );
    expect(error).toBe('document_unverified_other');
    expect(sections.document).toMatchObject({
      status: 'unverified',
      facts: null,
      withheld: { number: person.facts.number },
    });
  });

  test('the deployment’s holds where the flow says nothing', async () => {
    const person = somebody();
    await verified(person);
    const { submissionId, sessionId } = await submitted({ ...somebody(), face: person.face });
    const settings = { ...world.deps.settings, duplicatesDefault: 'refuse' as const };
    await settleSession({ ...world.deps, settings }, { submissionId });
    expect(await outcomeOf(sessionId)).toMatchObject({ status: 'requires_input' });
  });

  test('what failed by itself keeps its own error', async () => {
    const person = somebody();
    await verified(person);
    const outcome = await verified({ ...somebody(), face: person.face }, { policy: 'refuse', fails: true });
    expect(outcome).toMatchObject({
      reason: 'Blurred.',
      face: { level: 'high' },
      remembered: [false, false],
    });
  });
});

describe('nobody is found', () => {
  test.each([
    ['across accounts', { accountId: 'acct_other' }],
    ['across modes', { livemode: true }],
  ])('%s', async (_, elsewhere) => {
    const person = somebody();
    await verified(person, { selfie: `file ${person.face}` });
    const other = { ...somebody(), face: person.face, facts: { ...person.facts, last_name: 'OTHER' } };
    expect(await verified(other, { ...elsewhere, selfie: `file ${person.face}` })).toMatchObject({
      face: { level: 'low', score: null },
      document: { level: 'low', score: null },
      selfie: undefined,
    });
  });

  test('who failed, or whose outcome was scripted', async () => {
    for (const given of [{ fails: true }, { scripted: true }]) {
      const person = somebody();
      expect((await verified(person, given)).remembered).toEqual([false, false]);
      expect(await verified({ ...person, reference: 'other' })).toMatchObject({ face: { score: null } });
    }
    const person = somebody();
    await verified(person);
    const scripted = await verified({ ...person, reference: 'x' }, { scripted: true, policy: 'refuse' });
    expect(scripted).toMatchObject({ status: 'verified', face: undefined, document: undefined });
  });

  test('whose session was redacted, or is about to be', async () => {
    const { db } = world.deps;
    const person = somebody();
    const { sessionId } = await verified(person, { selfie: 'redacted soon' });
    const stranger = { ...somebody(), face: person.face, facts: { ...person.facts, first_name: 'NEW' } };
    await db.verificationSession.update({ where: { id: sessionId }, data: { redaction: 'processing' } });
    const unseen = { face: { score: null }, document: { score: null }, selfie: undefined };
    expect(await verified(stranger, { fails: true, selfie: 'redacted soon' })).toMatchObject(unseen);
    await db.$transaction(async (tx) =>
      eraseSession(
        tx,
        world.deps,
        await tx.verificationSession.findUniqueOrThrow({ where: { id: sessionId } }),
      ),
    );
    expect(await db.documentNumber.count({ where: { sessionId } })).toBe(0);
    expect(await db.faceTemplate.count({ where: { sessionId } })).toBe(0);
    expect(await verified(stranger, { fails: true, selfie: 'redacted soon' })).toMatchObject(unseen);
  });

  test('once the days are over, or when it is switched off', async () => {
    const { deps } = world;
    const person = somebody();
    await verified(person);
    world.clock.advance(364 * DAY_MS);
    expect(await verified({ ...person, reference: 'later' })).toMatchObject({ document: { level: 'high' } });
    world.clock.advance(2 * DAY_MS);
    expect(await forgetFaces(deps)).toBeGreaterThan(0);
    expect(await forgetNumbers(deps)).toBeGreaterThan(0);
    const settings = { ...deps.settings, faceDuplicatesDays: 0, documentDuplicatesDays: 0 };
    world.clock.advance(1);
    await forgetFaces({ ...deps, settings });
    await forgetNumbers({ ...deps, settings });
    expect([await deps.db.faceTemplate.count(), await deps.db.documentNumber.count()]).toEqual([0, 0]);
    const { sessionId, submissionId } = await submitted({ ...person, reference: 'last' });
    await settleSession({ ...deps, settings }, { submissionId });
    expect(await outcomeOf(sessionId)).toMatchObject({
      face: undefined,
      document: undefined,
      remembered: [false, false],
    });
  });
});

test('numbers, names and references of others lie in no column in the clear', async () => {
  const person = somebody();
  const facts = { ...person.facts, number: 'ZUCKERHUT77', last_name: 'ZWETSCHGE' };
  await verified({ ...person, facts });
  await verified({ ...person, facts, reference: null });
  const dumped = await dumpDatabase(world.deps.db);
  for (const secret of ['ZUCKERHUT77', '2UCKERHUT77', 'ZWETSCHGE']) expect(dumped).not.toContain(secret);
});

test('a face that no master key opens any more ends no verification', async () => {
  const person = somebody();
  const { sessionId } = await verified(person);
  await world.deps.db.faceTemplate.update({
    where: { sessionId },
    data: { sealedVector: Buffer.from('what nobody can open, long enough to look sealed') },
  });
  expect(await verified({ ...somebody(), face: person.face })).toMatchObject({ status: 'verified' });
});
