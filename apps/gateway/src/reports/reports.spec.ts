import type { ReportSections } from '@idem/contracts';
import { sealJson } from '@idem/platform/crypto/seal';
import { newId } from '@idem/platform/random/ids';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { createApiKey } from '../keys/create-api-key.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
let restricted: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
  restricted = gateway.stripe(gateway.account.test.restricted);
});
afterAll(() => gateway.stop());

const ADDRESS = {
  city: 'Berlin',
  country: 'DE',
  line1: 'Heidestr. 17',
  line2: null,
  postal_code: '10557',
  state: null,
};
const SECTIONS: ReportSections = {
  document: {
    status: 'verified',
    error: null,
    files: ['file_front', 'file_back'],
    facts: {
      type: 'id_card',
      issuing_country: 'DE',
      first_name: 'Erika',
      last_name: 'Mustermann',
      dob: { day: 12, month: 8, year: 1983 },
      issued_date: { day: 2, month: 8, year: 2021 },
      expiration_date: { day: 1, month: 8, year: 2031 },
      number: 'L01X00T47',
      sex: 'female',
      unparsed_sex: 'F',
      unparsed_place_of_birth: 'BERLIN',
      address: ADDRESS,
    },
  },
  selfie: { status: 'verified', error: null, document: 'file_front', selfie: 'file_face' },
};

/** A session as the aggregator leaves it. */
async function settled(
  status: 'verified' | 'requires_input',
  sections: ReportSections,
  reference: string,
  flow?: string,
) {
  const { id } = await stripe.identity.verificationSessions.create({
    ...(flow === undefined ? { type: 'document' } : { verification_flow: flow }),
    client_reference_id: reference,
  });
  const session = await gateway.db.verificationSession.findUniqueOrThrow({ where: { id } });
  const { random, keys } = gateway.deps;
  const reportId = newId('vr', random);
  await gateway.db.submission.create({
    data: {
      id: newId('vsub', random),
      sessionId: id,
      number: 1,
      options: {},
      inputs: {},
      checks: ['document'],
      report: {
        create: {
          id: reportId,
          accountId: session.accountId,
          livemode: false,
          session: { connect: { id } },
          type: session.type,
          verificationFlowId: session.verificationFlowId,
          clientReferenceId: reference,
          options: { document: {} },
          sealedSections: sealJson(sessionKey(keys, session), sections, `verification_report:${reportId}`),
        },
      },
    },
  });
  await gateway.db.verificationSession.update({ where: { id }, data: { status, lastReportId: reportId } });
  return { id, reportId };
}

describe('a verified session', () => {
  let verified: { id: string; reportId: string };
  beforeAll(async () => {
    verified = await settled('verified', SECTIONS, 'verified');
  });

  test('shows the report as an id, and what it vouches for only when expanded', async () => {
    const plain = await stripe.identity.verificationSessions.retrieve(verified.id);
    expect(plain.last_verification_report).toBe(verified.reportId);
    expect(plain).not.toHaveProperty('verified_outputs');
    const session = await stripe.identity.verificationSessions.retrieve(verified.id, {
      expand: ['verified_outputs', 'last_verification_report'],
    });
    expect(session.verified_outputs).toEqual({
      address: ADDRESS,
      email: null,
      first_name: 'Erika',
      id_number_type: null,
      last_name: 'Mustermann',
      phone: null,
    });
    expect(session.last_verification_report).toMatchObject({
      id: verified.reportId,
      object: 'identity.verification_report',
      document: {
        status: 'verified',
        type: 'id_card',
        first_name: 'Erika',
        files: ['file_front', 'file_back'],
      },
    });
  });

  test('shows sensitive results to a restricted key, one by one', async () => {
    const { verified_outputs: outputs, last_verification_report: report } =
      await restricted.identity.verificationSessions.retrieve(verified.id, {
        expand: ['verified_outputs.dob', 'last_verification_report.document.number'],
      });
    expect(outputs).toMatchObject({ dob: { day: 12, month: 8, year: 1983 } });
    expect(outputs).not.toHaveProperty('sex');
    const { document } = report as Stripe.Identity.VerificationReport;
    expect(document).toMatchObject({ number: 'L01X00T47' });
    expect(document).not.toHaveProperty('dob');
  });

  test('the report by itself holds nothing sensitive unless expanded', async () => {
    const report = await stripe.identity.verificationReports.retrieve(verified.reportId);
    expect(report).toMatchObject({
      client_reference_id: 'verified',
      type: 'document',
      verification_session: verified.id,
      selfie: { status: 'verified', error: null, document: 'file_front', selfie: 'file_face' },
    });
    expect(Object.keys(report.document ?? {}).sort()).toEqual([
      'address',
      'error',
      'files',
      'first_name',
      'issued_date',
      'issuing_country',
      'last_name',
      'status',
      'type',
    ]);
    const expand = ['dob', 'expiration_date', 'number', 'sex', 'unparsed_sex', 'unparsed_place_of_birth'].map(
      (field) => `document.${field}`,
    );
    await expect(
      stripe.identity.verificationReports.retrieve(verified.reportId, { expand }),
    ).rejects.toMatchObject({ statusCode: 403 });
    const full = await restricted.identity.verificationReports.retrieve(verified.reportId, { expand });
    expect(full.document).toMatchObject({
      dob: { day: 12, month: 8, year: 1983 },
      expiration_date: { day: 1, month: 8, year: 2031 },
      number: 'L01X00T47',
      sex: 'female',
      unparsed_sex: 'F',
      unparsed_place_of_birth: 'BERLIN',
    });
  });

  test('insights are an extension: expanded only, and only for keys that may see sensitive results', async () => {
    const insights = [{ signal: 'reproduction', level: 'elevated' as const, score: 0.5, note: 'Look.' }];
    const { id, reportId } = await settled(
      'verified',
      { ...SECTIONS, selfie: { ...SECTIONS.selfie!, insights } },
      'insights',
    );
    const expand = ['selfie.insights', 'document.insights'];
    expect((await restricted.identity.verificationReports.retrieve(reportId)).selfie).not.toHaveProperty(
      'insights',
    );
    await expect(stripe.identity.verificationReports.retrieve(reportId, { expand })).rejects.toMatchObject({
      statusCode: 403,
    });
    const full = await restricted.identity.verificationReports.retrieve(reportId, { expand });
    expect(full).toMatchObject({ selfie: { insights }, document: { insights: [] } });
    const session = await restricted.identity.verificationSessions.retrieve(id, {
      expand: ['last_verification_report.selfie.insights'],
    });
    expect(session.last_verification_report).toMatchObject({ selfie: { insights } });
  });
});

test('a failed report tells the error and nothing it read; the session has no outputs', async () => {
  const error = { code: 'document_expired', reason: 'The document has expired.' };
  const failed = await settled(
    'requires_input',
    { document: { status: 'unverified', error, files: ['file_a'], facts: null } },
    'failed',
  );
  const session = await stripe.identity.verificationSessions.retrieve(failed.id, {
    expand: ['verified_outputs', 'last_verification_report'],
  });
  expect(session.verified_outputs).toBeNull();
  const { document, selfie } = session.last_verification_report as Stripe.Identity.VerificationReport;
  expect(document).toMatchObject({
    status: 'unverified',
    error,
    first_name: null,
    type: null,
    files: ['file_a'],
  });
  expect(selfie).toBeUndefined();
});

test('reports are listed by session, reference and type', async () => {
  const { id, reportId } = await settled('verified', SECTIONS, 'listed');
  const ids = async (params: Stripe.Identity.VerificationReportListParams) =>
    (await stripe.identity.verificationReports.list(params)).data.map((report) => report.id);
  expect(await ids({ verification_session: id })).toEqual([reportId]);
  expect(await ids({ client_reference_id: 'listed', type: 'document' })).toEqual([reportId]);
  expect(await ids({ client_reference_id: 'listed', type: 'id_number' })).toEqual([]);
  await expect(stripe.identity.verificationReports.retrieve('vr_none')).rejects.toMatchObject({
    code: 'resource_missing',
  });
});

test('a report tells the flow that its session was made of, and is found by it', async () => {
  const { id: flow } = (await stripe.rawRequest('POST', '/v1/identity/verification_flows', {
    name: 'onboarding',
    type: 'document',
  })) as unknown as { id: string };
  const { reportId } = await settled('verified', SECTIONS, 'by flow', flow);
  expect(await stripe.identity.verificationReports.retrieve(reportId)).toMatchObject({
    type: 'verification_flow',
    verification_flow: flow,
  });
  const found = async (verification_flow: string) =>
    (
      await stripe.identity.verificationReports.list({
        verification_flow,
      } as Stripe.Identity.VerificationReportListParams)
    ).data.map(({ id }) => id);
  expect(await found(flow)).toEqual([reportId]);
  expect(await found('vf_none')).toEqual([]);
  const { reportId: other } = await settled('verified', SECTIONS, 'without flow');
  expect(await stripe.identity.verificationReports.retrieve(other)).not.toHaveProperty('verification_flow');
});

describe('48 hours after the report', () => {
  const HOUR_MS = 3_600_000;
  let report: { id: string; reportId: string };
  let everything: Stripe;
  let processedAt: number;
  beforeAll(async () => {
    const key = await createApiKey(gateway.deps, {
      accountId: gateway.account.accountId,
      kind: 'restricted',
      livemode: false,
      permissions: ['identity.read', 'identity.sensitive_results'],
      ipAllowlist: ['127.0.0.0/8', '::1'],
    });
    everything = gateway.stripe(key);
    report = await settled('verified', SECTIONS, 'aged');
    processedAt = gateway.clock.now().getTime();
    await gateway.db.verificationReport.update({
      where: { id: report.reportId },
      data: { createdAt: gateway.clock.now() },
    });
  });
  afterEach(() => gateway.clock.advance(processedAt - gateway.clock.now().getTime()));

  /** Each way to a sensitive result. */
  const requests = (by: Stripe): readonly Promise<unknown>[] => {
    const { verificationReports: reports, verificationSessions: sessions } = by.identity;
    const aged = { client_reference_id: 'aged' };
    return [
      reports.retrieve(report.reportId, { expand: ['document.dob'] }),
      reports.list({ ...aged, expand: ['data.document.number'] }),
      sessions.retrieve(report.id, { expand: ['verified_outputs.dob'] }),
      sessions.retrieve(report.id, { expand: ['last_verification_report.document.number'] }),
      sessions.list({ ...aged, expand: ['data.verified_outputs.dob'] }),
      sessions.list({ ...aged, expand: ['data.last_verification_report.document.dob'] }),
    ];
  };
  const outcomes = async (by: Stripe) =>
    (await Promise.allSettled(requests(by))).map((it) =>
      it.status === 'fulfilled' ? 200 : (it.reason as Stripe.errors.StripeError).statusCode,
    );

  test('a key that sees recent results is refused, in lists too, and sees the rest', async () => {
    expect(await outcomes(restricted)).toEqual(Array(6).fill(200));
    gateway.clock.advance(48 * HOUR_MS);
    expect(await outcomes(restricted)).toEqual(Array(6).fill(200));
    gateway.clock.advance(1_000);
    expect(await outcomes(restricted)).toEqual(Array(6).fill(403));
    await expect(
      restricted.identity.verificationReports.list({ expand: ['data.document.number'] }),
    ).rejects.toThrow("'identity.sensitive_results'");
    const { data } = await restricted.identity.verificationReports.list({ client_reference_id: 'aged' });
    expect(data.map(({ id }) => id)).toEqual([report.reportId]);
    expect(
      await restricted.identity.verificationSessions.list({
        client_reference_id: 'aged',
        expand: ['data.verified_outputs'],
      }),
    ).toMatchObject({ data: [{ verified_outputs: { first_name: 'Erika' } }] });
  });

  test('a key that is bound to addresses and was granted all of them sees all', async () => {
    gateway.clock.advance(400 * 24 * HOUR_MS);
    expect(await outcomes(everything)).toEqual(Array(6).fill(200));
  });

  test('one that is granted all and bound to no address sees recent ones only', async () => {
    const key = await createApiKey(gateway.deps, {
      accountId: gateway.account.accountId,
      kind: 'restricted',
      livemode: false,
      permissions: ['identity.read', 'identity.sensitive_results'],
    });
    expect(await outcomes(gateway.stripe(key))).toEqual(Array(6).fill(200));
    gateway.clock.advance(49 * HOUR_MS);
    expect(await outcomes(gateway.stripe(key))).toEqual(Array(6).fill(403));
  });

  test('a list that holds one old result is refused as a whole: a hole would look like an answer', async () => {
    gateway.clock.advance(49 * HOUR_MS);
    const fresh = await settled('verified', SECTIONS, 'aged');
    await gateway.db.verificationReport.update({
      where: { id: fresh.reportId },
      data: { createdAt: gateway.clock.now() },
    });
    const list = (limit: number) =>
      restricted.identity.verificationReports.list({
        client_reference_id: 'aged',
        limit,
        expand: ['data.document.dob'],
      });
    expect((await list(1)).data.map(({ id }) => id)).toEqual([fresh.reportId]);
    await expect(list(2)).rejects.toMatchObject({ statusCode: 403 });
  });
});
