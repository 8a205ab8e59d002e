import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sparticuz, { inflate } from '@sparticuz/chromium';
import type { LaunchOptions } from 'playwright-core';

/** What it is started with, in the place of everything that this process has in its environment. */
const environment = (libraries: string | null) => ({
  HOME: tmpdir(),
  // A machine without fonts shows none of the page's words.
  ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(tmpdir(), 'fonts') }),
  ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries }),
});

/**
 * Ways to start the Chromium of an npm package, to be tried in turn: with the libraries of the system, and where those are
 * missing (NSS, on bare machines) with those of the package, which want a glibc from 2.34 on.
 */
export async function packagedChromium(): Promise<readonly (() => Promise<LaunchOptions>)[]> {
  const executablePath = await sparticuz.executablePath();
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return [
    async () => ({ executablePath, env: environment(null) }),
    async () => {
      const libraries = await inflate(path.join(path.dirname(entry), '..', '..', 'bin', 'al2023.tar.br'));
      return { executablePath, env: environment(path.join(libraries, 'lib')) };
    },
  ];
}
