import type { CommandContext } from '@idem/stack/command-context';
import { ERIKSSON, renderPassport } from '@idem/testing';
import { openBrowser } from './page/testing/open-browser.js';
import { onTable } from './page/testing/page-under-test.js';
import { makeReadmePicture } from './screens/readme-picture.js';
import { takeAllScreens } from './screens/take-all-screens.js';

/**
 * `npm run screens`: pictures of every screen of the page, on two devices, light and dark, in three languages. With
 * `--readme` the picture of the README alone.
 */
export async function run({ root, argv, progress }: CommandContext): Promise<number> {
  const passport = await onTable(await renderPassport(ERIKSSON, { seed: 2 }));
  const browser = await openBrowser();
  try {
    if (!argv.includes('--readme')) return await takeAllScreens(browser, { root, passport, progress });
    const file = await progress.step('Compose the picture of the README', () =>
      makeReadmePicture(browser, { root, passport }),
    );
    progress.say(`\n    ${file}\n`);
    return 0;
  } finally {
    await browser.close();
  }
}
