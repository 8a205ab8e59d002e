import { plainPdf } from '@idem/testing/hostile/pdfs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { CONSENT, deviceOf, slot, suppliedDevice } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

type Options = Stripe.Identity.VerificationSessionCreateParams.Options.Document;
const create = (document: Options = {}) =>
  stripe.identity.verificationSessions.create({ type: 'document', options: { document } });
const device = (session: { id: string; client_secret: string | null }) => deviceOf(gateway, session);
const ready = (session: { id: string; client_secret: string | null }) => suppliedDevice(gateway, session);

describe('consent', () => {
  test('declined is told to the integrator once, and can still be given', async () => {
    const session = await create();
    const person = device(session);
    for (let time = 0; time < 2; time++) {
      expect((await person.send({ 'collected_data[biometric_consent]': 'false' })).body.status).toBe(
        'requires_input',
      );
    }
    const events = await stripe.events.list({ type: 'identity.verification_session.requires_input' });
    const own = events.data.filter(({ data }) => (data.object as { id?: string }).id === session.id);
    expect(own).toHaveLength(1);
    expect(own[0]?.data.object).toMatchObject({
      last_error: { code: 'consent_declined', reason: expect.any(String) },
    });
    const { person: willing } = await ready(session);
    expect((await willing.submit()).status).toBe(200);
  });
});

describe('live capture', () => {
  test('takes pictures from the camera only', async () => {
    const session = await create({ require_live_capture: true });
    const person = device(session);
    const front = await person.upload();
    for (const method of [{}, { 'collected_data[id_document_front][upload_method]': 'file_upload' }]) {
      const { body } = await person.send({ ...slot('id_document_front', front), ...method });
      expect(body.requirements.errors.map(({ requirement }) => requirement)).toEqual(['id_document_front']);
      expect(body.requirements.missing).toContain('id_document_front');
    }
    const { body } = await person.send({
      ...slot('id_document_front', front),
      'collected_data[id_document_front][upload_method]': 'manual_capture',
    });
    expect(body.requirements).toEqual({ missing: ['biometric_consent'], errors: [] });
  });
});

describe('refuses', () => {
  test("another session's client secret, for pages and for files", async () => {
    const [mine, yours] = [await create(), await create()];
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/data'],
      ['POST', '/submit'],
    ] as const) {
      const response = await gateway.request(method, `/v1/identity/verification_pages/${yours.id}${path}`, {
        key: mine.client_secret,
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({
        error: { type: 'invalid_request_error', message: expect.stringContaining('another') },
      });
    }
    const stolen = await device(yours).upload();
    const { status, body } = await device(mine).send(slot('id_document_front', stolen));
    expect([status, body.error?.code, body.error?.param]).toEqual([
      404,
      'resource_missing',
      'collected_data[id_document_front][high_res_image]',
    ]);
  });

  test('an expired, a canceled, a forged client secret', async () => {
    const session = await create();
    gateway.clock.advance(25 * 3600 * 1000);
    expect((await device(session).show()).status).toBe(401);
    gateway.clock.advance(-25 * 3600 * 1000);
    expect((await device({ ...session, client_secret: `${session.client_secret}x` }).show()).status).toBe(
      401,
    );
    await stripe.identity.verificationSessions.cancel(session.id);
    expect((await device(session).show()).body.status).toBe('canceled');
    const { status, body } = await device(session).send(CONSENT);
    expect([status, body.error?.message]).toEqual([400, expect.stringContaining('canceled')]);
  });

  test('a client secret anywhere else', async () => {
    const { client_secret: key, id } = await create();
    for (const path of [
      '/v1/identity/verification_sessions',
      `/v1/identity/verification_sessions/${id}`,
      '/v1/events',
      '/v1/files',
    ]) {
      expect((await gateway.request('GET', path, { key })).status).toBe(403);
    }
  });

  test('a PDF as a selfie, and takes it as a document', async () => {
    const person = device(await create());
    const scan = await person.upload(plainPdf());
    const { status, body } = await person.send(slot('face', scan));
    expect([status, body.error?.param, body.error?.message]).toEqual([
      400,
      'collected_data[face][best_high_res_image]',
      expect.stringContaining('JPEG or PNG'),
    ]);
    expect((await person.send(slot('id_document_front', scan))).status).toBe(200);
  });

  test('data that nobody asked for', async () => {
    const person = device(await create());
    const { status, body } = await person.send({
      'collected_data[id_document_front][foo]': '1',
      ...slot('id_document_front', 'file_x'),
    });
    expect([status, body.error?.code, body.error?.param]).toEqual([
      400,
      'parameter_unknown',
      'collected_data[id_document_front][foo]',
    ]);
  });
});
