import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type ApiUnderTest, refusalOf, START_MS, startApi } from '../testing/api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, START_MS);
afterAll(() => api.stop(), START_MS);

const sessions = () => api.stripe.identity.verificationSessions;
const script = (id: string, how: string, params: Record<string, string> = {}) =>
  api.stripe.rawRequest('POST', `/v1/test_helpers/identity/verification_sessions/${id}/${how}`, params);
const plain = <T extends object>({ lastResponse: _, ...rest }: Stripe.Response<T>) => rest;

/** A session whose checks all passed. */
async function verified(): Promise<Stripe.Identity.VerificationSession> {
  const { id } = await sessions().create({
    type: 'document',
    options: { document: { require_matching_selfie: true } },
  });
  await script(id, 'verify');
  return api.settled(id);
}

/** Fields of a session that are always there; the others appear when expanded, or given. */
const FIELDS = [
  'client_reference_id',
  'client_secret',
  'created',
  'id',
  'last_error',
  'last_verification_report',
  'livemode',
  'metadata',
  'object',
  'options',
  'redaction',
  'related_customer',
  'related_customer_account',
  'status',
  'type',
  'url',
];

describe('create', () => {
  test('takes every parameter of Stripe’s', async () => {
    const session = await sessions().create({
      type: 'document',
      options: {
        document: {
          allowed_types: ['driving_license', 'id_card', 'passport'],
          require_id_number: false,
          require_live_capture: true,
          require_matching_selfie: true,
        },
      },
      provided_details: { email: 'jenny.rosen@example.com', phone: '+4915112345678' },
      client_reference_id: 'customer 7',
      related_customer: 'cus_1',
      related_customer_account: 'acct_1',
      related_person: { account: 'acct_1', person: 'person_1' },
      return_url: 'https://shop.example/back?to=cart',
      metadata: { order: '42', empty_later: 'x' },
      expand: ['provided_details', 'last_verification_report', 'verified_outputs'],
    });
    expect(plain(session)).toMatchObject({
      object: 'identity.verification_session',
      client_reference_id: 'customer 7',
      last_error: null,
      last_verification_report: null,
      livemode: false,
      metadata: { order: '42', empty_later: 'x' },
      provided_details: { email: 'jenny.rosen@example.com', phone: '+4915112345678' },
      redaction: null,
      related_customer: 'cus_1',
      related_customer_account: 'acct_1',
      related_person: { account: 'acct_1', person: 'person_1' },
      status: 'requires_input',
      type: 'document',
      verified_outputs: null,
    });
    expect(session.options?.document).toMatchObject({
      allowed_types: ['driving_license', 'id_card', 'passport'],
      require_id_number: false,
      require_live_capture: true,
      require_matching_selfie: true,
    });
  });

  test('shows exactly the documented fields', async () => {
    const session = await sessions().create({ type: 'document' });
    expect(Object.keys(plain(session)).sort()).toEqual(FIELDS);
    expect(session.id).toMatch(/^vs_[0-9A-Za-z]{24}$/);
    expect(session.client_secret).toMatch(/^((vi|vs)_[0-9a-zA-Z]+)_secret_(.+)$/);
    expect(session.url).toContain(session.client_secret?.split('_secret_')[1]);
  });

  test('a truthy top-level error would be taken for a failure: there is none', async () => {
    expect(plain(await sessions().create({ type: 'document' }))).not.toHaveProperty('error');
  });
});

describe('update', () => {
  test('changes options, details and metadata, and clears them', async () => {
    const { id } = await sessions().create({
      type: 'document',
      options: { document: { allowed_types: ['passport'], require_live_capture: true } },
      provided_details: { email: 'a@b.example', phone: '5555551212' },
      metadata: { keep: '1', drop: '2' },
    });
    const expand = ['provided_details'];
    const changed = await sessions().update(id, {
      type: 'document',
      options: { document: { require_matching_selfie: true } },
      provided_details: { phone: '' },
      metadata: { drop: '', add: '3' },
      expand,
    });
    expect(changed).toMatchObject({
      metadata: { keep: '1', add: '3' },
      provided_details: { email: 'a@b.example' },
      options: {
        document: { allowed_types: ['passport'], require_live_capture: true, require_matching_selfie: true },
      },
    });
    expect(changed.metadata).not.toHaveProperty('drop');
    const cleared = await sessions().update(id, {
      options: { document: '' },
      provided_details: { email: '' },
      metadata: '' as never,
      expand,
    });
    expect(cleared).toMatchObject({ metadata: {}, provided_details: null });
    expect(cleared.options?.document).toEqual({});
  });

  test.each(['client_reference_id', 'return_url', 'related_customer', 'related_person', 'verification_flow'])(
    'does not take %s',
    async (param) => {
      const { id } = await sessions().create({ type: 'document' });
      const error = await refusalOf(sessions().update(id, { [param]: 'x' } as object));
      expect([error.statusCode, error.code, error.param]).toEqual([400, 'parameter_unknown', param]);
    },
  );
});

describe('metadata', () => {
  const update = async (metadata: Stripe.MetadataParam) => {
    const { id } = await sessions().create({ type: 'document', metadata: { a: '1' } });
    return sessions().update(id, { metadata });
  };
  test('takes 50 keys of 40 characters with values of 500', async () => {
    const most = Object.fromEntries(
      Array.from({ length: 49 }, (_, index) => [`k${index}`.padEnd(40, 'x'), 'v'.repeat(500)]),
    );
    expect(Object.keys((await update(most)).metadata)).toHaveLength(50);
  });
  test.each([
    [
      'a 51st key',
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, '1'])),
      'metadata',
    ],
    ['a key of 41 characters', { ['k'.repeat(41)]: '1' }, `metadata[${'k'.repeat(41)}]`],
    ['a value of 501 characters', { long: 'v'.repeat(501) }, 'metadata[long]'],
  ])('refuses %s', async (_name, metadata, param) => {
    const error = await refusalOf(update(metadata));
    expect([error.statusCode, error.rawType, error.param]).toEqual([400, 'invalid_request_error', param]);
  });
});

describe('what the status forbids', () => {
  test('is refused with 400, names the status and is not to be retried', async () => {
    const canceled = await sessions().create({ type: 'document' });
    expect(await sessions().cancel(canceled.id)).toMatchObject({
      status: 'canceled',
      url: null,
      client_secret: null,
    });
    const done = await verified();
    for (const work of [
      () => sessions().cancel(canceled.id),
      () => sessions().update(canceled.id, { metadata: { a: '1' } }),
      () => sessions().cancel(done.id),
      () => sessions().update(done.id, { metadata: { a: '1' } }),
    ]) {
      const error = await refusalOf(work());
      expect([error.type, error.statusCode, error.rawType, error.code]).toEqual([
        'StripeInvalidRequestError',
        400,
        'invalid_request_error',
        undefined,
      ]);
      expect(error.message).toMatch(/because its status is `(canceled|verified)`/);
      expect(error.headers?.['stripe-should-retry']).toBe('false');
    }
  });

  test.each(['document_expired', 'selfie_face_mismatch', 'consent_declined', 'under_supported_age'] as const)(
    'a failure with %s leads back to the start, with a fresh link',
    async (code) => {
      const session = await sessions().create({
        type: 'document',
        options: { document: { require_matching_selfie: true } },
      });
      await script(session.id, 'fail', { code });
      const failed = await api.settled(session.id);
      expect(failed).toMatchObject({
        status: 'requires_input',
        last_error: { code, reason: expect.any(String) },
      });
      expect(failed.client_secret).not.toBe(session.client_secret);
      expect(failed.url).not.toBeNull();
    },
  );
});

describe('expand', () => {
  const SENSITIVE = [
    'verified_outputs.dob',
    'verified_outputs.id_number',
    'verified_outputs.sex',
    'verified_outputs.unparsed_place_of_birth',
    'verified_outputs.unparsed_sex',
    'last_verification_report.document.dob',
    'last_verification_report.document.expiration_date',
    'last_verification_report.document.number',
    'last_verification_report.document.sex',
    'last_verification_report.document.unparsed_place_of_birth',
    'last_verification_report.document.unparsed_sex',
    'last_verification_report.id_number.dob',
    'last_verification_report.id_number.id_number',
  ];

  test('nothing sensitive is told without a restricted key that names it', async () => {
    const { id } = await verified();
    const open = await sessions().retrieve(id, { expand: ['verified_outputs', 'last_verification_report'] });
    expect(Object.keys(open.verified_outputs ?? {}).sort()).toEqual([
      'address',
      'email',
      'first_name',
      'id_number_type',
      'last_name',
      'phone',
    ]);
    const report = open.last_verification_report as Stripe.Identity.VerificationReport;
    for (const field of ['dob', 'expiration_date', 'number', 'sex'])
      expect(report.document).not.toHaveProperty(field);

    for (const path of SENSITIVE) {
      const error = await refusalOf(sessions().retrieve(id, { expand: [path] }));
      expect([path, error.type, error.statusCode]).toEqual([path, 'StripePermissionError', 403]);
      expect(error.message).toContain('identity.sensitive_results');
    }
    const all = await api.restricted.identity.verificationSessions.retrieve(id, { expand: SENSITIVE });
    expect(all.verified_outputs).toMatchObject({ dob: { day: expect.any(Number) }, id_number: null });
    expect(all.last_verification_report).toMatchObject({
      document: { number: expect.any(String), expiration_date: { year: expect.any(Number) } },
    });
  });

  test('reaches four levels in lists, on every call, and no further', async () => {
    const { id } = await verified();
    const restricted = api.restricted.identity.verificationSessions;
    const { data } = await restricted.list({
      limit: 1,
      expand: ['data.last_verification_report.document.dob'],
    });
    expect(data[0]).toMatchObject({
      id,
      last_verification_report: { document: { dob: { day: expect.any(Number) } } },
    });
    const created = await restricted.create({
      type: 'document',
      expand: ['last_verification_report.document.dob'],
    });
    expect(created.last_verification_report).toBeNull();
    expect(
      (await restricted.cancel(created.id, { expand: ['verified_outputs.dob'] })).verified_outputs,
    ).toBeNull();
    expect(
      (await restricted.redact(created.id, { expand: ['provided_details'] })).provided_details,
    ).toBeNull();

    const tooDeep = await refusalOf(
      restricted.list({ expand: ['data.last_verification_report.document.dob.day'] }),
    );
    expect([tooDeep.statusCode, tooDeep.param]).toEqual([400, 'expand[0]']);
    const unknown = await refusalOf(restricted.retrieve(id, { expand: ['verified_outputs', 'documents'] }));
    expect([unknown.statusCode, unknown.param]).toEqual([400, 'expand[1]']);
  });
});

describe('reports', () => {
  test('one for each attempt, listed by session, reference, type and time', async () => {
    const { verificationReports } = api.stripe.identity;
    const session = await sessions().create({ type: 'document', client_reference_id: 'reports' });
    await script(session.id, 'fail', { code: 'document_expired' });
    const failed = await api.settled(session.id);
    await script(session.id, 'verify');
    const done = await api.settled(session.id);
    expect(done.last_verification_report).not.toBe(failed.last_verification_report);

    const { data } = await verificationReports.list({ verification_session: session.id });
    expect(data.map(({ id }) => id)).toEqual([
      done.last_verification_report,
      failed.last_verification_report,
    ]);
    expect(data[1]).toMatchObject({
      object: 'identity.verification_report',
      client_reference_id: 'reports',
      livemode: false,
      type: 'document',
      verification_session: session.id,
      document: {
        status: 'unverified',
        error: { code: 'document_expired', reason: expect.any(String) },
        first_name: null,
        files: [],
      },
    });
    expect(data[0]?.document).toMatchObject({ status: 'verified', error: null, type: expect.any(String) });
    expect(data[0]).not.toHaveProperty('selfie');
    const same = { client_reference_id: 'reports', type: 'document' as const };
    expect(
      (await verificationReports.list({ ...same, created: { gte: session.created } })).data,
    ).toHaveLength(2);
    expect((await verificationReports.list({ ...same, created: { lt: session.created } })).data).toEqual([]);
    expect((await verificationReports.list({ ...same, type: 'id_number' })).data).toEqual([]);
  });

  test('tell dates and numbers to a restricted key that asks', async () => {
    const { last_verification_report: id } = await verified();
    const expand = ['document.dob', 'document.expiration_date', 'document.number', 'document.sex'];
    const told = await api.restricted.identity.verificationReports.retrieve(String(id), { expand });
    expect(told.document).toMatchObject({ dob: { year: expect.any(Number) }, number: expect.any(String) });
    expect(told.selfie).toMatchObject({ status: 'verified', error: null });
    const error = await refusalOf(api.stripe.identity.verificationReports.retrieve(String(id), { expand }));
    expect([error.type, error.statusCode]).toEqual(['StripePermissionError', 403]);
    const plainly = await api.stripe.identity.verificationReports.retrieve(String(id));
    expect(plainly.document).not.toHaveProperty('dob');
  });
});

test('redaction keeps status and report id, and leaves nothing personal', async () => {
  const before = await verified();
  const asked = await sessions().redact(before.id);
  expect(asked.redaction?.status).toBe('processing');
  let after = asked as Stripe.Identity.VerificationSession;
  for (let attempt = 0; attempt < 500 && after.redaction?.status !== 'redacted'; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    after = await sessions().retrieve(before.id, {
      expand: ['verified_outputs', 'last_verification_report'],
    });
  }
  expect(after).toMatchObject({
    status: 'verified',
    redaction: { status: 'redacted' },
    metadata: {},
    last_error: null,
    url: null,
    client_secret: null,
    verified_outputs: { first_name: '[redacted]', last_name: '[redacted]', id_number_type: null },
    last_verification_report: { id: before.last_verification_report },
  });
  const dob = await api.restricted.identity.verificationSessions.retrieve(before.id, {
    expand: ['verified_outputs.dob', 'verified_outputs.sex'],
  });
  expect(dob.verified_outputs).toMatchObject({ dob: { day: 1, month: 1, year: 1 }, sex: '[redacted]' });
});
