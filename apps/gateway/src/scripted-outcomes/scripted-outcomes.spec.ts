import { ERROR_CODES, type ErrorCode } from '@idem/domain';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { deviceOf } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { SIMULATED_DELAY_MS } from './script-outcome.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

type Session = Stripe.Identity.VerificationSession;
const create = (selfie = false) =>
  stripe.identity.verificationSessions.create({
    type: 'document',
    options: { document: { require_matching_selfie: selfie } },
  });
const help = (id: string, helper: string, params: Record<string, string> = {}, client = stripe) =>
  client.rawRequest(
    'POST',
    `/v1/test_helpers/identity/verification_sessions/${id}/${helper}`,
    params,
  ) as unknown as Promise<Session>;
const eventsOf = async (sessionId: string) =>
  (await gateway.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );
const submissionOf = (sessionId: string) =>
  gateway.db.submission.findFirst({
    where: { sessionId },
    include: { outcomes: { orderBy: { check: 'asc' } }, runs: true },
  });
const announced = async (submissionId: string | undefined) =>
  gateway.db.outboxRow.count({
    where: { job: 'check.completed', payload: { path: ['submission_id'], equals: submissionId ?? '' } },
  });

test('verify submits the session with outcomes that all passed', async () => {
  const { id } = await create(true);
  expect(await help(id, 'verify')).toMatchObject({ id, status: 'processing', client_secret: null });
  expect(await eventsOf(id)).toEqual(['created', 'processing']);
  const submission = await submissionOf(id);
  expect(submission?.outcomes.map(({ check }) => check)).toEqual([...(submission?.checks ?? [])].sort());
  expect(submission?.outcomes.every(({ status }) => status === 'passed')).toBe(true);
  expect(submission?.runs).toEqual([]);
  expect(await announced(submission?.id)).toBe(1);
});

describe('fail', () => {
  const found: readonly (readonly [ErrorCode, boolean])[] = [
    ['document_expired', false],
    ['document_unverified_other', false],
    ['selfie_face_mismatch', true],
    ['selfie_manipulated', true],
  ];
  test.each(found)('with %s is found by a check', async (code, selfie) => {
    const { id } = await create(selfie);
    expect(await help(id, 'fail', { code })).toMatchObject({ status: 'processing' });
    const submission = await submissionOf(id);
    const failed = submission?.outcomes.filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject([{ code, reason: expect.any(String) }]);
    expect(await announced(submission?.id)).toBe(1);
  });

  test.each(ERROR_CODES.filter((code) => !code.startsWith('document_')))(
    'with %s, that no check of the session finds, is of the session',
    async (code) => {
      const { id } = await create();
      expect(await help(id, 'fail', { code })).toMatchObject({
        status: 'requires_input',
        last_error: { code, reason: expect.any(String) },
        last_verification_report: null,
      });
      expect(await eventsOf(id)).toEqual(['created', 'requires_input']);
      expect(await submissionOf(id)).toBeNull();
      expect((await stripe.identity.verificationSessions.retrieve(id)).client_secret).not.toBeNull();
    },
  );

  test('knows no other code', async () => {
    const { id } = await create();
    await expect(help(id, 'fail', { code: 'bad_luck' })).rejects.toMatchObject({
      statusCode: 400,
      param: 'code',
    });
  });
});

test('expire ends the link and counts as abandoned; the next link works', async () => {
  const session = await create();
  expect(await help(session.id, 'expire')).toMatchObject({
    status: 'requires_input',
    last_error: { code: 'abandoned' },
    url: null,
  });
  expect(await eventsOf(session.id)).toEqual(['created', 'requires_input']);
  expect((await deviceOf(gateway, session).show()).status).toBe(401);
  const again = await stripe.identity.verificationSessions.retrieve(session.id);
  expect((await deviceOf(gateway, again).show()).status).toBe(200);
});

describe('the page', () => {
  const press = async (session: Session, name: string, fields: Record<string, string> = {}) => {
    const response = await gateway.request(
      'POST',
      `/v1/identity/verification_pages/${session.id}/testing/${name}`,
      {
        key: session.client_secret,
        body: new URLSearchParams(fields),
      },
    );
    return {
      status: response.status,
      body: (await response.json()) as { status?: string; submitted?: boolean },
    };
  };

  test.each(['verify', 'unverify'])('%s ends the session for the person', async (name) => {
    const session = await create();
    expect(await press(session, name)).toMatchObject({
      status: 200,
      body: { status: 'processing', submitted: true },
    });
    expect(await announced((await submissionOf(session.id))?.id)).toBe(1);
    expect((await press(session, name)).status).toBe(400);
  });

  test('waits when a delay is simulated, and promises nothing before', async () => {
    const session = await create();
    await press(session, 'verify', { simulate_delay: 'true' });
    const submission = await submissionOf(session.id);
    expect(await announced(submission?.id)).toBe(0);
    const due = gateway.clock.now().getTime() + SIMULATED_DELAY_MS;
    expect(submission?.outcomes.map(({ createdAt }) => createdAt.getTime())).toEqual(
      submission?.outcomes.map(() => due),
    );
  });

  test('is no way into another session', async () => {
    const [mine, yours] = [await create(), await create()];
    expect((await press({ ...yours, client_secret: mine.client_secret }, 'verify')).status).toBe(403);
  });
});

test('nothing of it exists in live mode', async () => {
  const live = gateway.stripe(gateway.account.live?.secret);
  const session = await live.identity.verificationSessions.create({ type: 'document' });
  for (const helper of ['verify', 'fail', 'expire']) {
    await expect(help(session.id, helper, {}, live)).rejects.toMatchObject({
      statusCode: 400,
      code: 'livemode_mismatch',
    });
  }
  for (const name of ['verify', 'unverify']) {
    const path = `/v1/identity/verification_pages/${session.id}/testing/${name}`;
    expect((await gateway.request('POST', path, { key: session.client_secret })).status).toBe(400);
  }
  expect(await eventsOf(session.id)).toEqual(['created']);
  expect((await live.identity.verificationSessions.retrieve(session.id)).client_secret).toBe(
    session.client_secret,
  );
});

test('what was ended already cannot be scripted', async () => {
  const { id } = await create();
  await stripe.identity.verificationSessions.cancel(id);
  const refused = await help(id, 'verify').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
});
