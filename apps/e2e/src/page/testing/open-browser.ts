import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** A Chrome of the machine's own, where there is one: the packaged one is for Linux on x64 alone. */
const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Starts a real Chromium: the machine's, or that of an npm package, which runs without being installed. Of the package's own
 * switches none is taken, for some of them turn off what browsers guard pages with.
 *
 * @param cameraFile MJPEG that the browser's own fake camera plays; with null it shows a pattern
 */
export async function openBrowser(cameraFile: string | null = null): Promise<Browser> {
  const own = INSTALLED.find((path) => existsSync(path));
  if (own === undefined && (process.platform !== 'linux' || process.arch !== 'x64'))
    throw new Error(
      `The specs of the page need Chrome on this machine. Install it, or add its path to ${import.meta.filename}.`,
    );
  return chromium.launch({
    executablePath: own ?? (await sparticuz.executablePath()),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--use-fake-device-for-media-stream',
      ...(cameraFile === null ? [] : [`--use-file-for-fake-video-capture=${cameraFile}`]),
    ],
  });
}
