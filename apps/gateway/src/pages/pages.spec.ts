import { loadFile } from '@idem/platform/files/file-vault';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type Stripe from 'stripe';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
let picture: Buffer;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
  picture = await sharp({ create: { width: 400, height: 250, channels: 3, background: '#693' } })
    .withExif({ IFD0: { Artist: 'Erika Mustermann' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => gateway.stop());

type Options = Stripe.Identity.VerificationSessionCreateParams.Options.Document;
const create = (document: Options = {}) =>
  stripe.identity.verificationSessions.create({ type: 'document', options: { document } });

interface PageData {
  status: string;
  submitted: boolean;
  closed: boolean;
  requirements: { missing: string[]; errors: { requirement: string }[] };
  error?: { message: string; code?: string; param?: string };
}

/** The person's device. */
function device(session: { id: string; client_secret: string | null }) {
  const key = session.client_secret;
  const page = `/v1/identity/verification_pages/${session.id}`;
  const call = async (method: string, path: string, body?: RequestInit['body']) => {
    const response = await gateway.request(method, path, { key, body: body ?? null });
    return { status: response.status, body: (await response.json()) as PageData & Record<string, unknown> };
  };
  return {
    show: () => call('GET', page),
    send: (fields: Record<string, string>) => call('POST', `${page}/data`, new URLSearchParams(fields)),
    submit: () => call('POST', `${page}/submit`),
    async upload(bytes: Buffer = picture): Promise<string> {
      const form = new FormData();
      form.set('purpose', 'identity_private');
      form.set('owned_by', session.id);
      form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'front.jpg');
      const { status, body } = await call('POST', '/v1/files', form);
      expect([status, body.error]).toEqual([200, undefined]);
      return String(body.id);
    },
  };
}

const CONSENT = { 'collected_data[biometric_consent]': 'true' };
const slot = (name: string, fileId: string) => ({
  [`collected_data[${name}][${name === 'face' ? 'best_high_res_image' : 'high_res_image'}]`]: fileId,
});

/** Everything a passport-or-card session needs. */
async function ready(session: { id: string; client_secret: string | null }) {
  const person = device(session);
  const front = await person.upload();
  const { body } = await person.send({ ...CONSENT, ...slot('id_document_front', front) });
  expect(body.requirements.missing).toEqual([]);
  return { person, front };
}

describe('the whole way', () => {
  test('from the empty page to a submission with its checks, event and jobs', async () => {
    const session = await create({ require_matching_selfie: true });
    const person = device(session);
    expect((await person.show()).body).toMatchObject({
      object: 'identity.verification_page',
      fallback_url: session.url,
      requirements: { missing: ['biometric_consent', 'id_document_front', 'face'] },
      selfie: { file_purpose: 'identity_private' },
      submitted: false,
    });

    const [front, face] = [await person.upload(), await person.upload()];
    const { body: early } = await person.submit();
    expect(early.error?.message).toContain('biometric_consent, id_document_front, face');

    await person.send(CONSENT);
    await person.send({
      ...slot('id_document_front', front),
      'collected_data[id_document_front][upload_method]': 'auto_capture',
      'collected_data[id_document_front][front_card_score]': '0.99',
      'clear_data[face]': 'true',
    });
    const { body: data } = await person.send({
      ...slot('face', face),
      'collected_data[face][num_frames]': '8',
    });
    expect(data).toEqual({
      id: session.id,
      object: 'identity.verification_page_data',
      status: 'requires_input',
      submitted: false,
      closed: false,
      requirements: { missing: [], errors: [] },
    });

    const { status, body: submitted } = await person.submit();
    expect([status, submitted.status, submitted.submitted, submitted.closed]).toEqual([
      200,
      'processing',
      true,
      true,
    ]);

    const row = await gateway.db.verificationSession.findUniqueOrThrow({
      where: { id: session.id },
      include: {
        submissions: { include: { runs: { orderBy: { check: 'asc' } } } },
        events: { orderBy: { seq: 'asc' } },
      },
    });
    expect(row).toMatchObject({
      status: 'processing',
      lastErrorCode: null,
      sealedCollected: null,
      sealedToken: null,
    });
    const [submission] = row.submissions;
    expect(submission).toMatchObject({
      number: 1,
      inputs: { id_document_front: front, face },
      options: { document: { require_matching_selfie: true } },
      checks: ['document', 'face-match', 'liveness'],
    });
    const now = gateway.clock.now();
    expect(
      submission?.runs.map(({ check, deadline }) => [check, deadline.getTime() - now.getTime()]),
    ).toEqual([
      ['document', 120_000],
      ['face-match', 120_000],
      ['liveness', 120_000],
    ]);
    expect(row.events.map(({ type }) => type.split('.').at(-1))).toEqual(['created', 'processing']);
    const jobs = await gateway.db.outboxRow.findMany({ orderBy: { id: 'asc' } });
    expect(jobs.map(({ job, payload }) => [job, payload])).toEqual(
      ['check.document', 'check.face-match', 'check.liveness'].map((job) => [
        job,
        { submission_id: submission?.id },
      ]),
    );

    expect(await stripe.identity.verificationSessions.retrieve(session.id)).toMatchObject({
      status: 'processing',
      client_secret: null,
      url: null,
    });
  });

  test('the picture is stored without metadata, encrypted under the session', async () => {
    const session = await create();
    const id = await device(session).upload();
    const file = await gateway.db.file.findUniqueOrThrow({ where: { id }, include: { session: true } });
    expect(file).toMatchObject({
      sessionId: session.id,
      keyScope: 'session',
      width: 400,
      height: 250,
      type: 'jpg',
    });
    const sealed = Buffer.from(await gateway.deps.store.get(file.objectKey));
    expect(sealed.includes(picture.subarray(-64))).toBe(false);
    const opened = Buffer.from(
      await loadFile(gateway.deps, { file, owner: sessionKey(gateway.deps.keys, file.session!) }),
    );
    expect(opened.includes('Mustermann')).toBe(false);
    expect(picture.includes('Mustermann')).toBe(true);
    expect(opened.length).toBe(file.size);
    expect((await sharp(opened).raw().toBuffer()).equals(await sharp(picture).raw().toBuffer())).toBe(true);
  });

  test('a picture uploaded with an API key comes under the session when it is used', async () => {
    const { id } = await stripe.files.create({
      purpose: 'identity_document',
      file: { data: picture, name: 'a.jpg', type: 'image/jpeg' },
    });
    expect(await gateway.db.file.findUniqueOrThrow({ where: { id } })).toMatchObject({
      keyScope: 'master',
      sessionId: null,
    });
    const session = await create();
    expect((await device(session).send(slot('id_document_front', id))).status).toBe(404);
    const page = `/v1/identity/verification_pages/${session.id}`;
    const body = new URLSearchParams({ ...CONSENT, ...slot('id_document_front', id) });
    expect((await gateway.request('POST', `${page}/data`, { body })).status).toBe(200);
    const file = await gateway.db.file.findUniqueOrThrow({ where: { id }, include: { session: true } });
    expect(file).toMatchObject({ keyScope: 'session', sessionId: session.id });
    await loadFile(gateway.deps, { file, owner: sessionKey(gateway.deps.keys, file.session!) });
    expect((await gateway.request('POST', `${page}/submit`)).status).toBe(200);
  });
});

describe('submitting', () => {
  test('twice at once makes one submission', async () => {
    const session = await create();
    const { person } = await ready(session);
    const results = await Promise.all([person.submit(), person.submit(), person.submit()]);
    expect(results.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(results.find(({ status }) => status === 400)?.body.error?.message).toContain(
      'status is `processing`',
    );
    expect(await gateway.db.submission.count({ where: { sessionId: session.id } })).toBe(1);
  });

  test('uses the link up; after a failed try the session gets a fresh one and a second submission', async () => {
    const session = await create();
    const { person } = await ready(session);
    await person.submit();
    expect((await person.show()).status).toBe(200);
    await gateway.db.verificationSession.update({
      where: { id: session.id },
      data: { status: 'requires_input', lastErrorCode: 'document_expired', lastErrorReason: 'expired' },
    });
    const used = await person.send(CONSENT);
    expect([used.status, used.body.error?.message]).toEqual([401, expect.stringContaining('already used')]);

    const again = await stripe.identity.verificationSessions.retrieve(session.id);
    expect(again).toMatchObject({ last_error: { code: 'document_expired', reason: 'expired' } });
    expect(again.client_secret).not.toBe(session.client_secret);
    expect((await person.show()).status).toBe(401);
    const { person: anew } = await ready(again);
    expect((await anew.submit()).status).toBe(200);
    expect(
      await gateway.db.submission.findMany({
        where: { sessionId: session.id },
        select: { number: true },
        orderBy: { number: 'asc' },
      }),
    ).toEqual([{ number: 1 }, { number: 2 }]);
    expect(
      (await gateway.db.verificationSession.findUniqueOrThrow({ where: { id: session.id } })).lastErrorCode,
    ).toBeNull();
  });

  test('the back is asked for when no passport is allowed', async () => {
    const session = await create({ allowed_types: ['id_card'] });
    expect((await device(session).show()).body.requirements.missing).toEqual([
      'biometric_consent',
      'id_document_front',
      'id_document_back',
    ]);
  });
});

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
