import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ERIKSSON, facePicture, photograph, renderPassport } from '@idem/testing';
import type { Browser, Page } from 'playwright-core';
import type { Progress } from '../command-context.js';
import type { Integrator, Outcome } from '../verification/run-verification.js';
import { settles } from '../verification/webhook-receiver.js';
import { carryRequests } from './carry-requests.js';
import { openBrowser } from './open-browser.js';
import { PHONE } from './phone.js';

/** How long the person waits for a screen, and the integrator for the webhook, in ms. */
const SCREEN_MS = 30_000;
const WEBHOOK_MS = 120_000;
/** Pictures that the camera shows in turn: no sensor gives the same twice. */
const FRAMES = 3;

/** A browser whose camera sees a passport, which lies on a table as the page's guide has it. */
export async function openBrowserBeforePassport(pictureDir: string): Promise<Browser> {
  const passport = await renderPassport(ERIKSSON, { portrait: await facePicture('vera') });
  const frames = await Promise.all(
    Array.from({ length: FRAMES }, async (_, seed) => {
      const { image } = await photograph(passport, {
        width: 1440,
        fill: 0.78,
        rotation: 0,
        perspective: 0.01,
        seed: seed + 1,
      });
      return image;
    }),
  );
  const film = path.join(pictureDir, 'page-camera.mjpeg');
  writeFileSync(film, Buffer.concat(frames));
  return openBrowser(film, 'carried');
}

/**
 * A person on a phone goes through the page with nothing but the session's link, from consent to the result. The page takes
 * the picture by itself. A screenshot of each screen is left in `pictureDir`.
 */
export async function walkPage(
  { url, stripe, receiver }: Integrator,
  { browser, pictureDir }: { readonly browser: Browser; readonly pictureDir: string },
  progress: Pick<Progress, 'step'>,
): Promise<Outcome> {
  const session = await progress.step(
    'Create a session',
    () => stripe.identity.verificationSessions.create({ type: 'document' }),
    ({ id }) => id,
  );
  const context = await browser.newContext({ ...PHONE, locale: 'en', permissions: ['camera'] });
  try {
    await carryRequests(context);
    const page = await context.newPage();
    page.setDefaultTimeout(SCREEN_MS);
    const look = screenshots(page, pictureDir);
    await progress.step('Open the link, agree, choose a passport', async () => {
      await page.goto(`${url}${new URL(session.url ?? '').pathname}`);
      await look('consent', 'Verify your identity');
      await page.getByRole('button', { name: 'Agree and continue' }).click();
      await look('choice', 'Which document will you use?');
      await page.getByRole('button', { name: 'Passport' }).click();
      await look('ready', 'Open your passport at the photo page');
    });
    await progress.step('Hold it before the camera until the page has its picture', async () => {
      await page.getByRole('button', { name: 'Open the camera' }).click();
      await page.locator('.guide').waitFor();
      await look('camera', 'Photo page of your passport');
      await look('review', 'Is everything readable?');
    });
    const { delivery, submittedAt } = await progress.step(
      'Use the picture and wait for the webhook',
      async () => {
        const sent = page.waitForRequest((request) => request.url().endsWith('/submit'));
        await page.getByRole('button', { name: 'Use this picture' }).click();
        await sent;
        const submittedAt = performance.now();
        return { submittedAt, delivery: await receiver.next(settles(session.id), WEBHOOK_MS) };
      },
      (result) => `${result.delivery.event.type}, signature valid`,
    );
    await look('result', 'Your identity is verified');
    return {
      session: await stripe.identity.verificationSessions.retrieve(session.id),
      eventType: delivery.event.type,
      submitToWebhookMs: delivery.arrivedAt - submittedAt,
    };
  } finally {
    await context.close();
  }
}

/** Waits for the screen of a title, and takes its picture. */
function screenshots(page: Page, pictureDir: string): (name: string, title: string) => Promise<void> {
  let taken = 0;
  return async (name, title) => {
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    taken += 1;
    await page.screenshot({ path: path.join(pictureDir, `page-${taken}-${name}.png`) });
  };
}
