import type { VerificationTriesResource } from '@idem/contracts';
import { MAX_REFERENCE_HOURS } from '@idem/domain';
import { eraseSession } from '@idem/platform/redaction/erase-session';
import { forgetOldTries } from '@idem/platform/tries/forget-tries';
import { referenceKeys } from '@idem/platform/tries/reference-keys';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { createApiKey } from '../keys/create-api-key.js';
import { deviceOf, suppliedDevice } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const HOUR_MS = 3_600_000;
let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway({ tries: { session: 3, reference: 4, referenceHours: 24 } });
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

type Session = Stripe.Identity.VerificationSession;
let references = 0;
const newReference = () => `customer-${++references}`;
const create = (reference?: string, more: Stripe.Identity.VerificationSessionCreateParams = {}) =>
  stripe.identity.verificationSessions.create({
    ...('verification_flow' in more ? {} : { type: 'document' }),
    ...(reference === undefined ? {} : { client_reference_id: reference }),
    ...more,
  });
const current = (id: string) =>
  stripe.identity.verificationSessions.retrieve(id, { expand: ['tries'] }) as unknown as Promise<
    Session & { tries: VerificationTriesResource }
  >;
const submit = async (session: Session) => {
  const { person } = await suppliedDevice(gateway, await current(session.id));
  return person.submit();
};

/** What the aggregator makes of the submission under way. */
async function settle(sessionId: string, result: 'failed' | 'incomplete' | null = 'failed') {
  const settledAt = gateway.clock.now();
  await gateway.db.submission.updateMany({
    where: { sessionId, settledAt: null },
    data: { settledAt, tryResult: result },
  });
  await gateway.db.verificationSession.update({
    where: { id: sessionId },
    data: { status: 'requires_input', lastErrorCode: 'document_expired', lastErrorReason: 'expired' },
  });
}
async function fail(session: Session, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    expect(await submit(session)).toMatchObject({ status: 200 });
    await settle(session.id);
  }
}
const exhausted = { status: 400, body: { error: { code: 'verification_tries_exhausted' } } };
const eventsOf = async (sessionId: string) =>
  (await gateway.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );

describe('of one session', () => {
  test('are counted down on its page, and the last is the last', async () => {
    const session = await create();
    const left = async () => (await deviceOf(gateway, await current(session.id)).show()).body.tries_left;
    expect(await left()).toBe(3);
    await fail(session);
    expect(await left()).toBe(2);
    await fail(session, 2);
    const page = await deviceOf(gateway, await current(session.id)).show();
    expect(page.body).toMatchObject({
      status: 'requires_input',
      tries_left: 0,
      requirements: {
        errors: [{ title: 'Identity not verified', body: expect.stringContaining('No tries are left') }],
      },
    });
    const refused = await submit(session);
    expect(refused).toMatchObject(exhausted);
    expect(refused.body.error?.message).toContain('contact the business');
    expect((await current(session.id)).tries).toEqual({ failed: 3, limit: 3, left: 0, reference: null });
    expect(await gateway.db.submission.count({ where: { sessionId: session.id } })).toBe(3);
  });

  test('do not count when they passed, were our fault, or lacked a side of the document', async () => {
    const session = await create();
    for (const result of [null, 'incomplete', null, 'incomplete'] as const) {
      expect(await submit(session)).toMatchObject({ status: 200 });
      await settle(session.id, result);
    }
    expect((await current(session.id)).tries).toMatchObject({ failed: 0, left: 3 });
  });

  test('are not won back by updating the session, nor by a fresh link', async () => {
    const session = await create();
    await fail(session, 3);
    await stripe.identity.verificationSessions.update(session.id, {
      type: 'document',
      options: { document: { require_matching_selfie: false } },
      provided_details: { email: 'other@example.org' },
      metadata: { again: 'yes' },
    });
    expect(await submit(session)).toMatchObject(exhausted);
    gateway.clock.advance(30 * HOUR_MS);
    expect(await submit(session)).toMatchObject(exhausted);
  });

  test('cannot be set by the session, and are in no resource that was not asked for them', async () => {
    await expect(create(undefined, { options: { tries: { session: 99 } } } as never)).rejects.toMatchObject({
      code: 'parameter_unknown',
      param: 'options[tries]',
    });
    expect(await create()).not.toHaveProperty('tries');
  });

  test('scripted outcomes are tries too', async () => {
    const session = await create();
    const script = (how: string) =>
      stripe.rawRequest('POST', `/v1/test_helpers/identity/verification_sessions/${session.id}/${how}`, {});
    for (let n = 0; n < 3; n++) {
      await script('fail');
      await settle(session.id);
    }
    await expect(script('verify')).rejects.toMatchObject({ code: 'verification_tries_exhausted' });
  });
});

describe('of one reference', () => {
  test('count over its sessions, canceled ones too, until the hours are over', async () => {
    const reference = newReference();
    const first = await create(reference);
    await fail(first, 3);
    await stripe.identity.verificationSessions.cancel(first.id);
    const second = await create(reference);
    await fail(second, 1);
    const third = await create(reference);
    expect((await current(third.id)).tries).toEqual({
      failed: 0,
      limit: 3,
      left: 0,
      reference: { failed: 4, limit: 4, within_hours: 24 },
    });
    expect(await submit(third)).toMatchObject(exhausted);
    gateway.clock.advance(24 * HOUR_MS);
    expect(await submit(third)).toMatchObject({ status: 200 });
  });

  test('that ran out are told to the integrator, once', async () => {
    const reference = newReference();
    await fail(await create(reference), 3);
    await fail(await create(reference), 1);
    const session = await create(reference);
    for (let n = 0; n < 3; n++) expect(await submit(session)).toMatchObject(exhausted);
    expect(await current(session.id)).toMatchObject({
      status: 'requires_input',
      last_error: {
        code: 'document_unverified_other',
        reason: expect.stringContaining('No tries are left for now'),
      },
      last_verification_report: null,
    });
    expect(await eventsOf(session.id)).toEqual(['created', 'requires_input']);
    expect((await current(session.id)).client_secret).not.toBeNull();
  });

  test.each([
    ['case', (reference: string) => reference.toUpperCase()],
    ['blanks', (reference: string) => `  ${reference.replace('-', ' - ')}\t`],
    ['invisible characters', (reference: string) => `\u200B${reference}\u00AD`],
    ['width', (reference: string) => reference.replace('c', 'ｃ')],
  ])('are the same in other %s', async (_, varied) => {
    const reference = newReference();
    await fail(await create(reference), 3);
    const other = await create(varied(reference));
    expect((await current(other.id)).tries).toMatchObject({ left: 1, reference: { failed: 3 } });
  });

  test('of blanks alone are not those of all blanks', () => {
    const keyOf = (clientReferenceId: string) =>
      Buffer.from(
        referenceKeys(gateway.deps.keys, { accountId: 'acct_1', livemode: false, clientReferenceId })![0],
      ).toString('hex');
    expect(keyOf(' ')).not.toBe(keyOf('\t'));
  });

  test('of other references, accounts and modes are others', async () => {
    const reference = newReference();
    await fail(await create(reference), 3);
    expect((await current((await create(newReference())).id)).tries.reference?.failed).toBe(0);
    const live = await gateway
      .stripe(gateway.account.live?.secret)
      .identity.verificationSessions.create({ type: 'document', client_reference_id: reference }, {});
    const shown = (await gateway
      .stripe(gateway.account.live?.secret)
      .identity.verificationSessions.retrieve(live.id, { expand: ['tries'] })) as unknown as {
      tries: VerificationTriesResource;
    };
    expect(shown.tries.reference?.failed).toBe(0);
    const ours = { accountId: gateway.account.accountId, livemode: false, clientReferenceId: reference };
    const [mine] = referenceKeys(gateway.deps.keys, ours)!;
    const [theirs] = referenceKeys(gateway.deps.keys, { ...ours, accountId: 'acct_other' })!;
    expect(Buffer.from(mine).equals(theirs)).toBe(false);
  });

  test('are not exceeded by 20 submissions at once', async () => {
    const reference = newReference();
    const sessions = await Promise.all(Array.from({ length: 20 }, () => create(reference)));
    const devices = [];
    for (const session of sessions) devices.push((await suppliedDevice(gateway, session)).person);
    const answers = await Promise.all(devices.map((device) => device.submit()));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(200), count(400)]).toEqual([4, 16]);
    for (const { status, body } of answers)
      if (status === 400) expect(body.error?.code).toBe('verification_tries_pending');
    // Nobody failed yet: nothing is told, and when they pass, others may go on.
    const waiting = sessions[answers.findIndex(({ status }) => status === 400)]!;
    expect((await current(waiting.id)).last_error).toBeNull();
    for (const [n, { status }] of answers.entries()) if (status === 200) await settle(sessions[n]!.id, null);
    expect(await submit(waiting)).toMatchObject({ status: 200 });
  }, 60_000);

  test('one session submitted 20 times at once is one try', async () => {
    const session = await create(newReference());
    const { person } = await suppliedDevice(gateway, session);
    const answers = await Promise.all(Array.from({ length: 20 }, () => person.submit()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await gateway.db.referenceTry.count({ where: { submission: { sessionId: session.id } } })).toBe(1);
  });

  test('survive the redaction of their sessions without the reference, and are forgotten after a week', async () => {
    const reference = newReference();
    const session = await create(reference);
    await fail(session, 2);
    await submit(session);
    await settle(session.id, null);
    await gateway.db.$transaction(async (tx) =>
      eraseSession(
        tx,
        gateway.deps,
        await tx.verificationSession.findUniqueOrThrow({ where: { id: session.id } }),
      ),
    );
    const ofSession = { where: { submission: { sessionId: session.id } } };
    expect(await gateway.db.referenceTry.count(ofSession)).toBe(2);
    const again = await create(reference);
    expect((await current(again.id)).tries.reference).toMatchObject({ failed: 2 });
    gateway.clock.advance(MAX_REFERENCE_HOURS * HOUR_MS);
    await forgetOldTries(gateway.db, gateway.clock.now());
    expect(await gateway.db.referenceTry.count(ofSession)).toBe(0);
  });
});

describe('a flow', () => {
  const flowWith = async (tries: Record<string, number>) =>
    (
      (await stripe.rawRequest('POST', '/v1/identity/verification_flows', {
        name: 'strict',
        type: 'document',
        options: { tries },
      })) as unknown as { id: string; options: unknown }
    ).id;

  test('sets its own limits, which its sessions keep', async () => {
    const flow = await flowWith({ session: 1, reference_hours: 1 });
    const session = await create(newReference(), { verification_flow: flow });
    expect(session.options).toEqual({ document: {}, tries: { session: 1, reference_hours: 1 } });
    await stripe.rawRequest('POST', `/v1/identity/verification_flows/${flow}`, { options: { tries: '' } });
    await fail(session);
    expect(await submit(session)).toMatchObject(exhausted);
    expect((await current(session.id)).tries).toMatchObject({
      limit: 1,
      left: 0,
      reference: { failed: 1, limit: 4, within_hours: 1 },
    });
  });

  test('lifts limits with 0', async () => {
    const session = await create(newReference(), {
      verification_flow: await flowWith({ session: 0, reference: 0 }),
    });
    await fail(session, 5);
    expect((await current(session.id)).tries).toMatchObject({ failed: 5, limit: null, left: null });
    expect((await deviceOf(gateway, await current(session.id)).show()).body.tries_left).toBeNull();
  });

  test.each([
    [{ session: -1 }, 'options[tries][session]'],
    [{ reference_hours: 0 }, 'options[tries][reference_hours]'],
    [{ reference_hours: MAX_REFERENCE_HOURS + 1 }, 'options[tries][reference_hours]'],
    [{ person: 1 }, 'options[tries][person]'],
  ])('refuses %j', async (tries, param) => {
    await expect(flowWith(tries as Record<string, number>)).rejects.toMatchObject({ statusCode: 400, param });
  });
});

describe('a reviewer', () => {
  const reopen = async (id: string, permissions: readonly 'identity.review'[] = ['identity.review']) => {
    const { accountId } = gateway.account;
    const key = await createApiKey(gateway.deps, {
      accountId,
      livemode: false,
      kind: 'restricted',
      permissions: [...permissions],
    });
    return gateway
      .stripe(key)
      .rawRequest('POST', `/v1/identity/verification_sessions/${id}/reopen`, { reviewer: 'agent-7' });
  };

  test('gives a session and its reference their tries again, and is on record', async () => {
    const reference = newReference();
    const [first, second] = [await create(reference), await create(reference)];
    await fail(first, 3);
    await fail(second, 1);
    expect(await submit(second)).toMatchObject(exhausted);
    await reopen(second.id);
    expect((await current(second.id)).tries).toMatchObject({ failed: 0, left: 3, reference: { failed: 0 } });
    await fail(second, 1);
    expect((await current(second.id)).tries).toMatchObject({ failed: 1, reference: { failed: 1 } });
    const forgiven = await gateway.db.submission.findMany({ where: { sessionId: first.id } });
    expect(forgiven).toMatchObject(
      Array(3).fill({ tryResult: 'failed', forgivenBy: 'agent-7', forgivenAt: expect.any(Date) }),
    );
  });

  test('alone may', async () => {
    const { id } = await create();
    await expect(reopen(id, [])).rejects.toMatchObject({ statusCode: 403 });
  });

  test('cannot reopen what is canceled', async () => {
    const { id } = await create();
    await stripe.identity.verificationSessions.cancel(id);
    await expect(reopen(id)).rejects.toMatchObject({ statusCode: 400 });
  });
});
