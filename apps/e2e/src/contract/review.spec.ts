import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type ApiUnderTest, PATIENCE_MS, START_MS, startApi } from '../testing/api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, START_MS);
afterAll(() => api.stop(), START_MS);

const sessions = (): Stripe.Identity.VerificationSessionResource => api.stripe.identity.verificationSessions;
const post = (path: string, params: Record<string, string> = {}) =>
  api.stripe.rawRequest('POST', path, params);
const told = async (id: string, type: string, nth = 1) => {
  const isIt = (event: Stripe.Event) =>
    event.type === `identity.verification_session.${type}` && (event.data.object as { id: string }).id === id;
  const seen = () => api.receiver.deliveries.filter(({ event }) => isIt(event));
  for (const from = performance.now(); seen().length < nth; ) {
    if (performance.now() - from > PATIENCE_MS) throw new Error(`${type} of ${id} was not told ${nth} times`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return seen()[nth - 1]!.event.data.object as Stripe.Identity.VerificationSession;
};

test('a reviewer finds good what the checks found bad, and bad again; each is told, and a new try follows', async () => {
  const { id } = await sessions().create({
    type: 'document',
    options: { document: { require_matching_selfie: true } },
  });
  await post(`/v1/test_helpers/identity/verification_sessions/${id}/fail`, { code: 'selfie_face_mismatch' });
  expect(await api.settled(id)).toMatchObject({
    status: 'requires_input',
    last_error: { code: 'selfie_face_mismatch' },
  });
  const review = (verdict: string, more: Record<string, string> = {}) =>
    post(`/v1/identity/verification_sessions/${id}/review`, {
      verdict,
      reason: 'Compared by eye.',
      reviewer: 'agent-7',
      ...more,
    });

  await review('verified');
  expect(await told(id, 'verified')).toMatchObject({ status: 'verified', last_error: null });
  const verified = await sessions().retrieve(id, {
    expand: ['verified_outputs', 'last_verification_report'],
  });
  expect(verified).toMatchObject({
    status: 'verified',
    verified_outputs: { first_name: expect.any(String), last_name: expect.any(String) },
    last_verification_report: {
      document: { status: 'verified' },
      selfie: { status: 'verified', error: null },
    },
  });

  await review('unverified', { code: 'selfie_manipulated' });
  expect(await told(id, 'requires_input', 2)).toMatchObject({
    status: 'requires_input',
    last_error: { code: 'selfie_manipulated', reason: 'Compared by eye.' },
  });
  const open = await sessions().retrieve(id);
  expect(open.url).not.toBeNull();

  await post(`/v1/test_helpers/identity/verification_sessions/${id}/verify`);
  expect(await api.settled(id)).toMatchObject({ status: 'verified', last_error: null });
  const { data: reports } = await api.stripe.identity.verificationReports.list({ verification_session: id });
  expect(reports.map(({ selfie }) => selfie?.status)).toEqual(['verified', 'unverified']);
});

test('a person who cannot be verified is told of at once; what they leave open is canceled and redacted in two events', async () => {
  const { id, client_secret: key } = await sessions().create({ type: 'document' });
  const response = await api.gateway.request('POST', `/v1/identity/verification_pages/${id}/cannot_verify`, {
    key,
    body: new URLSearchParams({ code: 'country_not_supported' }),
  });
  expect(response.status).toBe(200);
  expect(await told(id, 'requires_input')).toMatchObject({
    last_error: { code: 'country_not_supported' },
    last_verification_report: null,
  });
  await sessions().redact(id);
  await told(id, 'canceled');
  for (let attempt = 0; (await sessions().retrieve(id)).redaction?.status !== 'redacted'; attempt += 1) {
    if (attempt > 500) throw new Error('not redacted in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const types = (
    await api.gateway.db.event.findMany({ where: { sessionId: id }, orderBy: { seq: 'asc' } })
  ).map(({ type }) => type.replace('identity.verification_session.', ''));
  expect(types).toEqual(['created', 'requires_input', 'canceled', 'redacted']);
});
