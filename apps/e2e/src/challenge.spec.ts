import { stepsOf } from '@idem/domain';
import { personDevice } from '@idem/stack/verification/person-device';
import { ERIKSSON, facePicture, photograph, renderPassport, seededRandom, selfie } from '@idem/testing';
import type { Attempt } from '@idem/testing/faces/sequences/attempt';
import { genuineAttempt } from '@idem/testing/faces/sequences/genuine-attempt';
import type { HeadModel } from '@idem/testing/faces/sequences/head-model';
import { headOfPerson } from '@idem/testing/faces/sequences/head-of-person';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';

// Of few people there are several photographs, and a portrait cut from the selfie would be found to be a copy.
let idem: StackUnderTest;
let head: HeadModel;
let front: Uint8Array;
beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
  head = await headOfPerson('marko');
  const passport = await renderPassport(ERIKSSON, { seed: 2, portrait: await facePicture('marko') });
  front = (await photograph(passport, { seed: 4 })).image;
}, START_MS);
afterAll(() => idem?.stop(), START_MS);

interface Challenge {
  id: string;
  nonce: string;
}

/** A session that requires a living person, and that person's device. */
async function begin() {
  // Stripe's types do not know the option; its client sends what it is given.
  const document = { require_matching_selfie: true, liveness: 'required_active' };
  const session = await idem.stripe.identity.verificationSessions.create({
    type: 'document',
    options: { document } as Stripe.Identity.VerificationSessionCreateParams.Options,
  });
  const device = personDevice(idem.stack.url, session);
  await device.collect({
    front: await device.upload(front, 'front.jpg'),
    selfie: await device.upload(await selfie('marko'), 'selfie.jpg'),
  });
  const page = `/v1/identity/verification_pages/${session.id}`;
  const call = async (path: string, body: URLSearchParams) => {
    const response = await fetch(new URL(`${page}${path}`, idem.stack.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${session.client_secret}` },
      body,
    });
    return (await response.json()) as {
      requirements?: { missing: string[] };
      error?: { code?: string };
    };
  };
  const challenge = (await call('/selfie_challenge', new URLSearchParams())) as unknown as Challenge;
  return { session, device, call, challenge };
}

type Begun = Awaited<ReturnType<typeof begin>>;

/** Hands in an attempt as a device does that takes as long as the attempt says. */
async function answer({ device, call, challenge }: Begun, attempt: Attempt, nonce = challenge.nonce) {
  const { frames } = attempt.challenge;
  await new Promise((resolve) => setTimeout(resolve, frames.at(-1)!.capturedAtMs));
  const param = 'collected_data[selfie_challenge]';
  const fields = new URLSearchParams({ [`${param}[id]`]: challenge.id, [`${param}[nonce]`]: nonce });
  for (const [i, { step, capturedAtMs }] of frames.entries()) {
    const file = await device.upload(attempt.frames[i]!, `${i}.jpg`);
    fields.set(`${param}[capture_frames][${i}][high_res_image]`, file);
    fields.set(`${param}[capture_frames][${i}][pose]`, step);
    fields.set(`${param}[capture_frames][${i}][captured_at]`, String(capturedAtMs));
  }
  return call('/data', fields);
}

const TOLD_MS = 3 * VERIFICATION_MS;

test(
  'a person who does what is asked is verified; the same pictures are worth nothing a second time',
  async () => {
    const first = await begin();
    const attempt = await genuineAttempt(head, first.challenge.nonce, seededRandom(3));
    expect((await answer(first, attempt)).requirements?.missing).toEqual([]);
    await first.device.submit();
    expect(await idem.settled(first.session.id)).toMatchObject({ status: 'verified', last_error: null });

    const second = await begin();
    await answer(second, attempt);
    await second.device.submit();
    expect(await idem.settled(second.session.id)).toMatchObject({
      status: 'requires_input',
      last_error: { code: 'selfie_manipulated', reason: expect.stringMatching(/earlier/) },
    });
  },
  2 * TOLD_MS,
);

test(
  'movements in another order are not accepted',
  async () => {
    const begun = await begin();
    const asked = stepsOf(begun.challenge.nonce);
    const shown = [...asked.slice(1), asked[0]!];
    await answer(begun, await genuineAttempt(head, begun.challenge.nonce, seededRandom(5), shown));
    await begun.device.submit();
    expect(await idem.settled(begun.session.id)).toMatchObject({
      status: 'requires_input',
      last_error: { code: 'selfie_unverified_other', reason: expect.stringMatching(/asked for/) },
    });
  },
  TOLD_MS,
);

test(
  'an answer with another challenge’s nonce, or none at all, cannot be submitted',
  async () => {
    const begun = await begin();
    const attempt = await genuineAttempt(head, begun.challenge.nonce, seededRandom(7));
    const refused = await answer(begun, attempt, '0'.repeat(64));
    expect(refused.error?.code).toBe('parameter_invalid_nonce');
    await expect(begun.device.submit()).rejects.toMatchObject({
      message: expect.stringMatching(/selfie_challenge/),
    });
  },
  TOLD_MS,
);
