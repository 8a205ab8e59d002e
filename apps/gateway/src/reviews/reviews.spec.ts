import type { ReportSections } from '@idem/contracts';
import { sealJson } from '@idem/platform/crypto/seal';
import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import { newId } from '@idem/platform/random/ids';
import { eraseSession } from '@idem/platform/redaction/erase-session';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { createApiKey } from '../keys/create-api-key.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
let reviewer: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
  const { accountId } = gateway.account;
  const key = { accountId, livemode: false, kind: 'restricted' } as const;
  reviewer = gateway.stripe(await createApiKey(gateway.deps, { ...key, permissions: ['identity.review'] }));
});
afterAll(() => gateway.stop());

const sessions = () => stripe.identity.verificationSessions;
type Session = Stripe.Response<Stripe.Identity.VerificationSession>;
const review = (id: string, params: Record<string, unknown>, client = reviewer) =>
  client.rawRequest('POST', `/v1/identity/verification_sessions/${id}/review`, {
    reason: 'Compared by eye.',
    reviewer: 'agent-7',
    ...params,
  }) as unknown as Promise<Session>;
const reviewsOf = async (id: string) =>
  (
    (await reviewer.rawRequest(
      'GET',
      `/v1/identity/verification_sessions/${id}/reviews`,
    )) as unknown as Stripe.ApiList<Record<string, unknown>>
  ).data;
const eventsOf = async (sessionId: string) =>
  (await gateway.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );

const facts = {
  type: 'id_card' as const,
  issuing_country: 'DE',
  first_name: 'Erika',
  last_name: 'Mustermann',
  dob: { day: 12, month: 8, year: 1983 },
  issued_date: null,
  expiration_date: null,
  number: 'L01X00T47',
  sex: 'female' as const,
  unparsed_sex: 'F',
  unparsed_place_of_birth: null,
  address: null,
};
const mismatch = { code: 'selfie_face_mismatch', reason: 'Another face.' };
const DOCUMENT = { status: 'verified', error: null, facts, files: ['file_front'] } as const;
const SELFIE = { document: 'file_front', selfie: 'file_face' };
const GOOD: ReportSections = {
  document: { ...DOCUMENT, files: [...DOCUMENT.files] },
  selfie: { ...SELFIE, status: 'verified', error: null },
};
const BAD: ReportSections = { ...GOOD, selfie: { ...SELFIE, status: 'unverified', error: mismatch } };

/** A session as the aggregator leaves it after settling. */
async function settled(
  sections: ReportSections,
): Promise<{ readonly id: string; readonly reportId: string }> {
  const { id } = await sessions().create({ type: 'document' });
  const { random, keys } = gateway.deps;
  const session = await gateway.db.verificationSession.findUniqueOrThrow({ where: { id } });
  const reportId = newId('vr', random);
  await gateway.db.submission.create({
    data: {
      id: newId('vsub', random),
      sessionId: id,
      number: 1,
      options: {},
      inputs: {},
      checks: [],
      settledAt: gateway.clock.now(),
      report: {
        create: {
          id: reportId,
          accountId: session.accountId,
          livemode: false,
          sessionId: id,
          type: 'document',
          options: {},
          sealedSections: sealJson(sessionKey(keys, session), sections, `verification_report:${reportId}`),
          createdAt: gateway.clock.now(),
        },
      },
    },
  });
  const error = sections.document?.error ?? sections.selfie?.error ?? null;
  await gateway.db.verificationSession.update({
    where: { id },
    data: {
      status: error === null ? 'verified' : 'requires_input',
      lastErrorCode: error?.code ?? null,
      lastErrorReason: error?.reason ?? null,
      lastReportId: reportId,
      sealedToken: null,
    },
  });
  return { id, reportId };
}

test('a try is what its last judge makes of it', async () => {
  const { id, reportId } = await settled(BAD);
  const result = async () =>
    (await gateway.db.submission.findFirstOrThrow({ where: { report: { id: reportId } } })).tryResult;
  await gateway.db.submission.updateMany({ where: { sessionId: id }, data: { tryResult: 'failed' } });
  await review(id, { verdict: 'verified' });
  expect(await result()).toBeNull();
  await review(id, { verdict: 'unverified' });
  expect(await result()).toBe('failed');
});

describe('a failed verification that a reviewer finds good', () => {
  test('is verified, in session, report and event, and gives its outputs', async () => {
    const { id, reportId } = await settled(BAD);
    expect(await review(id, { verdict: 'verified' })).toMatchObject({
      id,
      status: 'verified',
      last_error: null,
      last_verification_report: reportId,
      url: null,
      client_secret: null,
    });
    expect(
      await sessions().retrieve(id, { expand: ['verified_outputs', 'last_verification_report'] }),
    ).toMatchObject({
      status: 'verified',
      verified_outputs: { first_name: 'Erika' },
      last_verification_report: {
        document: { status: 'verified', first_name: 'Erika' },
        selfie: { status: 'verified', error: null },
      },
    });
    expect(await stripe.identity.verificationReports.retrieve(reportId)).toMatchObject({
      selfie: { status: 'verified', error: null },
    });
    const [listed] = (await stripe.identity.verificationReports.list({ verification_session: id })).data;
    expect(listed?.selfie?.status).toBe('verified');
    expect(await eventsOf(id)).toEqual(['created', 'verified']);
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    expect(event?.data.object).toMatchObject({ id, status: 'verified', last_error: null });
  });

  test('and bad again: the first finding is not lost, and every judgement stays on record', async () => {
    const { id, reportId } = await settled(BAD);
    await review(id, { verdict: 'verified', reviewer: 'agent-1' });
    gateway.clock.advance(1_000);
    await review(id, {
      verdict: 'unverified',
      code: 'document_unverified_other',
      reason: 'The hologram is printed.',
      reviewer: 'agent-2',
    });
    expect(
      await sessions().retrieve(id, { expand: ['last_verification_report', 'verified_outputs'] }),
    ).toMatchObject({
      status: 'requires_input',
      last_error: { code: 'document_unverified_other', reason: 'The hologram is printed.' },
      verified_outputs: null,
      last_verification_report: {
        document: { status: 'unverified', first_name: null, error: { code: 'document_unverified_other' } },
        selfie: { status: 'unverified', error: mismatch },
      },
    });
    await review(id, { verdict: 'verified' });
    expect(
      (await sessions().retrieve(id, { expand: ['verified_outputs'] })).verified_outputs?.first_name,
    ).toBe('Erika');
    expect(await eventsOf(id)).toEqual(['created', 'verified', 'requires_input', 'verified']);
    expect(await reviewsOf(id)).toMatchObject([
      { verdict: 'verified', previous_status: 'requires_input', reviewer: 'agent-7', code: null },
      {
        object: 'identity.verification_review',
        verdict: 'unverified',
        previous_status: 'verified',
        code: 'document_unverified_other',
        reason: 'The hologram is printed.',
        reviewer: 'agent-2',
        verification_session: id,
        verification_report: reportId,
      },
      { verdict: 'verified', previous_status: 'requires_input', reviewer: 'agent-1' },
    ]);
  });
});

test('a good verification that a reviewer finds bad takes input again, over a fresh link', async () => {
  const { id } = await settled(GOOD);
  await review(id, { verdict: 'unverified', code: 'selfie_manipulated' });
  const session = await sessions().retrieve(id);
  expect(session).toMatchObject({
    status: 'requires_input',
    last_error: { code: 'selfie_manipulated', reason: 'Compared by eye.' },
    url: expect.stringContaining('/start/'),
  });
  expect(await eventsOf(id)).toEqual(['created', 'requires_input']);
});

test('the reason lies sealed, and goes with a redaction; verdict and reviewer stay', async () => {
  const { id, reportId } = await settled(GOOD);
  await review(id, { verdict: 'unverified', reason: 'Erika is a twin.' });
  const [row] = await gateway.db.sessionReview.findMany({ where: { sessionId: id } });
  expect(Buffer.from(row!.sealedReason!).toString('latin1')).not.toContain('twin');
  await sessions().redact(id);
  expect(await reviewsOf(id)).toMatchObject([{ verdict: 'unverified', reason: null, code: null }]);
  await gateway.db.$transaction(async (tx) =>
    eraseSession(tx, gateway.deps, await tx.verificationSession.findUniqueOrThrow({ where: { id } })),
  );
  expect(await reviewsOf(id)).toMatchObject([{ verdict: 'unverified', reason: null, reviewer: 'agent-7' }]);
  expect(await stripe.identity.verificationReports.retrieve(reportId)).toMatchObject({
    document: { status: 'unverified', error: null, first_name: null },
  });
  await expect(review(id, { verdict: 'verified' })).rejects.toMatchObject({ statusCode: 400 });
});

test('a document that was held back for a reviewer tells what it says once it is verified, and is remembered', async () => {
  const held = { code: 'document_unverified_other', reason: 'Looked at by a person.' };
  const { id, reportId } = await settled({
    document: { status: 'unverified', error: held, facts: null, withheld: facts, files: ['file_front'] },
  });
  const { keys, clock } = gateway.deps;
  const session = await gateway.db.verificationSession.findUniqueOrThrow({ where: { id } });
  const { submissionId } = await gateway.db.verificationReport.findUniqueOrThrow({ where: { id: reportId } });
  await insertOutcome(gateway.db, sessionKey(keys, session), {
    submissionId,
    outcome: { status: 'passed', check: 'document', facts },
    durationMs: 1,
    createdAt: clock.now(),
    basis: { evidence: { measurement: {}, insights: [] }, models: [], thresholdsVersion: 'test/1' },
  });
  const shown = () => sessions().retrieve(id, { expand: ['verified_outputs', 'last_verification_report'] });
  expect(await shown()).toMatchObject({
    verified_outputs: null,
    last_verification_report: { document: { first_name: null } },
  });
  expect(JSON.stringify(await shown())).not.toContain('withheld');

  await review(id, { verdict: 'verified' });
  expect(await shown()).toMatchObject({
    status: 'verified',
    verified_outputs: { first_name: 'Erika' },
    last_verification_report: { document: { status: 'verified', first_name: 'Erika' } },
  });
  const remembered = () => gateway.db.documentNumber.count({ where: { sessionId: id } });
  expect(await remembered()).toBe(1);
  await review(id, { verdict: 'unverified' });
  expect(await remembered()).toBe(0);
  expect(await shown()).toMatchObject({ last_verification_report: { document: { first_name: null } } });
});

describe('is refused', () => {
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      ({ statusCode, param }: Stripe.errors.StripeError) => ({ statusCode, param }),
    );

  test('where there is nothing to judge, or nothing would change', async () => {
    const { id: born } = await sessions().create({ type: 'document' });
    expect(await refusal(review(born, { verdict: 'verified' }))).toMatchObject({ statusCode: 400 });
    const { id: good } = await settled(GOOD);
    expect(await refusal(review(good, { verdict: 'verified' }))).toMatchObject({ statusCode: 400 });
    const { id: bad } = await settled(BAD);
    expect(await refusal(review(bad, { verdict: 'unverified' }))).toMatchObject({ statusCode: 400 });
    for (const status of ['processing', 'canceled'] as const) {
      const { id } = await settled(BAD);
      await gateway.db.verificationSession.update({ where: { id }, data: { status } });
      await expect(review(id, { verdict: 'verified' })).rejects.toThrow(`its status is \`${status}\``);
      expect(await eventsOf(id)).toEqual(['created']);
    }
    expect(await gateway.db.sessionReview.count({ where: { sessionId: { in: [born, good, bad] } } })).toBe(0);
  });

  test.each([
    [{ verdict: 'maybe' }, 'verdict'],
    [{ verdict: 'verified', code: 'document_expired' }, 'code'],
    [{ verdict: 'unverified', code: 'abandoned' }, 'code'],
    [{ verdict: 'unverified', code: 'id_number_mismatch' }, 'code'],
    [{ verdict: 'unverified', reason: '' }, 'reason'],
    [{ verdict: 'unverified', reviewer: '' }, 'reviewer'],
  ])('with %j', async (params, param) => {
    const { id } = await settled(GOOD);
    expect(await refusal(review(id, params))).toEqual({ statusCode: 400, param });
    expect(await eventsOf(id)).toEqual(['created']);
  });

  test('to restricted keys without the permission of their own, and across modes', async () => {
    const { id } = await settled(GOOD);
    const restricted = gateway.stripe(gateway.account.test.restricted);
    await expect(review(id, { verdict: 'unverified' }, restricted)).rejects.toThrow("'identity.review'");
    const live = gateway.stripe(gateway.account.live?.secret);
    expect(await refusal(review(id, { verdict: 'unverified' }, live))).toMatchObject({ statusCode: 404 });
    expect(await review(id, { verdict: 'unverified' }, stripe)).toMatchObject({ status: 'requires_input' });
  });
});

test('of several reviewers at once one is heard', async () => {
  const { id } = await settled(BAD);
  const results = await Promise.allSettled([1, 2, 3].map(() => review(id, { verdict: 'verified' })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await eventsOf(id)).toEqual(['created', 'verified']);
});
