import type { VerificationFlowResource } from '@idem/contracts';
import type { CheckDefinition } from '@idem/domain';
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

const FLOWS = '/v1/identity/verification_flows';
type Flow = VerificationFlowResource;

/** Through the official client: it knows no flows, and sends what it does not know as it is. */
const call = async <T = Flow>(
  method: 'GET' | 'POST',
  path: string,
  params: Record<string, unknown> = {},
  key = gateway.account.test.secret,
) => {
  const stripe = gateway.stripe(key);
  const query = new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const work =
    method === 'GET' ? stripe.rawRequest('GET', `${path}?${query}`) : stripe.rawRequest('POST', path, params);
  return (await work) as unknown as T;
};
const createFlow = (params: Record<string, unknown> = {}) =>
  call('POST', FLOWS, { name: 'onboarding', type: 'document', ...params });

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('the request was accepted');
    },
    (error: Stripe.errors.StripeError) => {
      expect(error).toBeInstanceOf(Stripe.errors.StripeError);
      const { statusCode, param, code, message } = error;
      return { statusCode, param, code, message };
    },
  );

describe('a flow', () => {
  test('is made, found, changed and listed', async () => {
    const flow = await createFlow({
      options: { document: { allowed_types: ['passport'], require_matching_selfie: true, liveness: 'off' } },
      return_url: 'https://shop.example/back',
      metadata: { team: 'risk' },
    });
    expect(flow).toEqual({
      id: expect.stringMatching(/^vf_[0-9A-Za-z]{24}$/),
      object: 'identity.verification_flow',
      active: true,
      created: Math.floor(gateway.clock.now().getTime() / 1000),
      livemode: false,
      metadata: { team: 'risk' },
      name: 'onboarding',
      options: {
        document: { allowed_types: ['passport'], require_matching_selfie: true, liveness: 'off' },
      },
      return_url: 'https://shop.example/back',
      type: 'document',
      url: expect.stringMatching(/^https:\/\/id\.example\/flows\/test_[\w-]{43}$/),
    });
    expect((await call('GET', `${FLOWS}/${flow.id}`)).url).toBe(flow.url);

    const changed = await call('POST', `${FLOWS}/${flow.id}`, {
      name: 'renamed',
      active: false,
      return_url: '',
      options: { document: { allowed_types: '', require_live_capture: true } },
      metadata: { team: '', cost: '7' },
    });
    expect(changed).toMatchObject({
      name: 'renamed',
      active: false,
      return_url: null,
      options: {
        document: { require_matching_selfie: true, liveness: 'off', require_live_capture: true },
      },
      metadata: { cost: '7' },
      url: null,
    });
    const again = await call('POST', `${FLOWS}/${flow.id}`, { active: true, options: '' });
    expect(again).toMatchObject({ options: { document: {} }, url: flow.url });

    const other = await createFlow({ active: false });
    const listed = async (params: Record<string, unknown>) =>
      (await call<Stripe.ApiList<Flow>>('GET', FLOWS, params)).data.map(({ id }) => id);
    expect(await listed({})).toEqual([other.id, flow.id]);
    expect(await listed({ active: true })).toEqual([flow.id]);
    expect(await listed({ limit: 1, starting_after: other.id })).toEqual([flow.id]);
  });

  test('says what becomes of people who were verified as somebody else, and its sessions keep it', async () => {
    const flow = await createFlow({ options: { duplicates: 'review', tries: { session: 2 } } });
    expect(flow.options).toEqual({ document: {}, duplicates: 'review', tries: { session: 2 } });
    const session = await stripe.identity.verificationSessions.create({ verification_flow: flow.id });
    expect(session.options).toEqual(flow.options);
    const changed = await call('POST', `${FLOWS}/${flow.id}`, {
      options: { duplicates: '', tries: { session: '', reference: 3 } },
    });
    expect(changed.options).toEqual({ document: {}, tries: { reference: 3 } });
    expect(await refusalOf(createFlow({ options: { duplicates: 'ignore' } }))).toMatchObject({
      statusCode: 400,
      param: 'options[duplicates]',
    });
  });

  test('keeps its link hashed and sealed', async () => {
    const flow = await createFlow();
    const token = flow.url!.split('/').at(-1)!;
    const row = await gateway.db.verificationFlow.findUniqueOrThrow({ where: { id: flow.id } });
    for (const column of [row.tokenHash, row.sealedToken])
      expect(Buffer.from(column).toString('latin1')).not.toContain(token);
  });

  test.each([
    [{ name: '' }, 'name', 'parameter_invalid_empty'],
    [{ type: 'verification_flow' }, 'type', 'parameter_invalid_enum'],
    [{ options: { document: { foo: 1 } } }, 'options[document][foo]', 'parameter_unknown'],
    [{ options: { id_number: { foo: 1 } } }, 'options[id_number][foo]', 'parameter_unknown'],
    [{ return_url: 'javascript:alert(1)' }, 'return_url', 'url_invalid'],
    [{ type: 'id_number', options: { document: { require_live_capture: true } } }, 'options[document]'],
    [{ options: { document: { liveness: 'off' } } }, 'options[document][liveness]'],
    // What no registered check would find out.
    [{ type: 'id_number' }, 'type', 'parameter_invalid_not_offered'],
    [
      { options: { document: { require_id_number: true } } },
      'options[document][require_id_number]',
      'parameter_invalid_not_offered',
    ],
    [
      { options: { email: { require_verification: true } } },
      'options[email][require_verification]',
      'parameter_invalid_not_offered',
    ],
    [
      { options: { phone: { require_verification: true } } },
      'options[phone][require_verification]',
      'parameter_invalid_not_offered',
    ],
    [
      { options: { matching: { dob: 'similar' } } },
      'options[matching][dob]',
      'parameter_invalid_not_offered',
    ],
    [{ options: { matching: { dob: 'exact' } } }, 'options[matching][dob]', 'parameter_invalid_enum'],
  ])('is refused: %j', async (params, param, code = expect.any(String) as unknown as string) => {
    expect(await refusalOf(createFlow(params))).toMatchObject({ statusCode: 400, param, code });
  });

  test('may say that nothing of the kind is asked for', async () => {
    const options = {
      document: {},
      email: { require_verification: false },
      phone: { require_verification: false },
      matching: { name: 'none', dob: 'none' },
    };
    const flow = await createFlow({ options });
    expect(flow.options).toEqual(options);
    expect(
      (await call('POST', `${FLOWS}/${flow.id}`, { options: { email: '', matching: { dob: '' } } })).options,
    ).toEqual({ document: {}, phone: { require_verification: false }, matching: { name: 'none' } });
  });

  test('belongs to its mode and its account, and needs the permission', async () => {
    const flow = await createFlow();
    const live = gateway.account.live!.secret;
    expect(await refusalOf(call('GET', `${FLOWS}/${flow.id}`, {}, live))).toMatchObject({ statusCode: 404 });
    expect(
      await refusalOf(
        gateway.stripe(live).identity.verificationSessions.create({ verification_flow: flow.id }),
      ),
    ).toMatchObject({ statusCode: 400, param: 'verification_flow', code: 'resource_missing' });
    expect(
      await refusalOf(call('POST', FLOWS, { name: 'x', type: 'document' }, gateway.account.test.publishable)),
    ).toMatchObject({ statusCode: 403 });
  });
});

describe('a session of a flow', () => {
  const sessions = () => stripe.identity.verificationSessions;

  test('takes its options, and keeps them when the flow changes', async () => {
    const flow = await createFlow({
      options: { document: { allowed_types: ['id_card'] } },
      return_url: 'https://shop.example/back',
    });
    const session = await sessions().create({
      verification_flow: flow.id,
      client_reference_id: 'order 9',
      provided_details: { email: 'jenny@example.com' },
    });
    expect(session).toMatchObject({
      type: 'verification_flow',
      verification_flow: flow.id,
      options: { document: { allowed_types: ['id_card'] } },
      client_reference_id: 'order 9',
      status: 'requires_input',
    });
    const row = () => gateway.db.verificationSession.findUniqueOrThrow({ where: { id: session.id } });
    expect((await row()).returnUrl).toBe('https://shop.example/back');
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    expect(event?.data.object).toMatchObject({ id: session.id, verification_flow: flow.id });

    await call('POST', `${FLOWS}/${flow.id}`, { options: { document: { allowed_types: ['passport'] } } });
    expect((await sessions().retrieve(session.id)).options).toEqual({
      document: { allowed_types: ['id_card'] },
    });
    const later = await sessions().create({ verification_flow: flow.id, return_url: 'https://b.example/' });
    expect(later.options).toEqual({ document: { allowed_types: ['passport'] } });
    expect(
      (await gateway.db.verificationSession.findUniqueOrThrow({ where: { id: later.id } })).returnUrl,
    ).toBe('https://b.example/');

    const plain = await sessions().create({ type: 'document' });
    expect(plain).not.toHaveProperty('verification_flow');
    const found = await sessions().list({
      verification_flow: flow.id,
    } as Stripe.Identity.VerificationSessionListParams);
    expect(found.data.map(({ id }) => id)).toEqual([later.id, session.id]);
  });

  test.each([
    [{ type: 'document' as const }, 'type'],
    [{ options: { document: { require_live_capture: true } } }, 'options'],
  ])('cannot be given %j too, neither at once nor later', async (params, param) => {
    const flow = await createFlow();
    expect(await refusalOf(sessions().create({ verification_flow: flow.id, ...params }))).toMatchObject({
      statusCode: 400,
      param,
    });
    const { id } = await sessions().create({ verification_flow: flow.id });
    expect(await refusalOf(sessions().update(id, params))).toMatchObject({ statusCode: 400 });
    expect((await sessions().update(id, { metadata: { a: '1' } })).metadata).toEqual({ a: '1' });
  });

  test('cannot be made of an inactive flow', async () => {
    const flow = await createFlow({ active: false });
    expect(await refusalOf(sessions().create({ verification_flow: flow.id }))).toMatchObject({
      statusCode: 400,
      param: 'verification_flow',
      message: expect.stringContaining('inactive'),
    });
  });
});

test('a check that is registered makes its option available', async () => {
  const email: CheckDefinition = {
    name: 'email',
    section: 'email',
    inputs: [],
    after: [],
    codes: ['email_unverified_other'],
    requiredBy: (options) => options.email?.require_verification === true,
  };
  const richer = await startGateway({}, { checks: [...gateway.deps.checks, email] });
  try {
    const flow = (await richer.stripe().rawRequest('POST', FLOWS, {
      name: 'with e-mail',
      type: 'document',
      options: { email: { require_verification: true } },
    })) as unknown as Flow;
    expect(flow.options).toEqual({ document: {}, email: { require_verification: true } });
  } finally {
    await richer.stop();
  }
});
