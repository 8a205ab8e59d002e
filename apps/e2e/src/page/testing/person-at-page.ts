import { randomBytes } from 'node:crypto';
import { PHONE } from '@idem/stack/browser/phone';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type CanvasCamera, giveCamera } from './canvas-camera.js';

export { PHONE };
export const LAPTOP = { viewport: { width: 1280, height: 800 } } as const;

/** A person in front of one tab, who does what the page says. */
export interface PersonAtPage {
  readonly page: Page;
  readonly camera: CanvasCamera;
  press(name: string | RegExp): Promise<void>;
  /** Waits for a screen. @param title its heading */
  sees(title: string | RegExp, patienceMs?: number): Promise<void>;
  /** Another tab of the same browser. @param address where it is to go */
  another(address: string): Promise<PersonAtPage>;
  /** What the browser complained about: faults of scripts, and refusals of its policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a browser profile of its own. */
export async function personAt(
  browser: Browser,
  address: string,
  device: typeof PHONE | typeof LAPTOP = PHONE,
): Promise<PersonAtPage> {
  const context = await browser.newContext(device);
  return inTab(context, address, () => context.close());
}

async function inTab(
  context: BrowserContext,
  address: string,
  close: () => Promise<void>,
): Promise<PersonAtPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /policy|refused to|blocked/i.test(message.text()))
      complaints.push(message.text());
  });
  const camera = await giveCamera(page);
  await page.goto(address);
  return {
    page,
    camera,
    complaints,
    close,
    press: (name) =>
      page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click(),
    sees: (title, patienceMs = 15_000) =>
      page.getByRole('heading', { name: title, level: 1 }).waitFor({ timeout: patienceMs }),
    another: (to) => inTab(context, to, () => page.close()),
  };
}

/** An address of a link that was never made. */
export const unknownLink = (url: string): string =>
  `${url}/start/test_${randomBytes(32).toString('base64url')}`;
