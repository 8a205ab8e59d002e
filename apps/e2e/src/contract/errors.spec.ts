import { request as open } from 'node:http';
import { takenPicture } from '@idem/gateway/testing/device';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { type ApiUnderTest, refusalOf, START_MS, startApi } from '../testing/api-under-test.js';

const SESSIONS = '/v1/identity/verification_sessions';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, START_MS);
afterAll(() => api.stop(), START_MS);

const sessions = () => api.stripe.identity.verificationSessions;
const { errors } = Stripe;

describe('the class of an error', () => {
  test('400 is StripeInvalidRequestError, with code and bracketed param', async () => {
    const create = (params: object) => refusalOf(sessions().create(params as never));
    const table = [
      [{ type: 'document', colour: 'red' }, 'parameter_unknown', 'colour'],
      [
        { type: 'document', options: { document: { colour: 1 } } },
        'parameter_unknown',
        'options[document][colour]',
      ],
      [{}, 'parameter_missing', 'type'],
      [{ type: 'document', related_person: { account: 'a' } }, 'parameter_missing', 'related_person[person]'],
      [{ type: 'document', client_reference_id: '' }, 'parameter_invalid_empty', 'client_reference_id'],
      [{ type: 'document', return_url: 'ftp://a.example' }, 'url_invalid', 'return_url'],
      [{ type: 'document', options: 'all' }, 'parameter_invalid_object', 'options'],
    ] as const;
    for (const [params, code, param] of table) {
      const error = await create(params);
      expect(error).toBeInstanceOf(errors.StripeInvalidRequestError);
      expect([error.statusCode, error.rawType, error.code, error.param]).toEqual([
        400,
        'invalid_request_error',
        code,
        param,
      ]);
    }
    const integer = await refusalOf(sessions().list({ limit: 1.5 }));
    expect([integer.code, integer.param]).toEqual(['parameter_invalid_integer', 'limit']);
  });

  test('404 is StripeInvalidRequestError with resource_missing, of every kind of object', async () => {
    const { stripe } = api;
    const works = [
      sessions().retrieve('vs_none'),
      sessions().update('vs_none', {}),
      sessions().cancel('vs_none'),
      sessions().redact('vs_none'),
      stripe.identity.verificationReports.retrieve('vr_none'),
      stripe.files.retrieve('file_none'),
      stripe.fileLinks.retrieve('link_none'),
      stripe.fileLinks.update('link_none', {}),
      stripe.events.retrieve('evt_none'),
      stripe.webhookEndpoints.retrieve('we_none'),
      stripe.webhookEndpoints.update('we_none', {}),
      stripe.webhookEndpoints.del('we_none'),
    ];
    for (const work of works) {
      const error = await refusalOf(work);
      expect(error).toBeInstanceOf(errors.StripeInvalidRequestError);
      expect([error.statusCode, error.code, error.param]).toEqual([404, 'resource_missing', 'id']);
    }
    const route = await refusalOf(stripe.rawRequest('GET', '/v1/customers'));
    expect([route.statusCode, route.rawType]).toEqual([404, 'invalid_request_error']);
  });

  test('401 is StripeAuthenticationError', async () => {
    for (const key of ['sk_test_unknown123', 'rk_live_unknown123', 'vs_none_secret_none']) {
      const error = await refusalOf(api.gateway.stripe(key).identity.verificationSessions.list());
      expect(error).toBeInstanceOf(errors.StripeAuthenticationError);
      expect(error.message).not.toContain(key);
    }
  });

  test('403 is StripePermissionError', async () => {
    const publishable = api.gateway.stripe(api.gateway.account.test.publishable);
    const error = await refusalOf(publishable.identity.verificationSessions.list());
    expect(error).toBeInstanceOf(errors.StripePermissionError);
    expect(await refusalOf(api.restricted.webhookEndpoints.list())).toBeInstanceOf(
      errors.StripePermissionError,
    );
  });

  test('a used idempotency key with other parameters is StripeIdempotencyError', async () => {
    const options = { idempotencyKey: 'contract-mismatch' };
    await sessions().create({ type: 'document' }, options);
    const error = await refusalOf(sessions().create({ type: 'document', metadata: { a: '1' } }, options));
    expect(error).toBeInstanceOf(errors.StripeIdempotencyError);
    expect([error.statusCode, error.rawType]).toEqual([400, 'idempotency_error']);
  });

  test('409 while the first is under way is StripeAPIError, and the client may retry', async () => {
    const options = { idempotencyKey: 'contract-concurrent' };
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => sessions().create({ type: 'document' }, options)),
    );
    const made = new Set(
      results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : [])),
    );
    expect(made.size).toBe(1);
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toBeInstanceOf(errors.StripeAPIError);
      expect([result.reason.statusCode, result.reason.code]).toEqual([409, 'idempotency_key_in_use']);
      expect(result.reason.headers['stripe-should-retry']).toBe('true');
    }
    // With retries on, as an integration has them, nobody notices.
    const { port } = new URL(api.gateway.url);
    const patient = new Stripe(api.gateway.account.test.secret, {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      maxNetworkRetries: 5,
    });
    const again = await Promise.all(
      Array.from({ length: 4 }, () =>
        patient.identity.verificationSessions.create(
          { type: 'document' },
          { idempotencyKey: 'contract-patient' },
        ),
      ),
    );
    expect(new Set(again.map(({ id }) => id)).size).toBe(1);
  });
});

describe('headers', () => {
  test('every response names its request, and repeats version and idempotency key', async () => {
    const session = await sessions().create({ type: 'document' }, { idempotencyKey: 'contract-headers' });
    expect(session.lastResponse.requestId).toMatch(/^req_[0-9A-Za-z]{24}$/);
    expect(session.lastResponse).toMatchObject({
      statusCode: 200,
      headers: { 'idempotency-key': 'contract-headers', 'stripe-version': session.lastResponse.apiVersion },
    });
    const replayed = await sessions().create({ type: 'document' }, { idempotencyKey: 'contract-headers' });
    expect(replayed.id).toBe(session.id);
    expect(replayed.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': session.lastResponse.requestId,
    });
    const error = await refusalOf(sessions().retrieve('vs_none'));
    expect(error.requestId).toMatch(/^req_/);
  });

  test.each(['2020-08-27; identity_client_api=v7', '2022-11-15', 'anything'])(
    'accepts and echoes Stripe-Version %s',
    async (apiVersion) => {
      const { lastResponse } = await sessions().list({}, { apiVersion });
      expect(lastResponse.headers['stripe-version']).toBe(apiVersion);
    },
  );
});

describe('what the client cannot send', () => {
  const raw = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
    new Promise<{ status: number; body: Record<string, unknown>; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        const { hostname, port } = new URL(api.gateway.url);
        const sent = open(
          {
            hostname,
            port,
            method,
            path,
            headers: {
              authorization: `Bearer ${api.gateway.account.test.secret}`,
              'content-length': String(Buffer.byteLength(body)),
              ...headers,
            },
          },
          async (response) => {
            const chunks: Buffer[] = [];
            for await (const chunk of response) chunks.push(chunk as Buffer);
            const text = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(text), headers: response.headers });
          },
        );
        sent.on('error', reject);
        sent.end(body);
      },
    );
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

  test.each([
    ['indexed arrays', 'type=document&expand[0]=provided_details'],
    ['bare brackets', 'type=document&expand[]=provided_details'],
    ['encoded brackets', 'type=document&expand%5B0%5D=provided_details'],
  ])('%s', async (_name, body) => {
    const answer = await raw('POST', SESSIONS, body, FORM);
    expect([answer.status, answer.body.provided_details]).toEqual([200, null]);
  });

  test('a JSON body, basic authentication, a form type on GET, a POST without a body', async () => {
    const json = await raw('POST', SESSIONS, '{"type":"document","metadata":{"a":"1"}}', {
      'content-type': 'application/json',
    });
    expect([json.status, json.body.metadata]).toEqual([200, { a: '1' }]);
    const user = Buffer.from(`${api.gateway.account.test.secret}:`).toString('base64');
    expect((await raw('GET', SESSIONS, '', { authorization: `Basic ${user}`, ...FORM })).status).toBe(200);
    expect((await raw('POST', `${SESSIONS}/${String(json.body.id)}/cancel`)).body.status).toBe('canceled');
  });

  test('parameters of DELETE go into the query, where unknown ones are refused', async () => {
    const endpoint = await api.stripe.webhookEndpoints.create({
      url: 'https://hooks.example/delete',
      enabled_events: ['*'],
    });
    const refused = await raw('DELETE', `/v1/webhook_endpoints/${endpoint.id}?force=1`);
    expect([refused.status, refused.body.error]).toEqual([
      400,
      expect.objectContaining({ code: 'parameter_unknown', param: 'force' }),
    ]);
    expect((await raw('DELETE', `/v1/webhook_endpoints/${endpoint.id}`)).body).toEqual({
      id: endpoint.id,
      object: 'webhook_endpoint',
      deleted: true,
    });
  });

  test('a null unsets like an empty text, a date is its second', async () => {
    const { id } = await sessions().create({ type: 'document', metadata: { a: '1' } });
    expect((await sessions().update(id, { metadata: { a: null } })).metadata).toEqual({});
    const found = await sessions().list({ created: { gte: new Date(Date.now() + 60_000) as never } });
    expect(found.data).toEqual([]);
  });
});

describe('files', () => {
  test('are uploaded by the client as they are to Stripe, shown, linked and fetched', async () => {
    const data = await takenPicture();
    const file = await api.stripe.files.create({
      purpose: 'identity_document',
      file: { data, name: 'front.jpg', type: 'application/octet-stream' },
    });
    expect(file).toMatchObject({
      object: 'file',
      purpose: 'identity_document',
      filename: 'front.jpg',
      type: 'jpg',
    });
    expect(file.id).toMatch(/^file_[0-9A-Za-z]{24}$/);
    expect((await api.stripe.files.retrieve(file.id)).size).toBe(file.size);
    const none = await refusalOf(
      api.stripe.files.create({
        purpose: 'identity_document',
        file: { data: 'text', name: 'a.txt', type: 'text/plain' },
      }),
    );
    expect([none.statusCode, none.param]).toEqual([400, 'file']);
    const purpose = await refusalOf(
      api.stripe.files.create({
        purpose: 'colour' as never,
        file: { data, name: 'a.jpg', type: 'image/jpeg' },
      }),
    );
    expect([purpose.code, purpose.param]).toEqual(['parameter_invalid_enum', 'purpose']);
  });

  test('that show a person are linked for 30 seconds, by a restricted key', async () => {
    const { id } = await sessions().create({ type: 'document' });
    const session = await sessions().retrieve(id);
    const device = api.gateway.stripe(session.client_secret ?? '');
    const file = await device.files.create({
      purpose: 'identity_private' as never,
      file: { data: await takenPicture(), name: 'front.jpg', type: 'image/jpeg' },
    });
    const refused = await refusalOf(api.stripe.fileLinks.create({ file: file.id }));
    expect([400, 403]).toContain(refused.statusCode);
  });
});
