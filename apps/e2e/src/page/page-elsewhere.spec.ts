import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { START_MS, VERIFICATION_MS } from '../stack-under-test.js';
import { type PageUnderTest, passportOnTable, startPageUnderTest } from './testing/page-under-test.js';
import { LAPTOP, personAt } from './testing/person-at-page.js';

let under: PageUnderTest;
let idem: PageUnderTest['idem'];
let browser: PageUnderTest['browser'];
let passport: Uint8Array;
/** A page of the integrator's, on another origin. */
let shop: Server;
let forbidsCamera = false;
beforeAll(async () => {
  under = await startPageUnderTest(process.env);
  ({ idem, browser } = under);
  passport = await passportOnTable();
  shop = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '', 'http://shop');
    if (pathname !== '/') return void response.writeHead(404).end();
    const secret = JSON.stringify(searchParams.get('secret'));
    response.writeHead(200, {
      'content-type': 'text/html',
      ...(forbidsCamera ? { 'permissions-policy': 'camera=()' } : {}),
    });
    // As a page for Stripe is written, but for the address of the script.
    response.end(`<!doctype html><title>Shop</title><button id="verify">Verify me</button><p id="result"></p>
      <script src="${idem.stack.url}/idem.js"></script>
      <script>
        const stripe = Stripe('${idem.stack.keys.publishable_key}');
        document.getElementById('verify').onclick = async () => {
          const { error } = await stripe.verifyIdentity(${secret});
          document.getElementById('result').textContent = error ? error.code : 'submitted';
        };
      </script>`);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
}, START_MS);
afterAll(async () => {
  shop?.close();
  await under?.stop();
}, START_MS);

const create = () =>
  idem.stripe.identity.verificationSessions.create({
    type: 'document',
    options: { document: { allowed_types: ['passport'] } },
  });

describe('a second device', () => {
  /** A laptop that shows a code to scan, and the address in it. */
  async function atLaptop() {
    const session = await create();
    const laptop = await personAt(browser, under.addressOf(session), LAPTOP);
    await laptop.sees(/verify your identity/i);
    await laptop.press('Agree and continue');
    const made = laptop.page.waitForResponse((response) => response.url().endsWith('/handoff'));
    await laptop.press('Continue on your phone');
    const { url, code } = (await (await made).json()) as { url: string; code: string };
    await laptop.page.getByRole('img', { name: /QR code/ }).waitFor();
    await laptop.page.getByText(code).waitFor();
    return { session, laptop, address: under.addressOf({ url }), code };
  }

  test(
    'takes the pictures, survives being lost, and the first one sends them',
    async () => {
      const { session, laptop, address, code } = await atLaptop();
      const phone = await personAt(browser, address);
      await phone.sees('Do both screens show the same code?');
      await phone.page.getByText(code, { exact: true }).waitFor();
      await laptop.sees('Your phone is taking the pictures');
      // The phone's browser dies, and is opened again.
      await phone.page.reload();
      await phone.press('Yes, they are the same');
      await phone.camera.show(passport);
      await phone.press('Open the camera');
      await phone.sees('Is everything readable?', 30_000);
      await phone.press('Use this picture');
      await phone.sees('Your pictures were taken');
      await laptop.sees('Your identity is verified', 60_000);
      expect((await idem.stripe.identity.verificationSessions.retrieve(session.id)).status).toBe('verified');
      await phone.close();
      await laptop.close();
    },
    VERIFICATION_MS,
  );

  test(
    'with another code is sent away, and the laptop can go on alone',
    async () => {
      const { laptop, address } = await atLaptop();
      const phone = await personAt(browser, address);
      await phone.press('No, stop here');
      await phone.sees('This link cannot be used');
      await laptop.page.getByText('The phone was disconnected.').waitFor();
      await laptop.press('Stay on this device');
      await laptop.page.getByRole('button', { name: 'Open the camera' }).waitFor();
      await phone.close();
      await laptop.close();
    },
    VERIFICATION_MS,
  );
});

describe('in a modal of a page on another origin', () => {
  const origin = () => `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const allow = (...origins: string[]) =>
    idem.stripe.rawRequest('POST', '/v1/idem/page_settings', { allowed_origins: origins });
  async function atShop(noCamera = false) {
    forbidsCamera = noCamera;
    const session = await create();
    const person = await personAt(browser, `${origin()}/?secret=${session.client_secret}`, LAPTOP);
    await person.press('Verify me');
    return { session, person, frame: person.page.frameLocator('iframe') };
  }
  const result = (text: string) => `document.getElementById('result').textContent === '${text}'`;

  test(
    'the page that was written for Stripe works, and learns that the person has submitted',
    async () => {
      await allow(origin());
      const { session, person, frame } = await atShop();
      await frame.getByRole('button', { name: 'Agree and continue' }).click();
      await frame
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'passport.jpg',
          mimeType: 'image/jpeg',
          buffer: Buffer.from(passport),
        });
      await frame.getByRole('button', { name: 'Use this picture' }).click();
      await frame.getByRole('heading', { name: 'Your identity is verified' }).waitFor({ timeout: 60_000 });
      await frame.getByRole('button', { name: 'Close' }).click();
      await person.page.waitForFunction(result('submitted'));
      expect(await person.page.locator('iframe').count()).toBe(0);
      expect((await idem.stripe.identity.verificationSessions.retrieve(session.id)).status).toBe('verified');
      await person.close();
    },
    VERIFICATION_MS,
  );

  test('closing it is session_cancelled, declining is consent_declined, and it can be opened again', async () => {
    await allow(origin());
    const { person, frame } = await atShop();
    await frame.getByRole('button', { name: 'Agree and continue' }).waitFor();
    await person.page.getByRole('button', { name: 'Close' }).click();
    await person.page.waitForFunction(result('session_cancelled'));
    await person.press('Verify me');
    await frame.getByRole('button', { name: 'I do not agree' }).click();
    await frame.getByRole('heading', { name: 'You did not agree' }).waitFor();
    await frame.getByRole('button', { name: 'Close' }).click();
    await person.page.waitForFunction(result('consent_declined'));
    await person.close();
  }, 60_000);

  test('it is not shown to origins that the account does not list', async () => {
    await allow('https://another.example');
    const { person } = await atShop();
    await person.page.waitForFunction(result('frame_blocked'), null, { timeout: 30_000 });
    await person.close();
  }, 60_000);

  test('a page that may not use the camera opens a tab', async () => {
    await allow(origin());
    forbidsCamera = true;
    const session = await create();
    const person = await personAt(browser, `${origin()}/?secret=${session.client_secret}`, LAPTOP);
    const tab = person.page.context().waitForEvent('page');
    await person.press('Verify me');
    const opened = await tab;
    await opened.getByRole('heading', { name: /verify your identity/i }).waitFor();
    await opened.close();
    await person.page.waitForFunction(result('session_cancelled'));
    await person.close();
  }, 60_000);
});
