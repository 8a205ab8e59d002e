import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const DAY_MS = 24 * 60 * 60 * 1000;
const sessions = () => stripe.identity.verificationSessions;

const eventsOf = async (sessionId: string) =>
  (await gateway.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );

async function refusal(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the request was accepted');
}

describe('create and retrieve', () => {
  test('a reference may be as long as Stripe allows, and is found by', async () => {
    // Random, so that the database cannot make it short by compressing it.
    const client_reference_id = randomBytes(3_750).toString('base64');
    expect(client_reference_id).toHaveLength(5_000);
    const { id } = await sessions().create({ type: 'document', client_reference_id });
    const { data } = await sessions().list({ client_reference_id });
    expect(data.map((session) => session.id)).toEqual([id]);
  });

  test('a session is born waiting for input, with a link', async () => {
    const session = await sessions().create({
      type: 'document',
      options: { document: { allowed_types: ['passport'], require_matching_selfie: true } },
      client_reference_id: 'order 7',
      metadata: { user: '42' },
      related_customer: 'cus_1',
      return_url: 'https://shop.example/back',
    });
    expect(session).toMatchObject({
      object: 'identity.verification_session',
      client_reference_id: 'order 7',
      last_error: null,
      last_verification_report: null,
      livemode: false,
      metadata: { user: '42' },
      options: { document: { allowed_types: ['passport'], require_matching_selfie: true } },
      redaction: null,
      related_customer: 'cus_1',
      status: 'requires_input',
      type: 'document',
    });
    expect(session.id).toMatch(/^vs_[0-9A-Za-z]{24}$/);
    expect(session.client_secret).toMatch(/^vs_[0-9a-zA-Z]+_secret_test_[\w-]{43}$/);
    expect(session.url).toBe(`https://id.example/start/${session.client_secret?.split('_secret_')[1]}`);
    expect(Math.abs(session.created - Date.now() / 1000)).toBeLessThan(60);
    expect(session).not.toHaveProperty('provided_details');
    expect(session).not.toHaveProperty('return_url');
    expect(session.lastResponse.headers['request-id']).toMatch(/^req_/);
    expect(await eventsOf(session.id)).toEqual(['created']);

    const { lastResponse: _1, ...retrieved } = await sessions().retrieve(session.id);
    const { lastResponse: _2, ...created } = session;
    expect(retrieved).toEqual(created);
  });

  test('nothing personal lies in the row in the clear', async () => {
    const { id, client_secret } = await sessions().create({
      type: 'document',
      provided_details: { email: 'jenny@example.com', phone: '5555551212' },
    });
    const row = await gateway.db.verificationSession.findUniqueOrThrow({ where: { id } });
    const text = Buffer.from(
      JSON.stringify(row, (_, value) =>
        value instanceof Uint8Array
          ? Buffer.from(value).toString('latin1')
          : typeof value === 'bigint'
            ? String(value)
            : value,
      ),
    ).toString();
    expect(text).not.toContain('jenny');
    expect(text).not.toContain('5555551212');
    expect(text).not.toContain(client_secret?.split('_secret_')[1]);
  });

  test('provided details are shown when expanded', async () => {
    const { id } = await sessions().create({ type: 'document', provided_details: { email: 'a@b.example' } });
    const session = await sessions().retrieve(id, {
      expand: ['provided_details', 'verified_outputs', 'last_verification_report'],
    });
    expect(session).toMatchObject({
      provided_details: { email: 'a@b.example' },
      verified_outputs: null,
      last_verification_report: null,
    });
  });

  test('the link is the same while it works, and a new one after a day', async () => {
    const session = await sessions().create({ type: 'document' });
    expect((await sessions().retrieve(session.id)).client_secret).toBe(session.client_secret);
    gateway.clock.advance(DAY_MS);
    const [first, second] = await Promise.all([
      sessions().retrieve(session.id),
      sessions().retrieve(session.id),
    ]);
    gateway.clock.advance(-DAY_MS);
    expect(first.client_secret).not.toBe(session.client_secret);
    expect(second.client_secret).toBe(first.client_secret);
  });

  test('a live key makes live sessions, which test keys cannot see', async () => {
    const live = await gateway
      .stripe(gateway.account.live?.secret)
      .identity.verificationSessions.create({ type: 'document' });
    expect(live.livemode).toBe(true);
    expect(live.client_secret).toMatch(/_secret_live_/);
    const error = await refusal(sessions().retrieve(live.id));
    expect([error.statusCode, error.code, error.param]).toEqual([404, 'resource_missing', 'id']);
    expect(error.message).toBe(`No such verificationsession: '${live.id}'`);
  });

  test.each([
    [{ type: 'id_number' as const }, 'type', /not supported yet/],
    [{ verification_flow: 'vf_1' }, 'verification_flow', /No such verificationflow/],
    [
      { type: 'document' as const, options: { document: { require_id_number: true } } },
      'options[document][require_id_number]',
      /not supported yet/,
    ],
    [{}, 'type', /Missing required param/],
  ])('refuses %j', async (params, param, message) => {
    const error = await refusal(sessions().create(params));
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect([error.statusCode, error.param]).toEqual([400, param]);
    expect(error.message).toMatch(message);
  });
});

describe('update', () => {
  test('merges metadata, options and details', async () => {
    const { id } = await sessions().create({
      type: 'document',
      metadata: { a: '1', b: '2' },
      options: { document: { allowed_types: ['id_card'], require_live_capture: true } },
      provided_details: { email: 'a@b.example' },
    });
    const session = await sessions().update(id, {
      metadata: { b: '', c: '3' },
      options: { document: { require_matching_selfie: true, require_live_capture: false } },
      provided_details: { phone: '+4915112345678' },
      expand: ['provided_details'],
    });
    expect(session).toMatchObject({
      metadata: { a: '1', c: '3' },
      options: {
        document: { allowed_types: ['id_card'], require_matching_selfie: true, require_live_capture: false },
      },
      provided_details: { email: 'a@b.example', phone: '+4915112345678' },
    });
    const cleared = await sessions().update(id, {
      metadata: '' as unknown as Stripe.MetadataParam,
      options: { document: '' },
    });
    expect(cleared).toMatchObject({ metadata: {}, options: { document: {} } });
  });

  test('is refused for what cannot change', async () => {
    const { id } = await sessions().create({ type: 'document' });
    const error = await refusal(
      sessions().update(id, { client_reference_id: 'x' } as Stripe.Identity.VerificationSessionUpdateParams),
    );
    expect([error.statusCode, error.code, error.param]).toEqual([
      400,
      'parameter_unknown',
      'client_reference_id',
    ]);
  });
});

describe('cancel', () => {
  test('ends the session and its link, once', async () => {
    const { id } = await sessions().create({ type: 'document' });
    const canceled = await sessions().cancel(id);
    expect(canceled).toMatchObject({ status: 'canceled', client_secret: null, url: null });
    expect(await eventsOf(id)).toEqual(['created', 'canceled']);

    for (const work of [sessions().cancel(id), sessions().update(id, { metadata: { a: 'b' } })]) {
      const error = await refusal(work);
      expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
      expect(error.statusCode).toBe(400);
      expect(error.message).toContain('status is `canceled`');
      expect(error.headers?.['stripe-should-retry']).toBe('false');
    }
    expect(await eventsOf(id)).toEqual(['created', 'canceled']);
    expect((await sessions().retrieve(id)).client_secret).toBeNull();
  });

  test('of two at once, one succeeds', async () => {
    const { id } = await sessions().create({ type: 'document' });
    const results = await Promise.allSettled([
      sessions().cancel(id),
      sessions().cancel(id),
      sessions().cancel(id),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf(id)).toEqual(['created', 'canceled']);
  });
});

describe('list', () => {
  const reference = 'listed';
  const ids: string[] = [];
  beforeAll(async () => {
    for (let number = 0; number < 7; number++) {
      gateway.clock.advance(1000);
      ids.unshift((await sessions().create({ type: 'document', client_reference_id: reference })).id);
    }
    await sessions().cancel(ids[0]!);
  });

  test('pages through everything, newest first', async () => {
    const seen: string[] = [];
    for await (const { id } of sessions().list({ limit: 3, client_reference_id: reference })) seen.push(id);
    expect(seen).toEqual(ids);
  });

  test('pages backwards', async () => {
    const page = await sessions().list({ limit: 2, ending_before: ids[5]!, client_reference_id: reference });
    expect(page.data.map(({ id }) => id)).toEqual([ids[3], ids[4]]);
    expect(page.has_more).toBe(true);
    const seen: string[] = [];
    for await (const { id } of sessions().list({
      limit: 2,
      ending_before: ids[6]!,
      client_reference_id: reference,
    })) {
      seen.push(id);
    }
    expect(seen).toEqual([...ids.slice(0, 6)].reverse());
  });

  test('filters by status and time', async () => {
    const canceled = await sessions().list({ status: 'canceled', client_reference_id: reference });
    expect(canceled.data.map(({ id }) => id)).toEqual([ids[0]]);
    const middle = await sessions().retrieve(ids[3]!);
    const of = async (created: Stripe.RangeQueryParam | number) =>
      (await sessions().list({ created, client_reference_id: reference })).data.map(({ id }) => id);
    expect(await of(middle.created)).toEqual([ids[3]]);
    expect(await of({ gt: middle.created })).toEqual(ids.slice(0, 3));
    expect(await of({ gte: middle.created })).toEqual(ids.slice(0, 4));
    expect(await of({ lt: middle.created })).toEqual(ids.slice(4));
    expect(await of({ lte: middle.created, gt: middle.created - 2 })).toEqual(ids.slice(3, 5));
  });

  test('shows where it is found and expands below data', async () => {
    const page = await sessions().list({ limit: 1, expand: ['data.provided_details'] });
    expect(page).toMatchObject({ object: 'list', url: '/v1/identity/verification_sessions' });
    expect(page.data[0]).toHaveProperty('provided_details', null);
    const error = await refusal(sessions().list({ expand: ['provided_details'] }));
    expect([error.statusCode, error.param]).toEqual([400, 'expand[0]']);
  });

  test.each([
    [{ starting_after: 'vs_nothing' }, 'starting_after', 'resource_missing'],
    [{ limit: 0 }, 'limit', 'parameter_invalid_integer'],
    [{ starting_after: 'vs_a', ending_before: 'vs_b' }, 'ending_before', undefined],
  ])('refuses %j', async (params, param, code) => {
    const error = await refusal(sessions().list(params));
    expect([error.statusCode, error.param, error.code]).toEqual([400, param, code]);
  });
});
