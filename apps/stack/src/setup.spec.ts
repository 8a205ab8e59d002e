import { describe, expect, test } from '@jest/globals';
import type { Progress } from './command-context.js';

/** Plain scripts without types: they run before there is a compiler. */
const setup = (file: string): Promise<unknown> =>
  import(new URL(`../../../infra/setup/${file}`, import.meta.url).href);

test('a Node that is too old is refused in words', async () => {
  const { requireNode } = (await setup('require-node.mjs')) as { requireNode(version?: string): void };
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0'])
    expect(() => requireNode(version)).not.toThrow();
  for (const version of ['18.20.4', '20.18.3', '19.0.0']) {
    expect(() => requireNode(version)).toThrow(`Idem needs Node.js 20.19 or newer; this is ${version}`);
  }
});

describe('progress', () => {
  test('says where nobody watches live: a beginning after a second, an end with its note, and every time', async () => {
    const { createProgress } = (await setup('progress.mjs')) as {
      createProgress(options: object): Progress;
    };
    const said: string[] = [];
    const progress = createProgress({ out: { write: (text: string) => said.push(text) }, env: {} });
    await progress.step(
      'Quick',
      () => 7,
      (result) => `${result} things`,
    );
    expect(said.join('')).toMatch(/^ {2}✓ Quick +0\.0 s {3}7 things\n$/);
    await progress.step('Slow', () => new Promise((resolve) => setTimeout(resolve, 1_300)));
    expect(said.join('')).toMatch(/… Slow +1\.\d s\n {2}✓ Slow +1\.\d s\n$/);
    await expect(progress.step('Bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(said.at(-1)).toMatch(/✗ Bad/);
    expect(progress.times.map(({ title }) => title)).toEqual(['Quick', 'Slow', 'Bad']);
  });
});
