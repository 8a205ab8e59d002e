import { SESSION_STATUSES, type SessionStatus } from '@idem/domain';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

const OPERATIONS = {
  update: (id: string) => stripe.identity.verificationSessions.update(id, { metadata: { a: '1' } }),
  cancel: (id: string) => stripe.identity.verificationSessions.cancel(id),
  redact: (id: string) => stripe.identity.verificationSessions.redact(id),
  submit: (id: string) =>
    stripe.rawRequest('POST', `/v1/test_helpers/identity/verification_sessions/${id}/verify`),
} as const;
type Operation = keyof typeof OPERATIONS;

/** docs: the contract's table of allowed operations, and the status each leaves behind. */
const ALLOWED: Readonly<Record<SessionStatus, Partial<Record<Operation, SessionStatus>>>> = {
  requires_input: { update: 'requires_input', cancel: 'canceled', redact: 'canceled', submit: 'processing' },
  processing: {},
  verified: { redact: 'verified' },
  canceled: { redact: 'canceled' },
};
const EVENTS: Readonly<Record<string, string[]>> = {
  'requires_input cancel': ['canceled'],
  'requires_input redact': ['canceled'],
  'requires_input submit': ['processing'],
};

const rowOf = (id: string) => gateway.db.verificationSession.findUniqueOrThrow({ where: { id } });
const eventsOf = async (sessionId: string) =>
  (await gateway.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );

const cases = SESSION_STATUSES.flatMap((status) =>
  (Object.keys(OPERATIONS) as Operation[]).map((operation) => [status, operation] as const),
);
test.each(cases)('%s: %s', async (status, operation) => {
  const { id } = await stripe.identity.verificationSessions.create({ type: 'document' });
  await gateway.db.verificationSession.update({ where: { id }, data: { status } });
  const before = await rowOf(id);
  const outcome = await OPERATIONS[operation](id).then(
    () => 'done',
    (error: Stripe.errors.StripeError) => error,
  );
  const after = ALLOWED[status][operation];
  if (after === undefined) {
    expect(outcome).toMatchObject({
      statusCode: 400,
      rawType: 'invalid_request_error',
      message: expect.stringContaining(`\`${status}\``),
      headers: { 'stripe-should-retry': 'false' },
    });
    expect(await rowOf(id)).toEqual(before);
    expect(await eventsOf(id)).toEqual(['created']);
  } else {
    expect(outcome).toBe('done');
    expect((await rowOf(id)).status).toBe(after);
    expect(await eventsOf(id)).toEqual(['created', ...(EVENTS[`${status} ${operation}`] ?? [])]);
  }
});

test('a redacted session takes nothing any more, and asking again changes nothing', async () => {
  const session = await stripe.identity.verificationSessions.create({ type: 'document' });
  await stripe.identity.verificationSessions.redact(session.id);
  const before = await rowOf(session.id);
  for (const operation of ['update', 'cancel', 'submit'] as const) {
    await expect(OPERATIONS[operation](session.id)).rejects.toMatchObject({ statusCode: 400 });
  }
  expect((await deviceOf(gateway, session).send(CONSENT)).status).toBeGreaterThanOrEqual(400);
  expect(await stripe.identity.verificationSessions.redact(session.id)).toMatchObject({
    status: 'canceled',
    redaction: { status: 'processing' },
  });
  expect(await rowOf(session.id)).toEqual(before);
  expect(await eventsOf(session.id)).toEqual(['created', 'canceled']);
});
