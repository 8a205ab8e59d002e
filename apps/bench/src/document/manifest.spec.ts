import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readManifest } from './manifest.js';

const folder = mkdtempSync(path.join(tmpdir(), 'idem-manifest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (content: string) => writeFileSync(path.join(folder, 'manifest.json'), content);

test('tells pictures without a legible MRZ apart and joins the labels of one file', async () => {
  write(
    JSON.stringify([
      { file: 'a.png', format: 'TD3', mrz: ['P<', 'L8'], check_digits_valid: true, note: 'one' },
      { file: 'b.png', format: null, mrz: null },
      { file: 'a.png', format: 'TD1', mrz: ['I<', '74', 'ER'], check_digits_valid: false, note: 'two' },
    ]),
  );
  expect(await readManifest(folder)).toEqual([
    {
      file: 'a.png',
      expected: [
        { format: 'TD3', lines: ['P<', 'L8'], valid: true },
        { format: 'TD1', lines: ['I<', '74', 'ER'], valid: false },
      ],
      note: 'one; two',
    },
    { file: 'b.png', expected: [], note: '' },
  ]);
});

test.each(['', '{}', '[{"mrz": []}]'])('refuses %j in words', async (content) => {
  write(content);
  await expect(readManifest(folder)).rejects.toMatchObject({ forPeople: true });
});

test('refuses a folder without a manifest in words', async () => {
  await expect(readManifest(path.join(folder, 'nowhere'))).rejects.toMatchObject({ forPeople: true });
});
