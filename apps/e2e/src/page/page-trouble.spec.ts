import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { START_MS, VERIFICATION_MS } from '../stack-under-test.js';
import { type PageUnderTest, passportOnTable, startPageUnderTest } from './testing/page-under-test.js';
import { type PersonAtPage, personAt, unknownLink } from './testing/person-at-page.js';

let under: PageUnderTest;
let idem: PageUnderTest['idem'];
let browser: PageUnderTest['browser'];
let passport: Uint8Array;
beforeAll(async () => {
  under = await startPageUnderTest(process.env);
  ({ idem, browser } = under);
  passport = await passportOnTable();
}, START_MS);
afterAll(() => under?.stop(), START_MS);

const create = () =>
  idem.stripe.identity.verificationSessions.create({
    type: 'document',
    options: { document: { allowed_types: ['passport'] } },
  });
async function begin() {
  const session = await create();
  const person = await personAt(browser, under.addressOf(session));
  await person.sees(/Verify your identity/);
  return { session, person };
}
const status = async (id: string) => (await idem.stripe.identity.verificationSessions.retrieve(id)).status;
const text = (person: PersonAtPage, gist: RegExp) =>
  person.page.getByText(gist).first().waitFor({ timeout: 20_000 });

describe('a link', () => {
  test('that was never made says so', async () => {
    const person = await personAt(browser, unknownLink(idem.stack.url));
    await person.sees('This link cannot be used');
    await person.close();
  });

  test('that another browser opened is of no use in a second one, and a second tab goes on', async () => {
    const { session, person } = await begin();
    await person.press('Agree and continue');
    await person.sees('Open your passport at the photo page');
    const thief = await personAt(browser, under.addressOf(session));
    await thief.sees('This link was opened in another browser');
    await thief.close();
    const tab = await person.another(under.addressOf(session));
    await tab.sees('Open your passport at the photo page');
    await person.close();
  });

  test('of a canceled session says so, before and while it is open', async () => {
    const { session, person } = await begin();
    await idem.stripe.identity.verificationSessions.cancel(session.id);
    await person.press('Agree and continue');
    await person.sees(/canceled/i);
    await person.page.reload();
    await person.sees(/canceled/i);
    await person.close();
  });
});

describe('the camera', () => {
  test.each([
    ['NotAllowedError', /not allowed|blocks the camera/],
    ['NotFoundError', /No camera was found/],
    ['NotReadableError', /Another app is using the camera/],
  ] as const)(
    'that fails with %s is explained, and tried again',
    async (name, gist) => {
      const { person } = await begin();
      await person.press('Agree and continue');
      await person.camera.refuse(name);
      await person.press('Open the camera');
      await text(person, gist);
      await person.camera.refuse(null);
      await person.camera.show(passport);
      await person.press('Try again');
      await person.sees('Is everything readable?', 30_000);
      await person.close();
    },
    60_000,
  );

  test('that shows nothing is told from one that shows a dark table', async () => {
    const { person } = await begin();
    await person.press('Agree and continue');
    await person.camera.fill('#000');
    await person.press('Open the camera');
    await text(person, /shows nothing/);
    expect(await person.camera.running()).toBe(0);
    await person.close();
  });

  test('is off within a second when the page is left', async () => {
    const { person } = await begin();
    await person.press('Agree and continue');
    await person.press('Open the camera');
    await person.sees('Photo page of your passport');
    await person.page.waitForFunction('idemCamera.running() === 1');
    await person.page.goBack();
    await person.sees('Open your passport at the photo page');
    await person.page.waitForFunction('idemCamera.running() === 0', null, { timeout: 1_000 });
    await person.close();
  });
});

test(
  'a picture from the gallery is as good, and nothing of a reload is lost',
  async () => {
    const { session, person } = await begin();
    await person.press('Agree and continue');
    await person.sees('Open your passport at the photo page');
    await person.page.reload();
    await person.sees('Open your passport at the photo page');
    await person.page.locator('input[type=file]').setInputFiles({
      name: 'passport.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(passport),
    });
    await person.sees('Is everything readable?');
    await person.press('Use this picture');
    await person.sees('Your identity is verified', 60_000);
    await person.page.reload();
    await person.sees('Your identity is verified');
    expect(await status(session.id)).toBe('verified');
    await person.close();
  },
  VERIFICATION_MS,
);

test(
  'a network that is away for half a minute costs nothing but the time',
  async () => {
    const { person } = await begin();
    const context = person.page.context();
    await context.setOffline(true);
    await person.press('Agree and continue');
    await text(person, /You are offline/);
    await person.page.waitForTimeout(30_000);
    await context.setOffline(false);
    await person.sees('Open your passport at the photo page');
    await person.close();
  },
  VERIFICATION_MS,
);

test(
  'a slow network that loses requests, and answers to requests, leads to the end',
  async () => {
    const { session, person } = await begin();
    const { page } = person;
    const network = await page.context().newCDPSession(page);
    const throughput = 400_000 / 8;
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 300,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
    let asked = 0;
    const lost: string[] = [];
    await page.route(/\/v1\//, async (route) => {
      asked += 1;
      if (asked % 4 !== 0) return route.continue();
      lost.push(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
      // The server has done what it was asked for, and nobody learns of it.
      if (lost.length % 2 === 0) await route.fetch();
      return route.abort('connectionreset');
    });
    await page.reload();
    await person.press('Agree and continue');
    await page.locator('input[type=file]').setInputFiles({
      name: 'passport.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(passport),
    });
    await person.sees('Is everything readable?');
    await person.press('Use this picture');
    await person.sees('Your identity is verified', 90_000);
    expect(lost.length).toBeGreaterThanOrEqual(2);
    expect(await status(session.id)).toBe('verified');
    await person.close();
  },
  2 * VERIFICATION_MS,
);

test(
  'a tab that is killed is opened anew where it was, whatever the step',
  async () => {
    const { session, person } = await begin();
    const address = under.addressOf(session);
    let tab = person;
    const killed = async () => {
      const next = await tab.another(address);
      await tab.page.close();
      tab = next;
    };
    await killed();
    await tab.sees(/Verify your identity/);
    await tab.press('Agree and continue');
    await tab.sees('Open your passport at the photo page');
    await killed();
    await tab.sees('Open your passport at the photo page');
    await tab.camera.show(passport);
    await tab.press('Open the camera');
    await tab.page.waitForFunction('idemCamera.running() === 1');
    await killed();
    await tab.camera.show(passport);
    await tab.press('Open the camera');
    await tab.sees('Is everything readable?', 30_000);
    await tab.press('Use this picture');
    await idem.settled(session.id);
    await killed();
    await tab.sees('Your identity is verified', 60_000);
    await person.close();
  },
  VERIFICATION_MS,
);

test('who does not agree is asked once more, and the business is told', async () => {
  const { session, person } = await begin();
  await person.press('I do not agree');
  await person.sees('You did not agree');
  expect(await idem.stripe.identity.verificationSessions.retrieve(session.id)).toMatchObject({
    status: 'requires_input',
    last_error: { code: 'consent_declined' },
  });
  await person.press('Go back');
  await person.press('Agree and continue');
  await person.sees('Open your passport at the photo page');
  await person.close();
});

test('keyboard alone leads to the camera', async () => {
  const { person } = await begin();
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.press('Enter');
  await person.sees('Open your passport at the photo page');
  expect(await person.page.evaluate('document.activeElement.tagName')).toBe('H1');
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.press('Enter');
  await person.sees('Photo page of your passport');
  await person.close();
});
