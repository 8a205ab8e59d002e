import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { readFaceLabels, readLivenessLabels } from './read-labels.js';

async function folderWith(manifest: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'idem-labels-'));
  await writeFile(path.join(folder, 'manifest.json'), manifest);
  return folder;
}

test('reads what it needs of each entry and leaves the rest', async () => {
  const folder = await folderWith('[{"set":"a","identity":"a:b","file":"x/y.jpg"}]');
  expect(await readFaceLabels(folder)).toEqual([{ identity: 'a:b', file: 'x/y.jpg' }]);
  await expect(readLivenessLabels(folder)).rejects.toMatchObject({ forPeople: true });
  await rm(folder, { recursive: true });
});

test('a folder without a manifest is refused in words', async () => {
  await expect(readFaceLabels('/nowhere')).rejects.toMatchObject({ forPeople: true });
});
