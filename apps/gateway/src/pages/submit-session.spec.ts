import { loadFile } from '@idem/platform/files/file-vault';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type Stripe from 'stripe';
import { CONSENT, deviceOf, slot, suppliedDevice, takenPicture } from '../testing/device.js';
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
    const early = await person.submit();
    expect(early).toEqual({
      status: 200,
      body: {
        id: session.id,
        object: 'identity.verification_page_data',
        status: 'requires_input',
        submitted: false,
        closed: false,
        tries_left: 5,
        requirements: { missing: ['biometric_consent', 'id_document_front', 'face'], errors: [] },
      },
    });
    expect(await gateway.db.submission.count({ where: { sessionId: session.id } })).toBe(0);

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
      tries_left: 5,
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
    const picture = await takenPicture();
    const id = await device(session).upload(picture);
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
      file: { data: await takenPicture(), name: 'a.jpg', type: 'image/jpeg' },
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

  test('with an ephemeral key and nothing sent leaves everything as it was', async () => {
    const session = await create();
    const key = await stripe.ephemeralKeys.create(
      { verification_session: session.id },
      { apiVersion: '2020-08-27; identity_client_api=v7' },
    );
    const events = () => gateway.db.event.count({ where: { sessionId: session.id } });
    const before = await events();
    const app = device({ id: session.id, client_secret: String(key.secret) });
    for (const attempt of [1, 2]) {
      const { status, body } = await app.submit();
      expect([attempt, status, body.submitted, body.status]).toEqual([attempt, 200, false, 'requires_input']);
    }
    expect(await events()).toBe(before);
    expect((await stripe.identity.verificationSessions.retrieve(session.id)).last_error).toBeNull();
    const { person } = await ready(session);
    expect((await person.submit()).body).toMatchObject({ submitted: true, status: 'processing' });
  });

  test('after a selfie that did not match, everything is asked for anew, and the same after leaving', async () => {
    const session = await create({ require_matching_selfie: true });
    const { person } = await suppliedDevice(gateway, session, { selfie: true });
    await person.submit();
    await gateway.db.verificationSession.update({
      where: { id: session.id },
      data: { status: 'requires_input', lastErrorCode: 'selfie_face_mismatch', lastErrorReason: 'differs' },
    });
    const again = device(await stripe.identity.verificationSessions.retrieve(session.id));
    const all = ['biometric_consent', 'id_document_front', 'face'];
    const missing = async () => (await again.show()).body.requirements.missing;
    expect(await missing()).toEqual(all);
    expect((await again.submit()).body).toMatchObject({ submitted: false, requirements: { missing: all } });
    await again.send({ ...CONSENT, ...slot('id_document_front', await again.upload()) });
    expect(await missing()).toEqual(['face']);
    const returned = device(await stripe.identity.verificationSessions.retrieve(session.id));
    expect((await returned.show()).body.requirements.missing).toEqual(['face']);
    await returned.send(slot('face', await returned.upload(undefined, 'selfie')));
    expect((await returned.submit()).body).toMatchObject({ submitted: true });
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
