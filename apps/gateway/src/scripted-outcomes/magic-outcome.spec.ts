import { ERROR_CODES } from '@idem/domain';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { deviceOf, suppliedDevice } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { magicOutcome } from './magic-outcome.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const create = (email: string, client = stripe) =>
  client.identity.verificationSessions.create({ type: 'document', provided_details: { email } });
const submissionOf = (sessionId: string) =>
  gateway.db.submission.findFirstOrThrow({ where: { sessionId }, include: { outcomes: true, runs: true } });
const submitted = async (email: string) => {
  const session = await create(email);
  const { person, front } = await suppliedDevice(gateway, session);
  const { body } = await person.submit();
  return { session, body, front };
};

describe('an address at outcome.test', () => {
  test('ends a submitted session without its checks', async () => {
    const { session, body, front } = await submitted('verified@outcome.test');
    expect(body).toMatchObject({ status: 'processing', submitted: true });
    const submission = await submissionOf(session.id);
    expect(submission).toMatchObject({ inputs: { id_document_front: front }, runs: [] });
    expect(submission.outcomes).toMatchObject([{ check: 'document', status: 'passed' }]);
    expect(
      await gateway.db.outboxRow.count({
        where: { payload: { path: ['submission_id'], equals: submission.id }, job: 'check.completed' },
      }),
    ).toBe(1);
  });

  test('names the failure', async () => {
    const { session } = await submitted('Document_Expired@Outcome.TEST');
    const { outcomes } = await submissionOf(session.id);
    expect(outcomes).toMatchObject([{ status: 'failed', code: 'document_expired' }]);
  });

  test('ends the session as a whole where none of its checks finds the failure', async () => {
    const { session } = await submitted('under_supported_age@outcome.test');
    expect(await stripe.identity.verificationSessions.retrieve(session.id)).toMatchObject({
      status: 'requires_input',
      last_error: { code: 'under_supported_age' },
      last_verification_report: null,
    });
  });

  test('delays', async () => {
    const { session } = await submitted('verified+delay@outcome.test');
    const { outcomes } = await submissionOf(session.id);
    expect(outcomes[0]!.createdAt.getTime()).toBeGreaterThan(gateway.clock.now().getTime());
  });

  test('changes nothing of what the person has to supply', async () => {
    const session = await create('verified@outcome.test');
    const { status, body } = await deviceOf(gateway, session).submit();
    expect([status, body.submitted, body.status, body.requirements.missing]).toEqual([
      200,
      false,
      'requires_input',
      ['biometric_consent', 'id_document_front'],
    ]);
  });

  test('is refused when it names no outcome, at creation and later', async () => {
    const wrong = { provided_details: { email: 'document_expird@outcome.test' } };
    const { id } = await stripe.identity.verificationSessions.create({ type: 'document' });
    for (const work of [
      () => stripe.identity.verificationSessions.create({ type: 'document', ...wrong }),
      () => stripe.identity.verificationSessions.update(id, wrong),
    ]) {
      await expect(work()).rejects.toMatchObject({
        statusCode: 400,
        code: 'parameter_invalid_magic',
        param: 'provided_details[email]',
      });
    }
  });

  test('is an address like any other in live mode', async () => {
    const live = gateway.stripe(gateway.account.live!.secret);
    await create('nonsense@outcome.test', live);
    const session = await create('verified@outcome.test', live);
    const { person } = await suppliedDevice(gateway, session);
    await person.submit();
    const { outcomes, runs } = await submissionOf(session.id);
    expect([outcomes, runs.map(({ check }) => check)]).toEqual([[], ['document']]);
  });
});

test('any other address runs the checks', async () => {
  const { session } = await submitted('verified@outcome.test.example.com');
  const { outcomes, runs } = await submissionOf(session.id);
  expect([outcomes, runs.map(({ check }) => check)]).toEqual([[], ['document']]);
});

test.each(ERROR_CODES)('%s can be asked for', (code) => {
  expect(magicOutcome(false, `${code}@outcome.test`)).toEqual({ code, delayed: false });
  expect(magicOutcome(true, `${code}@outcome.test`)).toBeNull();
});
