import type { Pictures } from '@idem/stack/verification/person-device';
import { personDevice, Refusal } from '@idem/stack/verification/person-device';
import {
  blankPaper,
  bookPage,
  ERIKSSON,
  facePicture,
  HOSTILE_PDFS,
  hugeScan,
  lowerHalf,
  passportCover,
  paymentCard,
  photograph,
  photographPair,
  renderDrivingLicence,
  renderIdCard,
  renderPassport,
  scannedPdf,
  screenOfText,
  selfie,
} from '@idem/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';

/** Every document bears its holder’s portrait: without one none is verified. */
const HELD = { portrait: await facePicture('vera') };

let idem: StackUnderTest;
beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
}, START_MS);
afterAll(() => idem?.stop(), START_MS);

const shot = async (flat: Parameters<typeof photograph>[0], options = {}) =>
  (await photograph(flat, { seed: 4, ...options })).image;
const other = {
  ...ERIKSSON,
  surname: 'Lindqvist',
  givenNames: 'Karl',
  sex: 'M',
  dateOfBirth: '1961-02-03',
} as const;
const passport = (options = {}) => renderPassport(ERIKSSON, { ...HELD, seed: 2, ...options });

type Scene = readonly [what: string, pictures: () => Promise<Pictures>, code: string, gist: RegExp];
const unverified = 'document_unverified_other';

/** What is sent, the code of the session's last error, and what its reason has to tell. */
const SCENES: readonly Scene[] = [
  ['a page of a book', async () => ({ front: await shot(await bookPage()) }), unverified, /page of text/],
  ['a screen of text', async () => ({ front: await shot(await screenOfText()) }), unverified, /page of text/],
  ['blank paper', async () => ({ front: await blankPaper() }), unverified, /No identity document/],
  ['a face only', async () => ({ front: await selfie('vera') }), unverified, /No identity document/],
  ['a payment card', async () => ({ front: await shot(await paymentCard()) }), unverified, /payment card/],
  ['a closed passport', async () => ({ front: await shot(await passportCover()) }), unverified, /open it/],
  [
    'the lower half of a passport',
    async () => ({ front: await shot(await lowerHalf(await passport())) }),
    unverified,
    /whole document/,
  ],
  [
    'a passport small in a thumbnail of 300 pixels',
    async () => ({ front: await shot(await passport(), { width: 300, fill: 0.6 }) }),
    unverified,
    /too small.*closer/,
  ],
  [
    'two passports in one picture',
    async () => ({
      front: await photographPair(await passport(), await renderPassport(other, { ...HELD, seed: 6 })),
    }),
    unverified,
    /one document at a time/,
  ],
  [
    'the back of a licence alone',
    async () => ({ front: await shot((await renderDrivingLicence(ERIKSSON, HELD)).back) }),
    unverified,
    /photograph its front/,
  ],
  [
    'the back of a card alone',
    async () => ({ front: await shot((await renderIdCard(ERIKSSON, HELD)).back) }),
    unverified,
    /photograph its front/,
  ],
  [
    'the front of a card twice',
    async () => {
      const { front } = await renderIdCard(ERIKSSON, HELD);
      return { front: await shot(front), back: await shot(front, { seed: 6 }) };
    },
    unverified,
    /same side.*back/,
  ],
  [
    'an expired passport',
    async () => ({ front: await shot(await passport({ issued: '2010-02-01', expires: '2020-01-31' })) }),
    'document_expired',
    /expired.*still valid/,
  ],
  [
    'a PDF that never ends drawing',
    async () => ({ front: HOSTILE_PDFS.nestedForms() }),
    unverified,
    /PDF.*photograph/,
  ],
  [
    'a PDF of too many pages',
    async () => ({ front: HOSTILE_PDFS.manyPages() }),
    unverified,
    /too many pages/,
  ],
];

describe('fails with a code and a reason that helps', () => {
  let settled: Promise<{ what: string; status: string; error: { code: string; reason: string } | null }[]>;
  beforeAll(() => {
    // All at once, so that they wait in the queue together and not one after the other for each other's webhook.
    settled = Promise.all(
      SCENES.map(async ([what, pictures]) => {
        const { status, last_error: error } = await idem.verify(await pictures());
        return { what, status, error: error as { code: string; reason: string } | null };
      }),
    );
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
  'a type that the session does not allow',
  async () => {
    const session = await idem.stripe.identity.verificationSessions.create({
      type: 'document',
      options: { document: { allowed_types: ['driving_license', 'passport'] } },
    });
    const { front, back } = await renderIdCard(ERIKSSON, HELD);
    const device = personDevice(idem.stack.url, session);
    const [first, second] = [
      await device.upload(await shot(front), 'a.jpg'),
      await device.upload(await shot(back), 'b.jpg'),
    ];
    await device.collect({ front: first, back: second });
    await device.submit();
    expect(await idem.settled(session.id)).toMatchObject({
      status: 'requires_input',
      last_error: { code: 'document_type_not_supported', reason: expect.stringMatching(/another/) },
    });
  },
  VERIFICATION_MS,
);

describe('is read all the same', () => {
  test(
    'an upside-down passport, and a card whose two sides are on one page of a PDF, with a selfie',
    async () => {
      const portrait = await facePicture('vera');
      const { front, back } = await renderIdCard(ERIKSSON, { portrait });
      const place = (image: Buffer, top: number) => ({ image, left: 60, top, width: 85.6 });
      const pdf = await scannedPdf([[place(front.image, 40), place(back.image, 160)]]);
      const sessions = await Promise.all([
        idem.verify({ front: await shot(await passport(), { rotation: 180 }) }),
        idem.verify({ front: pdf, selfie: await selfie('vera') }),
      ]);
      expect(sessions.map(({ status, last_error }) => [status, last_error])).toEqual([
        ['verified', null],
        ['verified', null],
      ]);
    },
    2 * VERIFICATION_MS,
  );
});

describe('is refused when uploaded, saying why', () => {
  test.each([
    ['a scan of 100 megapixels', hugeScan, /too large \(10000 × 10000 pixels\)/],
    ['an encrypted PDF', async () => HOSTILE_PDFS.encrypted(), /encrypted.*password/],
    ['half a PDF', async () => HOSTILE_PDFS.truncated(), /damaged or incomplete/],
  ] as const)('%s', async (_, bytes, message) => {
    const session = await idem.stripe.identity.verificationSessions.create({ type: 'document' });
    const upload = personDevice(idem.stack.url, session).upload(await bytes(), 'scan');
    const refusal: unknown = await upload.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      status: 400,
      error: { param: 'file', message: expect.stringMatching(message) },
    });
  });
});

test('after all of it no process died', () => {
  for (const app of Object.values(idem.stack.processes))
    expect([app.name, app.restarts]).toEqual([app.name, 0]);
});
