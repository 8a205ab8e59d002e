import type { BrowserContext } from 'playwright-core';
import { type CanvasCamera, giveCamera } from '../page/testing/canvas-camera.js';
import { answerPage, ORIGIN } from './answer-page.js';
import type { Scene } from './scene.js';

/** A screen is settled after this long, in ms: focus, pictures and fonts are in their places. */
const SETTLED_MS = 350;

const HURRY = 'const later = setTimeout; window.setTimeout = (work, ms = 0) => later(work, ms / 20);';

/**
 * Brings one browser to a scene and takes a picture of the whole screen.
 *
 * @param passport JPEG of a document on a table
 * @returns PNG
 * @throws Error when what is seen is another screen
 */
export async function takeScreen(
  context: BrowserContext,
  { screen, scene }: { readonly screen: string; readonly scene: Scene },
  { locale, passport }: { readonly locale: string; readonly passport: Uint8Array },
): Promise<Buffer> {
  const page = await context.newPage();
  try {
    await answerPage(page, scene);
    const camera = await giveCamera(page);
    if (scene.hurried) await page.addInitScript(HURRY);
    if (scene.inApp) await page.addInitScript('delete Navigator.prototype.mediaDevices');
    await page.goto(`${ORIGIN}/start/live_link?locale=${locale}`);
    await page.locator('h1').waitFor();
    if (scene.camera !== undefined) await stage(camera, scene.camera, passport);
    for (const place of scene.presses ?? []) {
      await page.locator('.actions button').nth(place).click();
      await page.waitForTimeout(SETTLED_MS);
    }
    if (scene.loses === 'network') await context.setOffline(true);
    await page.waitForTimeout(scene.afterMs ?? SETTLED_MS);
    const shown = await page.locator('#page').getAttribute('data-screen');
    if (shown !== screen) throw new Error(`The scene ${scene.name} of ${screen} shows ${shown}.`);
    return await page.screenshot({ fullPage: true });
  } finally {
    await context.setOffline(false);
    await page.close();
  }
}

function stage(
  camera: CanvasCamera,
  shown: NonNullable<Scene['camera']>,
  passport: Uint8Array,
): Promise<void> {
  if (shown === 'document') return camera.show(passport);
  if (shown === 'room') return camera.fill('rgb(166, 154, 138)');
  if (shown === 'black') return camera.fill('#000');
  return camera.refuse(shown);
}
