import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** A Chrome of the machine's own, where there is one: the packaged one is for Linux on x64 alone. */
const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const installed = (): string | undefined => INSTALLED.find((path) => existsSync(path));

/** Why no browser can be started on this machine; null where one can. */
export const whyNoBrowser = (): string | null =>
  installed() !== undefined || (process.platform === 'linux' && process.arch === 'x64')
    ? null
    : `there is no Chrome on this machine, and the packaged one is not for ${process.platform} on ${process.arch}`;

/**
 * Starts a real Chromium: the machine's, or that of an npm package, which runs without being installed. Of the package's own
 * switches none is taken, for some of them turn off what browsers guard pages with.
 *
 * @param cameraFile MJPEG that the browser's own fake camera plays, for which nobody is asked; with null it shows a pattern
 * @param network `carried` for a browser that opens no connection; see {@link carryRequests}
 * @throws Error where {@link whyNoBrowser} has a reason, or when the browser does not start
 */
export async function openBrowser(
  cameraFile: string | null = null,
  network: 'own' | 'carried' = 'own',
): Promise<Browser> {
  const missing = whyNoBrowser();
  if (missing !== null)
    throw new Error(
      `A browser is needed, but ${missing}. Install Chrome, or add its path to ${import.meta.filename}.`,
    );
  return chromium.launch({
    executablePath: installed() ?? (await sparticuz.executablePath()),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--use-fake-device-for-media-stream',
      ...(network === 'own' ? [] : ['--host-resolver-rules=MAP * ~NOTFOUND']),
      ...(cameraFile === null
        ? []
        : ['--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`]),
    ],
  });
}
