import type { ApiKeyResource, Permission } from '@idem/contracts';
import { hashToken } from '@idem/platform/crypto/token';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { createApiKey } from '../keys/create-api-key.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let admin: string;
beforeAll(async () => {
  gateway = await startGateway({ trustedProxies: ['127.0.0.1'] });
  admin = await adminKey(['identity.read', 'files.read']);
});
afterAll(() => gateway.stop());

const KEYS = '/v1/idem/api_keys';
const DAY_S = 24 * 3600;
const now = () => Math.floor(gateway.clock.now().getTime() / 1000);

const adminKey = (
  permissions: readonly Permission[],
  ipAllowlist: readonly string[] = [],
  livemode = false,
) =>
  createApiKey(gateway.deps, {
    accountId: gateway.account.accountId,
    kind: 'restricted',
    livemode,
    permissions: ['api_keys.write', ...permissions],
    ipAllowlist,
  });

/** Through the official client, with the key that it is about. */
const post = async (path: string, params: Record<string, unknown> = {}, key = admin, options = {}) =>
  (await gateway.stripe(key).rawRequest('POST', path, params, options)) as unknown as ApiKeyResource;
const get = async <T = ApiKeyResource>(path: string, key = admin) =>
  (await gateway.stripe(key).rawRequest('GET', path)) as unknown as T;
const create = (params: Record<string, unknown> = {}, key = admin) =>
  post(KEYS, { kind: 'restricted', permissions: ['identity.read'], ...params }, key);

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
const lists = (key: string) => gateway.stripe(key).identity.verificationSessions.list();

describe('an admin key', () => {
  test('makes a key, which works, is shown once, and is stored as a hash', async () => {
    const made = await create({ name: 'desk', permissions: ['identity.read', 'identity.read'] });
    expect(made).toEqual({
      id: expect.stringMatching(/^key_[0-9A-Za-z]{24}$/),
      object: 'idem.api_key',
      created: expect.any(Number),
      expires_at: null,
      hint: made.secret!.slice(-4),
      ip_allowlist: [],
      kind: 'restricted',
      livemode: false,
      name: 'desk',
      permissions: ['identity.read'],
      secret: expect.stringMatching(/^rk_test_[0-9A-Za-z]{40}$/),
      status: 'active',
    });
    const row = await gateway.db.apiKey.findUniqueOrThrow({ where: { id: made.id } });
    expect(Buffer.from(row.hash).equals(hashToken(made.secret!))).toBe(true);
    expect((await lists(made.secret!)).object).toBe('list');
    expect(await get(`${KEYS}/${made.id}`)).not.toHaveProperty('secret');
    const page = await get<Stripe.ApiList<ApiKeyResource>>(`${KEYS}?kind=restricted&limit=1`);
    expect(page).toMatchObject({ url: KEYS, has_more: true, data: [{ id: made.id, name: 'desk' }] });
    expect(JSON.stringify(page)).not.toContain(made.secret);
    const next = await get<Stripe.ApiList<ApiKeyResource>>(`${KEYS}?starting_after=${made.id}&limit=100`);
    expect(next.data.map(({ id }) => id)).not.toContain(made.id);
    expect(next.data.length).toBeGreaterThan(2);
  });

  test('rolls a key: the old one works for as long as it was told to', async () => {
    const old = await create({ name: 'desk' });
    const rolled = await post(`${KEYS}/${old.id}/roll`, { expires_at: now() + DAY_S });
    expect(rolled).toMatchObject({ name: 'desk', permissions: ['identity.read'], status: 'active' });
    expect(rolled.secret).not.toBe(old.secret);
    expect(await get(`${KEYS}/${old.id}`)).toMatchObject({ expires_at: now() + DAY_S, status: 'active' });
    await lists(old.secret!);
    await lists(rolled.secret!);
    gateway.clock.advance(DAY_S * 1000);
    expect(await refusalOf(lists(old.secret!))).toMatchObject({ statusCode: 401, code: 'api_key_expired' });
    await lists(rolled.secret!);
    expect(await refusalOf(post(`${KEYS}/${old.id}/roll`))).toMatchObject({ statusCode: 400 });
    for (const expires_at of [now() - 1, now() + 7 * DAY_S + 1]) {
      expect(await refusalOf(post(`${KEYS}/${rolled.id}/roll`, { expires_at }))).toMatchObject({
        statusCode: 400,
        param: 'expires_at',
      });
    }
  });

  test('revokes a key, also one that holds more, and also twice', async () => {
    const secret = await createApiKey(gateway.deps, {
      accountId: gateway.account.accountId,
      kind: 'secret',
      livemode: false,
    });
    const { id } = await gateway.db.apiKey.findUniqueOrThrow({ where: { hash: hashToken(secret) } });
    expect(await post(`${KEYS}/${id}/revoke`)).toMatchObject({ status: 'expired', expires_at: now() });
    expect(await refusalOf(lists(secret))).toMatchObject({ statusCode: 401, code: 'api_key_expired' });
    expect(await post(`${KEYS}/${id}/revoke`)).toMatchObject({ status: 'expired' });
  });

  test('a repeated creation makes no second key and does not show the first again', async () => {
    const again = { idempotencyKey: 'a key for the desk' };
    const params = { kind: 'restricted', permissions: ['identity.read'] };
    const first = await post(KEYS, params, admin, again);
    const second = await post(KEYS, params, admin, again);
    expect(second.id).toBe(first.id);
    expect([first, second].map((key) => 'secret' in key)).toEqual([true, false]);
    const [row] = await gateway.db.$queryRaw<{ text: string }[]>`
      SELECT json_agg(r)::text AS text FROM idempotency_records r`;
    expect(row?.text).not.toContain(first.secret);
  });
});

describe('nobody makes a key that holds more:', () => {
  test.each([
    ['a permission', { permissions: ['files.write'] }],
    ['sensitive results', { permissions: ['identity.recent_sensitive_results'] }],
    ['a secret key', { kind: 'secret', permissions: undefined }],
  ])('%s', async (_, params) => {
    expect(await refusalOf(create(params))).toMatchObject({
      statusCode: 403,
      message: expect.stringContaining('does not have'),
    });
  });

  test('by rolling', async () => {
    const { id } = await gateway.db.apiKey.findUniqueOrThrow({
      where: { hash: hashToken(gateway.account.test.secret) },
    });
    expect(await refusalOf(post(`${KEYS}/${id}/roll`))).toMatchObject({ statusCode: 403 });
    await lists(gateway.account.test.secret);
  });

  test('who holds everything that secret keys hold may make one, and a publishable key is nothing', async () => {
    const all = await adminKey([
      'identity.read',
      'identity.write',
      'identity.review',
      'files.read',
      'files.write',
      'events.read',
      'webhook_endpoints.read',
      'webhook_endpoints.write',
      'page_settings.read',
      'page_settings.write',
    ]);
    const secret = await create({ kind: 'secret', permissions: undefined }, all);
    expect(secret).toMatchObject({ secret: expect.stringMatching(/^sk_test_/), permissions: [] });
    const publishable = await create({ kind: 'publishable', permissions: undefined });
    expect(publishable.secret).toMatch(/^pk_test_/);
    const another = await create({ permissions: ['api_keys.write', 'identity.read'] });
    expect(await refusalOf(create({ permissions: ['files.read'] }, another.secret))).toMatchObject({
      statusCode: 403,
    });
  });

  test('a key that is bound to addresses makes keys that are bound to no others', async () => {
    const bound = await adminKey(['identity.read', 'identity.sensitive_results'], ['203.0.113.0/24']);
    const make = (params: Record<string, string>, ip = '203.0.113.7') =>
      gateway
        .request('POST', KEYS, {
          key: bound,
          headers: { 'x-forwarded-for': ip },
          body: new URLSearchParams({ kind: 'restricted', 'permissions[0]': 'identity.read', ...params }),
        })
        .then(async (answer) => ({ status: answer.status, body: (await answer.json()) as ApiKeyResource }));
    expect(await make({}, '198.51.100.1')).toMatchObject({ status: 403 });
    expect(await make({})).toMatchObject({ status: 200, body: { ip_allowlist: ['203.0.113.0/24'] } });
    expect(await make({ 'ip_allowlist[0]': '203.0.113.128/25' })).toMatchObject({ status: 200 });
    for (const wider of ['203.0.0.0/16', '198.51.100.1', '::/0'])
      expect(await make({ 'ip_allowlist[0]': wider })).toMatchObject({ status: 403 });
    expect(await make({ kind: 'secret' })).toMatchObject({ status: 400 });
    expect(
      await make({ 'permissions[0]': 'identity.sensitive_results', 'ip_allowlist[0]': '203.0.113.9' }),
    ).toMatchObject({ status: 200, body: { ip_allowlist: ['203.0.113.9'] } });
  });

  test('of the other mode', async () => {
    const live = await adminKey(['identity.read'], [], true);
    expect(await create({}, live)).toMatchObject({
      livemode: true,
      secret: expect.stringMatching(/^rk_live_/),
    });
    expect(await refusalOf(create({ livemode: true }))).toMatchObject({
      statusCode: 400,
      code: 'parameter_unknown',
      param: 'livemode',
    });
    const { id } = await create();
    for (const act of [
      () => get(`${KEYS}/${id}`, live),
      () => post(`${KEYS}/${id}/roll`, {}, live),
      () => post(`${KEYS}/${id}/revoke`, {}, live),
    ]) {
      expect(await refusalOf(act())).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    }
  });
});

test.each([
  [{ permissions: undefined }, 'permissions'],
  [{ kind: 'publishable' }, 'permissions'],
  [{ ip_allowlist: ['localhost'] }, 'ip_allowlist'],
  [{ permissions: ['identity.sensitive_results'] }, 'ip_allowlist'],
  [{ permissions: ['everything'] }, 'permissions[0]'],
  [{ kind: 'admin' }, 'kind'],
])('is refused as unsound: %j', async (params, param) => {
  expect(await refusalOf(create(params))).toMatchObject({ statusCode: 400, param });
});

test('other keys may not even look', async () => {
  const { secret, restricted } = gateway.account.test;
  for (const key of [secret, restricted]) {
    expect(await refusalOf(get(KEYS, key))).toMatchObject({
      statusCode: 403,
      message: expect.stringContaining("'api_keys.write'"),
    });
    expect(await refusalOf(create({}, key))).toMatchObject({ statusCode: 403 });
  }
});
