import { eraseSession } from '@idem/platform/redaction/erase-session';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { completeKey } from '../http/idempotency/settle-key.js';
import { deviceOf } from '../testing/device.js';
import { givenVerified } from '../testing/given-verified.js';
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

const sessions = () => stripe.identity.verificationSessions;
const eventsOf = async (sessionId: string) =>
  (await gateway.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );
const jobsOf = (sessionId: string) =>
  gateway.db.outboxRow.count({
    where: { job: 'session.redact', payload: { path: ['session_id'], equals: sessionId } },
  });
/** What the aggregator does with the job. */
const erase = (id: string) =>
  gateway.db.$transaction(async (tx) => {
    await eraseSession(tx, gateway.deps, await tx.verificationSession.findUniqueOrThrow({ where: { id } }));
    await tx.verificationSession.update({ where: { id }, data: { redaction: 'redacted' } });
  });

const verified = () => givenVerified(gateway);

describe('a session that takes input', () => {
  test('is canceled, told so, and promised to be erased', async () => {
    const { id, client_secret } = await sessions().create({
      type: 'document',
      client_reference_id: 'Erika 7',
      metadata: { name: 'Erika' },
    });
    const redacted = await sessions().redact(id);
    expect(redacted).toMatchObject({
      status: 'canceled',
      redaction: { status: 'processing' },
      client_secret: null,
      url: null,
      metadata: {},
      client_reference_id: '[redacted]',
      last_error: null,
    });
    expect(await eventsOf(id)).toEqual(['created', 'canceled']);
    expect(await jobsOf(id)).toBe(1);
    const { data } = await stripe.events.list({ limit: 2 });
    for (const event of data) {
      expect(event.data.object).toMatchObject({ id, metadata: {}, client_reference_id: '[redacted]' });
    }

    const again = await sessions().redact(id);
    expect({ ...again, lastResponse: null }).toEqual({ ...redacted, lastResponse: null });
    expect(await jobsOf(id)).toBe(1);
    expect(await eventsOf(id)).toEqual(['created', 'canceled']);

    await erase(id);
    expect((await deviceOf(gateway, { id, client_secret }).show()).status).toBe(401);
    expect((await sessions().retrieve(id)).redaction).toEqual({ status: 'redacted' });
    for (const work of [sessions().update(id, { metadata: { a: 'b' } }), sessions().cancel(id)]) {
      await expect(work).rejects.toMatchObject({ statusCode: 400, rawType: 'invalid_request_error' });
    }
  });

  test('of many requests at once one counts', async () => {
    const { id } = await sessions().create({ type: 'document' });
    await Promise.all([sessions().redact(id), sessions().redact(id), sessions().redact(id)]);
    expect(await jobsOf(id)).toBe(1);
    expect(await eventsOf(id)).toEqual(['created', 'canceled']);
  });
});

describe('a verified session', () => {
  test.each(['asked for', 'carried out'])(
    'shows the documented values once its redaction was %s',
    async (when) => {
      const { id, reportId } = await verified();
      await sessions().redact(id);
      if (when === 'carried out') await erase(id);
      const session = await restricted.identity.verificationSessions.retrieve(id, {
        expand: [
          'provided_details',
          'verified_outputs.dob',
          'verified_outputs.sex',
          'verified_outputs.id_number',
          'verified_outputs.unparsed_place_of_birth',
          'last_verification_report.document.number',
          'last_verification_report.document.expiration_date',
        ],
      });
      expect(session).toMatchObject({
        status: 'verified',
        client_reference_id: '[redacted]',
        provided_details: { email: '[redacted]' },
        metadata: {},
        verified_outputs: {
          address: {
            city: '[redacted]',
            country: 'DE',
            line1: '[redacted]',
            line2: null,
            postal_code: '[redacted]',
            state: null,
          },
          dob: { day: 1, month: 1, year: 1 },
          first_name: '[redacted]',
          last_name: '[redacted]',
          id_number: null,
          id_number_type: null,
          sex: '[redacted]',
          unparsed_place_of_birth: '[redacted]',
        },
        last_verification_report: {
          id: reportId,
          client_reference_id: '[redacted]',
          document: {
            status: 'verified',
            type: 'id_card',
            issuing_country: null,
            first_name: '[redacted]',
            issued_date: { day: 1, month: 1, year: 1 },
            expiration_date: null,
            number: '[redacted]',
            files: ['file_front'],
          },
          selfie: { status: 'verified', document: 'file_front', selfie: 'file_face' },
        },
      });
      expect(JSON.stringify(session)).not.toMatch(/erika|mustermann|heidestr|L01X00T47/i);
      const [listed] = (await stripe.identity.verificationReports.list({ verification_session: id })).data;
      expect(listed).toMatchObject({ id: reportId, client_reference_id: '[redacted]' });
      expect(await eventsOf(id)).toEqual(['created']);
    },
  );
});

test('while checks run, it has to wait', async () => {
  const { id } = await sessions().create({ type: 'document' });
  await gateway.db.verificationSession.update({ where: { id }, data: { status: 'processing' } });
  const refused = await sessions()
    .redact(id)
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
  expect(refused).toMatchObject({ statusCode: 400, message: expect.stringContaining('`processing`') });
  expect(await jobsOf(id)).toBe(0);
});

test('a canceled session can be redacted, an unknown one cannot', async () => {
  const { id } = await sessions().create({ type: 'document' });
  await sessions().cancel(id);
  expect(await sessions().redact(id)).toMatchObject({
    status: 'canceled',
    redaction: { status: 'processing' },
  });
  expect(await eventsOf(id)).toEqual(['created', 'canceled']);
  await expect(sessions().redact('vs_none')).rejects.toMatchObject({ statusCode: 404 });
});

describe('answers kept for repeated requests', () => {
  const record = (key: string) => gateway.db.idempotencyRecord.findFirst({ where: { key } });

  test('go with the session, and the answer to the redaction stays', async () => {
    const { id } = await sessions().create({ type: 'document' }, { idempotencyKey: 'creation' });
    await sessions().redact(id, {}, { idempotencyKey: 'redaction' });
    await erase(id);
    expect(await record('creation')).toBeNull();
    const again = await sessions().redact(id, {}, { idempotencyKey: 'redaction 2' });
    expect(again.redaction).toEqual({ status: 'redacted' });
    expect(await record('redaction 2')).toMatchObject({ statusCode: 200, sessionId: id });
  });

  test('that come after the erasure are not kept', async () => {
    const { id } = await sessions().create({ type: 'document', metadata: { name: 'Erika' } });
    const use = { accountId: gateway.account.accountId, livemode: false, key: 'late' };
    await gateway.db.idempotencyRecord.create({
      data: {
        ...use,
        method: 'POST',
        path: '/late',
        fingerprint: new Uint8Array(32),
        requestId: 'req_late',
      },
    });
    const body = await sessions().retrieve(id);
    await erase(id);
    await completeKey(gateway.deps, use, 'req_late', { status: 200, body });
    expect(await record('late')).toBeNull();
  });
});
