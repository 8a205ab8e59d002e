import { connectClient } from '@idem/stack/verification/connect-client';
import { NotSubmitted, type Pictures, personDevice, Refusal } from '@idem/stack/verification/person-device';
import { specimenPictures } from '@idem/stack/verification/specimens';
import { HOSTILE } from '@idem/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';

let idem: StackUnderTest;
let good: Required<Pick<Pictures, 'front' | 'selfie'>>;
beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
  good = await specimenPictures({ holder: 'vera', selfie: 'vera' });
}, START_MS);
afterAll(() => idem?.stop(), START_MS);

const create = () => idem.stripe.identity.verificationSessions.create({ type: 'document' });

describe('is refused when uploaded', () => {
  test.each([
    ['a text file named .jpg', 'text'],
    ['an empty file', 'empty'],
    ['a PNG header that declares 50,000 × 50,000 pixels', 'declaredHuge'],
    ['a truncated JPEG', 'truncated'],
  ] as const)('%s', async (_, kind) => {
    const device = personDevice(idem.stack.url, await create());
    const { bytes, name } = await HOSTILE[kind]();
    const refusal: unknown = await device.upload(bytes, name).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      status: 400,
      error: { type: 'invalid_request_error', message: expect.any(String) },
    });
  });
});

describe('fails its check with a code', () => {
  test(
    'a picture with no document',
    async () => {
      const { bytes } = await HOSTILE.landscape();
      const session = await idem.verify({ ...good, front: bytes });
      expect(session).toMatchObject({
        status: 'requires_input',
        last_error: { code: 'document_unverified_other', reason: expect.any(String) },
      });
    },
    VERIFICATION_MS,
  );

  test(
    'a selfie with no face',
    async () => {
      const { bytes } = await HOSTILE.faceless();
      const session = await idem.verify({ ...good, selfie: bytes });
      expect(session).toMatchObject({
        status: 'requires_input',
        last_error: { code: 'selfie_unverified_other', reason: expect.any(String) },
      });
    },
    VERIFICATION_MS,
  );
});

describe('is refused as the API says', () => {
  test('an unknown parameter', async () => {
    const params = { type: 'document', colour: 'blue' } as const;
    await expect(idem.stripe.identity.verificationSessions.create(params)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      code: 'parameter_unknown',
      param: 'colour',
    });
  });

  test('a wrong key', async () => {
    const stranger = connectClient(idem.stack.url, `sk_test_${'0'.repeat(40)}`);
    await expect(stranger.identity.verificationSessions.list()).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
    });
  });

  test("someone else's client secret", async () => {
    const [own, other] = [await create(), await create()];
    const impostor = personDevice(idem.stack.url, { id: own.id, client_secret: other.client_secret });
    for (const attempt of [() => impostor.upload(good.front, 'x.jpg'), () => impostor.submit()]) {
      const refusal: unknown = await attempt().catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Refusal);
      expect([401, 403, 404]).toContain((refusal as Refusal).status);
    }
    expect((await idem.stripe.identity.verificationSessions.retrieve(own.id)).status).toBe('requires_input');
  });

  test('a submission without pictures', async () => {
    const device = personDevice(idem.stack.url, await create());
    await expect(device.submit()).rejects.toEqual(
      new NotSubmitted(['biometric_consent', 'id_document_front']),
    );
  });
});

test('after all of it nothing is stuck in processing, and no process died', async () => {
  const { data } = await idem.stripe.identity.verificationSessions.list({ status: 'processing' });
  expect(data).toEqual([]);
  for (const app of Object.values(idem.stack.processes))
    expect([app.name, app.restarts]).toEqual([app.name, 0]);
});
