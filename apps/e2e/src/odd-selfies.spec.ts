import type { Pictures } from '@idem/stack/verification/person-device';
import { personDevice, Refusal } from '@idem/stack/verification/person-device';
import {
  crowd,
  ERIKSSON,
  enlarged,
  facePicture,
  hugePanorama,
  landscape,
  ODD_SELFIES,
  photograph,
  renderPassport,
  selfie,
  tinySelfie,
} from '@idem/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';

let idem: StackUnderTest;
beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
}, START_MS);
afterAll(() => idem?.stop(), START_MS);

const passport = async (portrait?: Buffer): Promise<Buffer> => {
  const page = await renderPassport(ERIKSSON, { seed: 2, ...(portrait && { portrait }) });
  return (await photograph(page, { seed: 4 })).image;
};
const ofVera = async () => passport(await facePicture('vera'));
const beside = (picture: () => Promise<Buffer>) => async () => ({
  front: await ofVera(),
  selfie: await picture(),
});

type Scene = readonly [what: string, pictures: () => Promise<Pictures>, code: string, gist: RegExp];
const unverified = 'selfie_unverified_other';

/** What is sent, the code of the session's last error, and what its reason has to tell. Animals and statues are drawn. */
const SCENES: readonly Scene[] = [
  ['no face', beside(landscape), unverified, /No face.*whole face/],
  ['twenty faces', beside(() => crowd(['vera', 'olga', 'elsa', 'irma'])), unverified, /more than one face/],
  ['a cartoon', beside(ODD_SELFIES.cartoon), unverified, /face/],
  ['a dog', beside(ODD_SELFIES.dog), unverified, /face/],
  ['a statue', beside(ODD_SELFIES.statue), 'selfie_face_mismatch', /not the one on the document/],
  ['64 × 64 pixels', beside(() => tinySelfie('vera')), unverified, /closer|No face/],
  ['another person', beside(() => selfie('olga')), 'selfie_face_mismatch', /not the one on the document/],
  [
    'a document without a portrait',
    async () => ({ front: await passport(), selfie: await selfie('vera') }),
    'document_unverified_other',
    /No portrait was found on the document/,
  ],
  [
    'the portrait of the document',
    beside(async () => enlarged(await facePicture('vera'))),
    'selfie_manipulated',
    /copy of the portrait/,
  ],
  [
    'the picture of the document',
    async () => {
      const front = await ofVera();
      return { front, selfie: front };
    },
    'selfie_manipulated',
    /picture of yourself/,
  ],
];

interface Outcome {
  readonly what: string;
  readonly status: string;
  readonly error: { readonly code: string; readonly reason: string } | null;
}

/** Few at a time: three workers look at each, and a busy machine would let the last ones wait too long. */
async function settleAll(): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let first = 0; first < SCENES.length; first += AT_A_TIME) {
    const some = SCENES.slice(first, first + AT_A_TIME).map(async ([what, pictures]) => {
      const { status, last_error: error } = await idem.verify(await pictures());
      return { what, status, error: error as Outcome['error'] };
    });
    outcomes.push(...(await Promise.all(some)));
  }
  return outcomes;
}

const AT_A_TIME = 2;

describe('fails with a code and a reason that helps', () => {
  let settled: Promise<readonly Outcome[]>;
  beforeAll(() => {
    settled = settleAll();
    settled.catch(() => {});
  });

  test.each(SCENES.map(([what, , code, gist]) => [what, code, gist] as const))(
    '%s: %s',
    async (what, code, gist) => {
      const found = (await settled).find((outcome) => outcome.what === what);
      expect(found).toMatchObject({ status: 'requires_input', error: { code } });
      expect(found?.error?.reason).toMatch(gist);
    },
    SCENES.length * VERIFICATION_MS,
  );
});

test(
  'a panorama of 100 megapixels is refused when uploaded, saying why',
  async () => {
    const session = await idem.stripe.identity.verificationSessions.create({ type: 'document' });
    const upload = personDevice(idem.stack.url, session).upload(await hugePanorama(), 'panorama.jpg');
    const refusal: unknown = await upload.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      status: 400,
      error: { param: 'file', message: expect.stringMatching(/too large \(25000 × 4000 pixels\)/) },
    });
  },
  VERIFICATION_MS,
);

test('after all of it no process died', () => {
  for (const app of Object.values(idem.stack.processes))
    expect([app.name, app.restarts]).toEqual([app.name, 0]);
});
