import { ERIKSSON, facePicture, renderDrivingLicence, renderIdCard, renderPassport } from '@idem/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { START_MS, VERIFICATION_MS } from '../stack-under-test.js';
import { followInstructions, type Poses, posesOf } from './testing/face-in-camera.js';
import { onTable, type PageUnderTest, startPageUnderTest } from './testing/page-under-test.js';
import { type PersonAtPage, personAt } from './testing/person-at-page.js';

let under: PageUnderTest;
let idem: PageUnderTest['idem'];
let browser: PageUnderTest['browser'];
let marko: Poses;
beforeAll(async () => {
  under = await startPageUnderTest(process.env);
  ({ idem, browser } = under);
  marko = await posesOf('marko');
}, START_MS);
afterAll(() => under?.stop(), START_MS);

type DocumentOptions = Stripe.Identity.VerificationSessionCreateParams.Options.Document & {
  readonly liveness?: 'passive';
};
async function begin(document: DocumentOptions = {}) {
  const session = await idem.stripe.identity.verificationSessions.create({
    type: 'document',
    options: { document },
  });
  const person = await personAt(browser, under.addressOf(session));
  await person.sees(/Verify your identity/);
  await person.press('Agree and continue');
  return { session, person };
}

/** Holds a side before the camera, and lets the page take the picture by itself. */
async function showSide(person: PersonAtPage, picture: Uint8Array): Promise<void> {
  await person.camera.show(picture);
  await person.press('Open the camera');
  await person.sees('Is everything readable?', 30_000);
  await person.press('Use this picture');
}

test(
  'a passport is verified with nothing but a link',
  async () => {
    const { session, person } = await begin();
    await person.press('Passport');
    await showSide(
      person,
      await onTable(await renderPassport(ERIKSSON, { portrait: await facePicture('vera') })),
    );
    expect(await idem.settled(session.id)).toMatchObject({ status: 'verified', last_error: null });
    await person.sees('Your identity is verified');
    expect(await person.camera.running()).toBe(0);
    expect(person.complaints).toEqual([]);
    expect(await idem.history(session.id)).toEqual([
      'identity.verification_session.created',
      'identity.verification_session.processing',
      'identity.verification_session.verified',
    ]);
    await person.close();
  },
  VERIFICATION_MS,
);

test.each([
  [
    'an identity card',
    'id_card',
    'Turn your identity card over',
    async () => renderIdCard(ERIKSSON, { portrait: await facePicture('vera') }),
  ],
  [
    'an American licence',
    'driving_license',
    'Turn your driver’s license over',
    async () => renderDrivingLicence(ERIKSSON, { layout: 'AAMVA', portrait: await facePicture('vera') }),
  ],
] as const)(
  '%s is turned over, and verified',
  async (_what, type, turnOver, render) => {
    const { session, person } = await begin({ allowed_types: [type] });
    const { front, back } = await render();
    await showSide(person, await onTable(front));
    await person.sees(turnOver);
    await showSide(person, await onTable(back, 2));
    expect(await idem.settled(session.id)).toMatchObject({ status: 'verified', last_error: null });
    await person.sees('Your identity is verified');
    await person.close();
  },
  VERIFICATION_MS,
);

test(
  'a selfie is a challenge, led through on the page',
  async () => {
    const { session, person } = await begin({ require_matching_selfie: true });
    await person.press('Passport');
    await showSide(
      person,
      await onTable(await renderPassport(ERIKSSON, { portrait: await facePicture('marko'), seed: 2 })),
    );
    await person.sees('Get ready for a picture of your face');
    await person.camera.show(marko.front[0]!, 0);
    await person.press('Open the camera');
    let ended = false;
    const settled = idem.settled(session.id).finally(() => {
      ended = true;
    });
    await followInstructions(person, marko, () => ended);
    expect(await settled).toMatchObject({ status: 'verified', last_error: null });
    await person.sees('Your identity is verified');
    await person.close();
  },
  2 * VERIFICATION_MS,
);

/** As far as the picture of the face. */
async function beginSelfie(document: DocumentOptions = {}) {
  const begun = await begin({ allowed_types: ['passport'], require_matching_selfie: true, ...document });
  const portrait = await facePicture('marko');
  await showSide(begun.person, await onTable(await renderPassport(ERIKSSON, { portrait, seed: 2 })));
  await begun.person.sees('Get ready for a picture of your face');
  return begun;
}

test(
  'a face in its place is taken by itself, and an empty room is not',
  async () => {
    const { session, person } = await beginSelfie({ liveness: 'passive' });
    await person.camera.fill('rgb(150, 140, 130)');
    await person.press('Open the camera');
    await person.page.getByText('Look into the camera', { exact: true }).waitFor();
    await person.page.waitForTimeout(2_000);
    expect(await person.page.getByText('Look into the camera', { exact: true }).isVisible()).toBe(true);
    await person.camera.show(marko.front[0]!, 0);
    const { last_verification_report: report } = await idem.settled(session.id);
    expect(report).not.toBeNull();
    await person.close();
  },
  VERIFICATION_MS,
);

test(
  'where faces cannot be found, a challenge is begun by hand',
  async () => {
    const { person } = await beginSelfie();
    await person.page.context().route(/blazeface/, (route) => route.abort());
    await person.page.reload();
    await person.camera.show(marko.front[0]!, 0);
    await person.press('Open the camera');
    await person.page.waitForTimeout(3_000);
    await person.press('Begin now');
    await person.page
      .getByText(/straight|your left|your right|eyes/)
      .first()
      .waitFor();
    await person.close();
  },
  VERIFICATION_MS,
);

test(
  'a passport that has expired is told as such, and another one may be tried at once',
  async () => {
    const { session, person } = await begin();
    const portrait = await facePicture('vera');
    const old = await renderPassport(ERIKSSON, { portrait, issued: '2011-03-14', expires: '2021-03-14' });
    await person.press('Passport');
    await showSide(person, await onTable(old));
    expect(await idem.settled(session.id)).toMatchObject({ last_error: { code: 'document_expired' } });
    await person.sees('Your identity could not be verified');
    await person.page.getByText(/has expired/).waitFor();

    await person.press('Try again');
    await person.press('Agree and continue');
    await person.press('Passport');
    await showSide(person, await onTable(await renderPassport(ERIKSSON, { portrait })));
    await person.sees('Your identity is verified', 60_000);
    expect((await idem.stripe.identity.verificationSessions.retrieve(session.id)).status).toBe('verified');
    await person.close();
  },
  VERIFICATION_MS,
);
