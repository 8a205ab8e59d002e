import { challengeAnswer } from '@idem/contracts';
import { MAX_CHALLENGES, stepsOf } from '@idem/domain';
import { challengeContext } from '@idem/platform/challenges/challenge-context';
import { forgetChallenges } from '@idem/platform/challenges/forget-challenges';
import { openJson } from '@idem/platform/crypto/seal';
import { SealError } from '@idem/platform/crypto/seal-error';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { CONSENT, deviceOf, slot } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

interface Challenge {
  id: string;
  nonce: string;
  steps: string[];
  expires_in: number;
  max_frames: number;
}

/** A session with a selfie, created as an extension of Stripe's options is: as plain parameters. */
async function create(liveness?: string, to: TestGateway = gateway) {
  const body = new URLSearchParams({
    type: 'document',
    'options[document][require_matching_selfie]': 'true',
    ...(liveness === undefined ? {} : { 'options[document][liveness]': liveness }),
  });
  const response = await to.request('POST', '/v1/identity/verification_sessions', { body });
  expect(response.status).toBe(200);
  return (await response.json()) as { id: string; client_secret: string; options: { document: object } };
}

async function challenged(session: { id: string; client_secret: string }, to: TestGateway = gateway) {
  const response = await to.request(
    'POST',
    `/v1/identity/verification_pages/${session.id}/selfie_challenge`,
    { key: session.client_secret },
  );
  return {
    status: response.status,
    body: (await response.json()) as Challenge & { error?: { message: string } },
  };
}

const PARAM = 'collected_data[selfie_challenge]';
function answerTo({ id, nonce, steps }: Challenge, files: readonly string[], changes = {}) {
  const frames = files.flatMap((file, i) => [
    [`${PARAM}[capture_frames][${i}][high_res_image]`, file],
    [`${PARAM}[capture_frames][${i}][pose]`, steps[i % steps.length]],
    [`${PARAM}[capture_frames][${i}][captured_at]`, String(1_000 * (i + 1))],
    [`${PARAM}[capture_frames][${i}][is_virtual_camera]`, 'false'],
    [`${PARAM}[capture_frames][${i}][camera_lens_model]`, 'FaceTime HD'],
    [`${PARAM}[capture_frames][${i}][yaw]`, '0.2'],
  ]);
  return { [`${PARAM}[id]`]: id, [`${PARAM}[nonce]`]: nonce, ...Object.fromEntries(frames), ...changes };
}

async function uploadFrames(person: ReturnType<typeof deviceOf>, count = 4): Promise<string[]> {
  const files: string[] = [];
  for (let i = 0; i < count; i++) files.push(await person.upload());
  return files;
}

describe('a session that requires an active selfie', () => {
  test('is submitted once its challenge is answered, and runs the check', async () => {
    const session = await create('required_active');
    expect(session.options.document).toEqual({ require_matching_selfie: true, liveness: 'required_active' });
    const person = deviceOf(gateway, session);
    const { body: page } = await person.show();
    expect(page).toMatchObject({ selfie: { liveness: 'required_active' }, selfie_challenge: null });
    expect(page.requirements.missing).toContain('selfie_challenge');

    const pictures = {
      ...CONSENT,
      ...slot('id_document_front', await person.upload()),
      ...slot('face', await person.upload()),
    };
    expect((await person.send(pictures)).body.requirements.missing).toEqual(['selfie_challenge']);
    expect((await person.submit()).body).toMatchObject({
      submitted: false,
      requirements: { missing: ['selfie_challenge'] },
    });

    const { body: challenge } = await challenged(session);
    expect(challenge).toMatchObject({
      object: 'identity.selfie_challenge',
      expires_in: 120_000,
      max_frames: 24,
    });
    expect(challenge.steps).toEqual(stepsOf(challenge.nonce));
    expect((await person.show()).body).toMatchObject({ selfie_challenge: { id: challenge.id } });

    gateway.clock.advance(5_000);
    const files = await uploadFrames(person);
    gateway.clock.advance(1_000);
    const answer = answerTo(challenge, files);
    expect((await person.send(answer)).body.requirements).toEqual({ missing: [], errors: [] });
    // The same once more: the device had not heard that it was taken.
    expect((await person.send(answer)).body.requirements).toEqual({ missing: [], errors: [] });
    expect((await person.show()).body).toMatchObject({ selfie_challenge: null });

    expect((await person.submit()).body.status).toBe('processing');
    const submission = await gateway.db.submission.findFirstOrThrow({ where: { sessionId: session.id } });
    expect(submission.inputs).toMatchObject({ selfie_challenge: challenge.id });
    expect(submission.checks).toContain('challenge');
  });

  test('keeps the answer sealed, by the server’s clock too, and forgets it', async () => {
    const session = await create('required_active');
    const person = deviceOf(gateway, session);
    const { body: challenge } = await challenged(session);
    gateway.clock.advance(4_000);
    await person.send(answerTo(challenge, await uploadFrames(person)));
    const row = await gateway.db.selfieChallenge.findUniqueOrThrow({ where: { id: challenge.id } });
    const owner = await gateway.db.verificationSession.findUniqueOrThrow({ where: { id: session.id } });
    const key = sessionKey(gateway.deps.keys, owner);
    const { frames } = openJson(key, row.sealedAnswer!, challengeContext(row.id), challengeAnswer);
    expect(frames[0]).toEqual({
      file: expect.stringMatching(/^file_/),
      step: challenge.steps[0],
      captured_at: 1_000,
      uploaded_at: 4_000,
      virtual_camera: false,
      camera: 'FaceTime HD',
    });
    expect(() => openJson(key, row.sealedAnswer!, challengeContext('vchl_other'), challengeAnswer)).toThrow(
      SealError,
    );
    expect(await gateway.db.$transaction((tx) => forgetChallenges(tx, session.id))).toBe(1);
    expect(await gateway.db.selfieChallenge.count({ where: { sessionId: session.id } })).toBe(0);
  });
});

describe('an answer is not taken', () => {
  test('after the time is up: the person is told to start again', async () => {
    const session = await create('required_active');
    const person = deviceOf(gateway, session);
    const { body: challenge } = await challenged(session);
    const files = await uploadFrames(person);
    gateway.clock.advance(120_001);
    const { status, body } = await person.send(answerTo(challenge, files));
    expect([status, body.requirements.errors]).toEqual([
      200,
      [expect.objectContaining({ requirement: 'selfie_challenge', body: expect.stringMatching(/time/) })],
    ]);
    expect(body.requirements.missing).toContain('selfie_challenge');
  });

  test('for an older challenge, nor with other pictures for one that was answered', async () => {
    const session = await create('required_active');
    const person = deviceOf(gateway, session);
    const { body: first } = await challenged(session);
    const { body: second } = await challenged(session);
    const files = await uploadFrames(person, 8);
    const late = await person.send(answerTo(first, files.slice(0, 4)));
    expect(late.body.requirements.errors).toMatchObject([{ body: expect.stringMatching(/newer/) }]);
    await person.send(answerTo(second, files.slice(0, 4)));
    const again = await person.send(answerTo(second, files.slice(4)));
    expect(again.body.requirements.errors).toMatchObject([{ body: expect.stringMatching(/already/) }]);
  });

  test('with a wrong nonce, for another session’s challenge, with another session’s pictures', async () => {
    const [mine, yours] = [await create('required_active'), await create('required_active')];
    const person = deviceOf(gateway, mine);
    const { body: challenge } = await challenged(mine);
    const { body: other } = await challenged(yours);
    const files = await uploadFrames(person);
    const wrong = await person.send(answerTo({ ...challenge, nonce: other.nonce }, files));
    expect([wrong.status, wrong.body.error?.code, wrong.body.error?.param]).toEqual([
      400,
      'parameter_invalid_nonce',
      `${PARAM}[nonce]`,
    ]);
    const strange = await person.send(answerTo(other, files));
    expect([strange.status, strange.body.error?.code]).toEqual([404, 'resource_missing']);
    const stolen = await deviceOf(gateway, yours).upload();
    const foreign = await person.send(answerTo(challenge, [stolen]));
    expect([foreign.status, foreign.body.error?.param]).toEqual([
      404,
      `${PARAM}[capture_frames][0][high_res_image]`,
    ]);
    // What was refused has used nothing up.
    expect((await person.send(answerTo(challenge, files))).body.requirements.errors).toEqual([]);
  });

  test('with too many pictures, too large ones, or movements that nobody asks for', async () => {
    const session = await create('required_active');
    const person = deviceOf(gateway, session);
    const { body: challenge } = await challenged(session);
    const [file] = await uploadFrames(person, 1);
    const many = await person.send(
      answerTo(
        challenge,
        Array.from({ length: 25 }, () => file!),
      ),
    );
    expect(many.status).toBe(400);
    const huge = await sharp({ create: { width: 3_000, height: 2_000, channels: 3, background: '#345' } })
      .jpeg()
      .toBuffer();
    const large = await person.send(answerTo(challenge, [await person.upload(huge)]));
    expect([large.status, large.body.error?.code]).toEqual([400, 'parameter_invalid_file_size']);
    const pose = { [`${PARAM}[capture_frames][0][pose]`]: 'jump' };
    expect((await person.send(answerTo(challenge, [file!], pose))).status).toBe(400);
  });
});

describe('a challenge is not issued', () => {
  test('without a selfie, where liveness is off, after the submission, or without end', async () => {
    const plain = await gateway.stripe().identity.verificationSessions.create({ type: 'document' });
    expect((await challenged(plain as { id: string; client_secret: string })).status).toBe(400);
    expect((await challenged(await create('off'))).status).toBe(400);
    const session = await create('passive');
    for (let i = 0; i < MAX_CHALLENGES; i++) expect((await challenged(session)).status).toBe(200);
    const { status, body } = await challenged(session);
    expect([status, body.error?.message]).toEqual([
      400,
      expect.stringMatching(/already used its 12 selfie challenges/),
    ]);
    const other = await create('passive');
    await gateway.stripe().identity.verificationSessions.cancel(other.id);
    expect((await challenged(other)).status).toBe(400);
  });

  test('to another session’s secret', async () => {
    const [mine, yours] = [await create('passive'), await create('passive')];
    const { status } = await challenged({ id: yours.id, client_secret: mine.client_secret });
    expect(status).toBe(403);
  });
});

describe('the policy', () => {
  test('is passive unless somebody says otherwise, and a challenge answered unasked is checked', async () => {
    const session = await create();
    const person = deviceOf(gateway, session);
    const pictures = {
      ...CONSENT,
      ...slot('id_document_front', await person.upload()),
      ...slot('face', await person.upload()),
    };
    expect((await person.send(pictures)).body.requirements.missing).toEqual([]);
    const { body: challenge } = await challenged(session);
    await person.send(answerTo(challenge, await uploadFrames(person)));
    await person.submit();
    const submission = await gateway.db.submission.findFirstOrThrow({ where: { sessionId: session.id } });
    expect([...submission.checks].sort()).toEqual(['challenge', 'document', 'face-match', 'liveness']);
    expect(submission.options).toEqual({ document: { require_matching_selfie: true, liveness: 'passive' } });
  });

  test('off leaves the comparison of faces', async () => {
    const person = deviceOf(gateway, await create('off'));
    const pictures = {
      ...CONSENT,
      ...slot('id_document_front', await person.upload()),
      ...slot('face', await person.upload()),
    };
    await person.send(pictures);
    const { body } = await person.submit();
    const submission = await gateway.db.submission.findFirstOrThrow({
      where: { sessionId: String(body.id) },
    });
    expect([...submission.checks].sort()).toEqual(['document', 'face-match']);
  });

  test('needs a selfie, and can be the deployment’s', async () => {
    const body = new URLSearchParams({ type: 'document', 'options[document][liveness]': 'passive' });
    const refused = await gateway.request('POST', '/v1/identity/verification_sessions', { body });
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { error: { param: 'options[document][liveness]' } },
    ]);
    const strict = await startGateway({ livenessDefault: 'required_active', challengeSeconds: 45 });
    try {
      const session = await create(undefined, strict);
      expect(session.options.document).toEqual({ require_matching_selfie: true });
      expect((await deviceOf(strict, session).show()).body.requirements.missing).toContain(
        'selfie_challenge',
      );
      expect((await challenged(session, strict)).body.expires_in).toBe(45_000);
    } finally {
      await strict.stop();
    }
  });
});
