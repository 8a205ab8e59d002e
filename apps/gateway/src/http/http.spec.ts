import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { createApiKey } from '../keys/create-api-key.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const SESSIONS = '/v1/identity/verification_sessions';
const form = (text: string) => ({
  body: text,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

interface ErrorBody {
  error: { type: string; message: string; code?: string; param?: string };
}

async function send(method: string, path: string, init: Parameters<TestGateway['request']>[2] = {}) {
  const response = await gateway.request(method, path, init);
  const body = (await response.json()) as ErrorBody & Record<string, unknown>;
  expect(response.headers.get('request-id')).toMatch(/^req_[0-9A-Za-z]{24}$/);
  if (response.status >= 400)
    expect(body).toEqual({
      error: expect.objectContaining({ type: expect.stringMatching(/_error$/), message: expect.any(String) }),
    });
  return { status: response.status, body, error: body.error, headers: response.headers };
}

describe('authentication', () => {
  test.each([
    ['nothing', {}],
    ['an unknown key', { authorization: 'Bearer sk_test_unknown' }],
    ['an unknown scheme', { authorization: 'Digest sk_test_unknown' }],
    ['basic without a user', { authorization: `Basic ${Buffer.from(':password').toString('base64')}` }],
  ])('%s is 401', async (_name, headers) => {
    const { status, error } = await send('GET', SESSIONS, {
      key: null,
      headers: headers as Record<string, string>,
    });
    expect([status, error.type]).toEqual([401, 'invalid_request_error']);
  });

  test('a key that is refused is not quoted in full', async () => {
    const error = await gateway
      .stripe('sk_test_0123456789abcdef')
      .identity.verificationSessions.list()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(String(error)).toContain('sk_test_****cdef');
  });

  test('a revoked key is 401', async () => {
    const { accountId } = gateway.account;
    const key = await createApiKey(gateway.deps, { accountId, kind: 'secret', livemode: false });
    expect((await send('GET', SESSIONS, { key })).status).toBe(200);
    const revoke = (revokedAt: Date) =>
      gateway.db.apiKey.updateMany({ where: { hint: key.slice(-4) }, data: { revokedAt } });
    await revoke(new Date(gateway.clock.now().getTime() + 1));
    expect((await send('GET', SESSIONS, { key })).status).toBe(200);
    await revoke(gateway.clock.now());
    expect(await send('GET', SESSIONS, { key })).toMatchObject({
      status: 401,
      error: { code: 'api_key_expired' },
    });
  });

  test('basic authentication carries the key as user name', async () => {
    const authorization = `Basic ${Buffer.from(`${gateway.account.test.secret}:`).toString('base64')}`;
    expect((await send('GET', SESSIONS, { key: null, headers: { authorization } })).status).toBe(200);
  });

  test('keys are stored as hashes only', async () => {
    const rows = await gateway.db.apiKey.findMany({ omit: { seq: true } });
    const { secret } = gateway.account.test;
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows.some(({ hash }) => Buffer.from(hash).includes(secret))).toBe(false);
    expect(
      rows
        .filter(({ livemode }) => livemode)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['publishable', 'restricted', 'secret']);
  });
});

describe('permission', () => {
  test('a publishable key is refused', async () => {
    const { status, error } = await send('GET', SESSIONS, { key: gateway.account.test.publishable });
    expect([status, error.code]).toEqual([403, 'secret_key_required']);
  });

  test('a restricted key does what it was granted and no more', async () => {
    const key = gateway.account.test.restricted;
    expect((await send('POST', SESSIONS, { key, ...form('type=document') })).status).toBe(200);
    const { status, error } = await send('GET', '/v1/webhook_endpoints', { key });
    expect([status, error.message]).toEqual([403, expect.stringContaining("'webhook_endpoints.read'")]);
    const thrown = await gateway
      .stripe(key)
      .webhookEndpoints.list()
      .catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(Stripe.errors.StripePermissionError);
  });

  test('sensitive results need a restricted key that names them', async () => {
    const { body } = await send('POST', SESSIONS, form('type=document'));
    for (const path of ['verified_outputs.dob', 'last_verification_report.document.number']) {
      const query = `${SESSIONS}/${String(body.id)}?expand[]=${path}`;
      const { status, error } = await send('GET', query);
      expect([status, error.message]).toEqual([403, expect.stringContaining('identity.sensitive_results')]);
      expect((await send('GET', query, { key: gateway.account.test.restricted })).status).toBe(200);
    }
  });
});

describe('parameters', () => {
  const REFUSED: readonly (readonly [string, string, string?])[] = [
    ['foo=1&type=document', 'foo', 'parameter_unknown'],
    ['type=document&options[document][foo]=1', 'options[document][foo]', 'parameter_unknown'],
    ['type=document&metadata[a][b]=1', 'metadata[a]', 'parameter_invalid_string'],
    ['type=passport', 'type', 'parameter_invalid_enum'],
    [
      'type=document&options[document][allowed_types][1]=visa',
      'options[document][allowed_types][0]',
      'parameter_invalid_enum',
    ],
    [
      'type=document&options[document][require_live_capture]=yes',
      'options[document][require_live_capture]',
      'parameter_invalid_boolean',
    ],
    ['type=document&client_reference_id=', 'client_reference_id', 'parameter_invalid_empty'],
    ['type=document&client_reference_id=a%00b', 'client_reference_id', 'parameter_invalid_string'],
    ['type=document&related_person[account]=a', 'related_person[person]', 'parameter_missing'],
    ['type=document&return_url=javascript:alert(1)', 'return_url', 'url_invalid'],
    [
      `type=document&client_reference_id=${'x'.repeat(5001)}`,
      'client_reference_id',
      'parameter_invalid_string',
    ],
    [`type=document&metadata[${'k'.repeat(41)}]=1`, `metadata[${'k'.repeat(41)}]`, 'parameter_invalid_key'],
    [
      `type=document&${Array.from({ length: 51 }, (_, key) => `metadata[k${key}]=1`).join('&')}`,
      'metadata',
      'parameter_invalid_metadata',
    ],
    ['type=document&expand[]=secrets', 'expand[0]'],
    ['type=document&expand[]=a.b.c.d.e', 'expand[0]'],
    ['type=document&constructor=1', 'constructor', 'parameter_unknown'],
    ['type=document&__proto__[admin]=1', '__proto__[admin]', 'parameter_unknown'],
    ['type=document&metadata[__proto__]=1', 'metadata[__proto__]', 'parameter_unknown'],
    ['type=document&metadata[a]]=1', 'metadata[a]]', 'parameter_invalid_key'],
    ['type=document&metadata[city]=K%F6ln', 'metadata[city]', 'parameter_invalid_string'],
    ['type=document&client_reference_id=M%FCller', 'client_reference_id', 'parameter_invalid_string'],
    ['type=document&metadata[]=1', 'metadata', 'parameter_invalid_object'],
    ['type=document&options[document][allowed_types][x]=passport', 'options[document][allowed_types]'],
    ['type=document&idempotency_key=abc', 'idempotency_key', 'parameter_unknown'],
    [
      `type=document&metadata[k]=${encodeURIComponent('🪪'.repeat(501))}`,
      'metadata[k]',
      'parameter_invalid_string',
    ],
  ];
  test.each(REFUSED.map(([body, param, code]) => ({ name: body.slice(0, 60), body, param, code })))(
    '$name is 400',
    async ({ body, param, code }) => {
      expect(await send('POST', SESSIONS, form(body))).toMatchObject({
        status: 400,
        error: { param, ...(code === undefined ? {} : { code }) },
      });
    },
  );

  test.each([
    ['metadata[7]=x', { 7: 'x' }],
    ['metadata[0]=a&metadata[1]=b', { 0: 'a', 1: 'b' }],
    ['metadata[123]=x', { 123: 'x' }],
    ['metadata[a]=1&metadata[7]=2', { a: '1', 7: '2' }],
    ['metadata[constructor]=1&metadata[length]=2', { constructor: '1', length: '2' }],
    [`metadata[${encodeURIComponent('é'.repeat(40))}]=x`, { ['é'.repeat(40)]: 'x' }],
    [`metadata[k]=${encodeURIComponent('🪪'.repeat(500))}`, { k: '🪪'.repeat(500) }],
  ])('%s comes back as it was named', async (body, metadata) => {
    const created = await send('POST', SESSIONS, form(`type=document&${body}`));
    expect([created.status, created.body.metadata]).toEqual([200, metadata]);
    const again = await send('GET', `${SESSIONS}/${String(created.body.id)}`);
    expect(again.body.metadata).toEqual(metadata);
    const updated = await send(
      'POST',
      `${SESSIONS}/${String(created.body.id)}`,
      form('metadata[2024]=y&metadata[7]='),
    );
    expect(updated.body.metadata).toEqual({
      ...Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== '7')),
      2024: 'y',
    });
  });

  test.each(['True', 'TRUE', 'true', 'False', 'FALSE', 'false'])('%s is a boolean', async (spelled) => {
    const flag = 'options[document][require_matching_selfie]';
    const expected = { options: { document: { require_matching_selfie: /true/i.test(spelled) } } };
    expect(await send('POST', SESSIONS, form(`type=document&${flag}=${spelled}`))).toMatchObject({
      status: 200,
      body: expected,
    });
    expect((await send('GET', `/v1/file_links?expired=${spelled}`)).status).toBe(200);
  });

  test('an empty list is one, wherever something is expanded', async () => {
    const { body } = await send('POST', SESSIONS, form('type=document&expand='));
    const { id } = body;
    for (const answer of [
      await send('GET', `${SESSIONS}/${String(id)}?expand=`),
      await send('GET', `${SESSIONS}?expand=`),
      await send('POST', `${SESSIONS}/${String(id)}`, form('expand=&provided_details=&options[document]=')),
      await send('POST', `${SESSIONS}/${String(id)}`, form('options[document][allowed_types]=')),
      await send('POST', `${SESSIONS}/${String(id)}/cancel`, form('expand=')),
    ])
      expect([answer.status, answer.error]).toEqual([200, undefined]);
  });

  test.each(['expand[]', 'expand[0]', 'expand%5B0%5D', 'expand%5B%5D', 'expand[3]'])(
    '%s=provided_details expands it, in a query and in a body',
    async (name) => {
      const created = await send('POST', SESSIONS, form(`type=document&${name}=provided_details`));
      expect([created.status, created.body.provided_details]).toEqual([200, null]);
      const shown = await send('GET', `${SESSIONS}/${String(created.body.id)}?${name}=provided_details`);
      expect(shown.body).toEqual(created.body);
    },
  );

  test('brackets may be encoded, arrays empty-bracketed or sparse, the body JSON', async () => {
    const expected = {
      options: { document: { allowed_types: ['passport', 'id_card'], require_live_capture: true } },
    };
    const flag = 'options[document][require_live_capture]=true';
    for (const init of [
      form(
        `type=document&${flag}&options%5Bdocument%5D%5Ballowed_types%5D%5B0%5D=passport&options[document][allowed_types][1]=id_card`,
      ),
      form(
        `type=document&${flag}&options[document][allowed_types][]=passport&options[document][allowed_types][]=id_card`,
      ),
      form(
        `type=document&${flag}&options[document][allowed_types][5]=passport&options[document][allowed_types][70]=id_card`,
      ),
      {
        body: JSON.stringify({ type: 'document', ...expected }),
        headers: { 'content-type': 'application/json' },
      },
    ]) {
      expect(await send('POST', SESSIONS, init)).toMatchObject({ status: 200, body: expected });
    }
  });

  test.each([
    ['a form nested too deeply', form(`type${'[a]'.repeat(20)}=1`)],
    ['too many parameters', form(Array.from({ length: 1200 }, (_, key) => `a${key}=1`).join('&'))],
    ['JSON that is none', { body: '{"type":', headers: { 'content-type': 'application/json' } }],
    ['JSON that is a list', { body: '[]', headers: { 'content-type': 'application/json' } }],
    [
      'half a surrogate pair',
      {
        body: '{"type":"document","client_reference_id":"\\ud800"}',
        headers: { 'content-type': 'application/json' },
      },
    ],
    [
      'a malformed multipart body',
      { body: 'nothing', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    ],
    ['multipart without a boundary', { body: 'nothing', headers: { 'content-type': 'multipart/form-data' } }],
  ])('%s is 400', async (_name, init) => {
    expect((await send('POST', SESSIONS, init)).status).toBe(400);
  });

  test('a query that cannot be read is 400', async () => {
    expect((await send('GET', `${SESSIONS}?${'a[b]'.repeat(1)}${'[c]'.repeat(20)}=1`)).status).toBe(400);
    expect((await send('GET', `${SESSIONS}?created[gt]=99999999999999999999`)).status).toBe(400);
  });
});

describe('transport', () => {
  test('every response names its request and version and forbids caching', async () => {
    const { headers } = await send('GET', SESSIONS, {
      headers: { 'stripe-version': '2020-08-27; identity_client_api=v7' },
    });
    expect(headers.get('stripe-version')).toBe('2020-08-27; identity_client_api=v7');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await send('GET', SESSIONS)).headers.get('stripe-version')).toBe('2026-10-28.endive');
  });

  test.each([
    ['an unknown route', 'GET', '/v1/nothing', {}, 404],
    ['an unknown method', 'PUT', SESSIONS, {}, 404],
    ['a malformed URL', 'GET', '/v1/%zz', {}, 400],
    ['an id with a null byte', 'GET', `${SESSIONS}/vs_%00`, {}, 404],
    ['an id that is too long', 'GET', `${SESSIONS}/${'x'.repeat(400)}`, {}, 414],
    [
      'another content type',
      'POST',
      SESSIONS,
      { body: '<xml/>', headers: { 'content-type': 'application/xml' } },
      415,
    ],
    ['a body of 2 MB', 'POST', SESSIONS, form(`client_reference_id=${'x'.repeat(2_000_000)}`), 413],
  ])('%s is refused in our shape', async (_name, method, path, init, status) => {
    expect((await send(method, path, init)).status).toBe(status);
  });

  test('a fault of ours shows nothing of itself, and the log has it', async () => {
    const { body } = await send('POST', SESSIONS, form('type=document'));
    await gateway.db.verificationSession.update({
      where: { id: String(body.id) },
      data: { metadata: ['broken'] },
    });
    const { status, error, headers } = await send('GET', `${SESSIONS}/${String(body.id)}`);
    expect([status, error.type]).toEqual([500, 'api_error']);
    expect(error.message).not.toMatch(/zod|metadata|expected/i);
    const line = gateway.logged.at(-1);
    expect(line).toContain(headers.get('request-id'));
    expect(line).toContain('ZodError');
    await gateway.db.verificationSession.update({ where: { id: String(body.id) }, data: { metadata: {} } });
  });

  test.each([
    ['what is not HTTP', '\u0000\u0001 nonsense\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])(
    '%s gets an error and the end of its connection, and nothing else happens',
    async (_name, bytes, status) => {
      const answer = await new Promise<string>((resolve, reject) => {
        let text = '';
        const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(bytes));
        socket
          .on('data', (chunk) => (text += chunk))
          .on('close', () => resolve(text))
          .on('error', reject);
      });
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      expect(head).toContain(`HTTP/1.1 ${status} `);
      expect(JSON.parse(body)).toEqual({
        error: { type: 'invalid_request_error', message: expect.any(String) },
      });
      expect((await send('GET', SESSIONS)).status).toBe(200);
    },
  );
});
