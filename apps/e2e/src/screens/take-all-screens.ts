import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '@idem/stack/command-context';
import type { Browser } from 'playwright-core';
import { LAPTOP, PHONE } from '../page/testing/person-at-page.js';
import { renderIndex, type TakenScreen } from './index-page.js';
import type { Scene } from './scene.js';
import { SCENES } from './scenes.js';
import { takeScreen } from './take-screen.js';

const DEVICES = { phone: PHONE, desktop: LAPTOP } as const;
const LOCALES = ['en', 'de', 'ar'] as const;
const COLOURS = ['light', 'dark'] as const;

/** Screens that are taken at the same time: most of the time is waiting. */
const LANES = 3;

/** Takes every scene of every screen in every look that is wanted of it, and writes an index. @returns 0 */
export async function takeAllScreens(
  browser: Browser,
  { root, passport, progress }: Pick<CommandContext, 'root' | 'progress'> & { readonly passport: Uint8Array },
): Promise<number> {
  const folder = path.join(root, '.local', 'screens');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const scenes = Object.entries(SCENES).flatMap(([screen, some]) => some.map((scene) => ({ screen, scene })));
  const without = Object.entries(SCENES).filter(([, some]) => some.length === 0);
  if (without.length > 0) throw new Error(`Nothing is pictured of ${without.map(([screen]) => screen)}.`);
  const taken: TakenScreen[] = [];
  for (const [device, settings] of Object.entries(DEVICES)) {
    for (const colorScheme of COLOURS) {
      for (const locale of LOCALES) {
        const look = `${device}-${colorScheme}-${locale}`;
        const wanted = scenes.filter(({ scene }) => isWanted(scene, device, colorScheme));
        await progress.step(`Take ${wanted.length} screens, ${look}`, () =>
          inLanes(wanted, LANES, async (rest) => {
            const context = await browser.newContext({ ...settings, colorScheme, locale });
            for (const each of rest) {
              const file = `${each.scene.name}-${look}.png`;
              await writeFile(path.join(folder, file), await takeScreen(context, each, { locale, passport }));
              taken.push({ screen: each.screen, scene: each.scene.name, look, file });
            }
            await context.close();
          }),
        );
      }
    }
  }
  taken.sort((a, b) => `${a.screen} ${a.scene}`.localeCompare(`${b.screen} ${b.scene}`));
  await writeFile(path.join(folder, 'index.html'), renderIndex(taken));
  progress.say(`\n    ${taken.length} pictures; look at them: ${path.join(folder, 'index.html')}\n`);
  return 0;
}

const isWanted = ({ device, oneOfMany }: Scene, at: string, colorScheme: string): boolean =>
  (device ?? at) === at && (oneOfMany !== true || (at === 'phone' && colorScheme === 'light'));

/** @param work is given what the lanes share, one after another: whoever is free takes the next */
async function inLanes<T>(
  all: readonly T[],
  lanes: number,
  work: (rest: Iterable<T>) => Promise<void>,
): Promise<void> {
  const rest = all.values();
  await Promise.all(Array.from({ length: lanes }, () => work(shared(rest))));
}

/** Of an iterator that several read: one that leaves early does not end it for the others. */
function* shared<T>(rest: Iterator<T>): Iterable<T> {
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}
