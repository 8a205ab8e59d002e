import { existsSync } from 'node:fs';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { packagedChromium } from './packaged-chromium.js';

/** A Chrome of the machine's own, where there is one: the packaged one is for Linux on x64 alone. */
const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const installed = (): string | undefined => INSTALLED.find((file) => existsSync(file));

/** No browser can be started on this machine; the message says why. */
export class NoBrowser extends Error {}

/**
 * Starts a real Chromium: the machine's, or that of an npm package, which runs without being installed. Of the package's own
 * switches none is taken, for some of them turn off what browsers guard pages with.
 *
 * @param cameraFile MJPEG that the browser's own fake camera plays, for which nobody is asked; with null it shows a pattern
 * @param network `carried` for a browser that opens no connection; see {@link carryRequests}
 * @throws NoBrowser where there is none for this machine, or it does not start
 */
export async function openBrowser(
  cameraFile: string | null = null,
  network: 'own' | 'carried' = 'own',
): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--font-render-hinting=none',
    '--use-fake-device-for-media-stream',
    ...(network === 'own' ? [] : ['--host-resolver-rules=MAP * ~NOTFOUND']),
    ...(cameraFile === null
      ? []
      : ['--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`]),
  ];
  let why: unknown;
  for (const way of await waysToStart()) {
    try {
      return await chromium.launch({ headless: true, args, ...(await way()) });
    } catch (error) {
      why ??= error;
    }
  }
  throw new NoBrowser(`Chromium does not start on this machine: ${gistOf(why)}`);
}

/** What was said first, and which library is missing; not the whole command line. */
function gistOf(why: unknown): string {
  const [first = '', ...more] = (why instanceof Error ? why.message : String(why)).split('\n');
  const library = more
    .map((line) => /error while loading shared libraries: .*/.exec(line)?.[0])
    .find(Boolean);
  return library ?? first;
}

async function waysToStart(): Promise<readonly (() => Promise<LaunchOptions>)[]> {
  const own = installed();
  if (own !== undefined) return [async () => ({ executablePath: own })];
  const { platform, arch } = process;
  if (platform === 'linux' && arch === 'x64') return packagedChromium();
  throw new NoBrowser(
    `There is no Chrome on this machine, and the packaged one is not for ${platform} on ${arch}. Install it, or add its path to ${import.meta.filename}.`,
  );
}
