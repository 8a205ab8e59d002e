import { ERIKSSON, facePicture, photograph, renderPassport } from '@idem/testing';
import type { Browser } from 'playwright-core';
import { type StackUnderTest, startStackUnderTest } from '../../stack-under-test.js';
import { openBrowser } from './open-browser.js';

/** A running stack, and a browser to see its page in. */
export interface PageUnderTest {
  readonly idem: StackUnderTest;
  readonly browser: Browser;
  /** A session's link as it can be reached here. */
  addressOf(session: { readonly url: string | null }): string;
  stop(): Promise<void>;
}

/** @param env as {@link startStackUnderTest} takes it */
export async function startPageUnderTest(
  env: Parameters<typeof startStackUnderTest>[0],
): Promise<PageUnderTest> {
  const idem = await startStackUnderTest(env);
  const browser = await openBrowser();
  return {
    idem,
    browser,
    addressOf: ({ url }) => `${idem.stack.url}${new URL(url ?? '').pathname}`,
    async stop() {
      await browser.close();
      await idem.stop();
    },
  };
}

/** Lies before the camera as the page's guide has it. JPEG. */
export const onTable = async (document: Parameters<typeof photograph>[0], seed = 1): Promise<Uint8Array> =>
  (await photograph(document, { width: 1440, fill: 0.78, rotation: 0, perspective: 0.01, seed })).image;

export const passportOnTable = async (): Promise<Uint8Array> =>
  onTable(await renderPassport(ERIKSSON, { portrait: await facePicture('vera') }));
