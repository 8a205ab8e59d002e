import { suppliedDevice } from '@idem/gateway/testing/device';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type ApiUnderTest, PATIENCE_MS, START_MS, startApi } from '../testing/api-under-test.js';

let api: ApiUnderTest;
let flow: { readonly id: string; readonly url: string };
beforeAll(async () => {
  api = await startApi();
  flow = (await api.stripe.rawRequest('POST', '/v1/identity/verification_flows', {
    name: 'onboarding',
    type: 'document',
    options: { document: { require_matching_selfie: true, liveness: 'off' } },
  })) as unknown as typeof flow;
}, START_MS);
afterAll(() => api.stop(), START_MS);

/** A person opens the link, gives an address, and hands in what is asked for. */
async function verifiedByLink(email: string): Promise<string> {
  const answer = await api.gateway.request('POST', new URL(flow.url).pathname, {
    key: null,
    redirect: 'manual',
    body: new URLSearchParams({ email, client_reference_id: email.replace('@', ' at ') }),
  });
  expect(answer.status).toBe(303);
  const url = answer.headers.get('location');
  const { data } = await api.stripe.identity.verificationSessions.list({ limit: 100 });
  const session = data.find((candidate) => candidate.url === url)!;
  const { person } = await suppliedDevice(api.gateway, session, { selfie: true });
  const { body } = await person.submit();
  expect(body.error).toBeUndefined();
  return session.id;
}
const told = (id: string, type: string) =>
  api.receiver.next(
    (event) =>
      event.type === `identity.verification_session.${type}` &&
      (event.data.object as { id: string }).id === id,
    PATIENCE_MS,
  );

describe('from a static link to the webhook, in test mode', () => {
  test('a verification ends well', async () => {
    const id = await verifiedByLink('verified@outcome.test');
    const { event } = await told(id, 'verified');
    expect(event.data.object).toMatchObject({ verification_flow: flow.id, type: 'verification_flow' });
    const session = await api.stripe.identity.verificationSessions.retrieve(id, {
      expand: ['verified_outputs', 'last_verification_report'],
    });
    expect(session).toMatchObject({
      status: 'verified',
      client_reference_id: 'verified at outcome.test',
      verified_outputs: { first_name: 'Jenny', last_name: 'Rosen' },
    });
    const report = session.last_verification_report as Stripe.Identity.VerificationReport;
    expect(report).toMatchObject({
      type: 'verification_flow',
      verification_flow: flow.id,
      document: { status: 'verified', files: [expect.stringMatching(/^file_/)] },
      selfie: { status: 'verified' },
    });
    const listed = await api.stripe.identity.verificationReports.list({
      verification_flow: flow.id,
    } as Stripe.Identity.VerificationReportListParams);
    expect(listed.data.map((found) => found.id)).toContain(report.id);
  });

  test('a verification ends with the failure that was asked for', async () => {
    const id = await verifiedByLink('selfie_face_mismatch@outcome.test');
    const { event } = await told(id, 'requires_input');
    expect(event.data.object).toMatchObject({ last_error: { code: 'selfie_face_mismatch' } });
    const { data } = await api.stripe.identity.verificationReports.list({ verification_session: id });
    expect(data).toMatchObject([{ document: { status: 'verified' }, selfie: { status: 'unverified' } }]);
  });

  test('a verification ends as a whole', async () => {
    const id = await verifiedByLink('country_not_supported@outcome.test');
    const { event } = await told(id, 'requires_input');
    expect(event.data.object).toMatchObject({
      last_error: { code: 'country_not_supported' },
      last_verification_report: null,
    });
  });
});
