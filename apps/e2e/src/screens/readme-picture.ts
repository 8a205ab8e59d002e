import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { PHONE } from '../page/testing/person-at-page.js';
import { SCENES } from './scenes.js';
import { takeScreen } from './take-screen.js';

/** Screens side by side, as a person comes by them. Nobody's face or document is on them: the passport is drawn. */
const SHOWN = [
  ['biometric_consent', 'consent-with-selfie', 'light', 'en'],
  ['id_document_front', 'front-ready', 'light', 'en'],
  ['id_document_front', 'front-review', 'light', 'de'],
  ['selfie_challenge', 'challenge-ready', 'dark', 'ar'],
  ['verified', 'verified-return', 'dark', 'en'],
] as const;
/** Width of one screen in the picture, in px: a small part of what is loaded with the README. */
const WIDTH = 190;

/** Makes the picture of the README, and returns its path. @param passport as {@link takeScreen} takes it */
export async function makeReadmePicture(
  browser: Browser,
  { root, passport }: { readonly root: string; readonly passport: Uint8Array },
): Promise<string> {
  const images: string[] = [];
  for (const [screen, name, colorScheme, locale] of SHOWN) {
    const scene = SCENES[screen].find((each) => each.name === name);
    if (scene === undefined) throw new Error(`There is no scene ${name} of ${screen}.`);
    const context = await browser.newContext({ ...PHONE, colorScheme, locale });
    const png = await takeScreen(context, { screen, scene }, { locale, passport });
    images.push(`<img src="data:image/png;base64,${png.toString('base64')}">`);
    await context.close();
  }
  const sheet = await browser.newPage({ viewport: { width: SHOWN.length * (WIDTH + 16) + 16, height: 424 } });
  await sheet.setContent(
    `<style>body{display:flex;gap:16px;margin:16px;background:#e3e6eb}img{width:${WIDTH}px;border-radius:14px}</style>${images.join('')}`,
  );
  const file = path.join(root, 'docs', 'images', 'page.png');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await sheet.screenshot({ fullPage: true }));
  await sheet.close();
  return file;
}
