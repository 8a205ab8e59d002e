import { REPORTABLE_FAILURES } from '@idem/domain';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { CONSENT, deviceOf } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

type Session = Stripe.Identity.VerificationSession;
const create = () => stripe.identity.verificationSessions.create({ type: 'document' });
const report = async (session: Session, code: string, key = session.client_secret) => {
  const path = `/v1/identity/verification_pages/${session.id}/cannot_verify`;
  const response = await gateway.request('POST', path, { key, body: new URLSearchParams({ code }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const eventsOf = async (sessionId: string) =>
  (await gateway.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );

describe.each(REPORTABLE_FAILURES)('%s', (code) => {
  test('is told to the integrator at once, without a report, and once over each link', async () => {
    const session = await create();
    expect(await report(session, code)).toMatchObject({ status: 200, body: { status: 'requires_input' } });
    expect(await stripe.identity.verificationSessions.retrieve(session.id)).toMatchObject({
      status: 'requires_input',
      last_error: { code, reason: expect.stringMatching(/\w/) },
      last_verification_report: null,
    });
    expect(await eventsOf(session.id)).toEqual(['created', 'requires_input']);
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    expect(event).toMatchObject({
      type: 'identity.verification_session.requires_input',
      data: { object: { id: session.id, last_error: { code } } },
    });
    await report(session, code);
    expect(await eventsOf(session.id)).toEqual(['created', 'requires_input']);
    const fresh = await stripe.identity.verificationSessions.retrieve(session.id);
    const isFresh = fresh.client_secret !== session.client_secret;
    expect((await report(fresh, code)).status).toBe(200);
    expect(await eventsOf(session.id)).toEqual([
      'created',
      'requires_input',
      ...(isFresh ? ['requires_input'] : []),
    ]);
    expect(await gateway.db.submission.count({ where: { sessionId: session.id } })).toBe(0);
  });
});

test.each([
  ['consent_declined', 200],
  ['device_not_supported', 200],
  ['country_not_supported', 401],
  ['under_supported_age', 401],
])('after %s the link at hand answers %i, and a fresh one works', async (code, status) => {
  const session = await create();
  await report(session, code);
  expect((await deviceOf(gateway, session).send(CONSENT)).status).toBe(status);
  const fresh = await stripe.identity.verificationSessions.retrieve(session.id);
  expect((await deviceOf(gateway, fresh).send(CONSENT)).status).toBe(200);
});

describe('is refused', () => {
  test.each(['abandoned', 'document_expired', 'bad_luck', ''])('with the code %j', async (code) => {
    const session = await create();
    expect(await report(session, code)).toMatchObject({ status: 400, body: { error: { param: 'code' } } });
    expect(await eventsOf(session.id)).toEqual(['created']);
  });

  test('of another session, and once the session is canceled', async () => {
    const [mine, yours] = [await create(), await create()];
    expect((await report(yours, 'consent_declined', mine.client_secret)).status).toBe(403);
    await stripe.identity.verificationSessions.cancel(yours.id);
    expect((await report(yours, 'consent_declined')).status).toBe(400);
  });
});

test('what the person does is noted, and no longer once they have submitted', async () => {
  const session = await create();
  const activeAt = async () =>
    (await gateway.db.verificationSession.findUniqueOrThrow({ where: { id: session.id } })).personActiveAt;
  expect(await activeAt()).toBeNull();
  await stripe.identity.verificationSessions.retrieve(session.id);
  expect(await activeAt()).toBeNull();
  await deviceOf(gateway, session).show();
  const opened = gateway.clock.now();
  expect(await activeAt()).toEqual(opened);
  gateway.clock.advance(30_000);
  await deviceOf(gateway, session).show();
  expect(await activeAt()).toEqual(opened);
  await deviceOf(gateway, session).send(CONSENT);
  expect(await activeAt()).toEqual(gateway.clock.now());
  await stripe.rawRequest('POST', `/v1/test_helpers/identity/verification_sessions/${session.id}/verify`);
  expect(await activeAt()).toBeNull();
});
