import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { isContent, readLabelledSymbols } from './labelled-symbols.js';

const root = mkdtempSync(path.join(tmpdir(), 'idem-symbols-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function folder(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(path.join(root, 'f-'));
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(made, name), content, 'latin1');
  return made;
}

test('pictures come by name, each with its text or its bytes', async () => {
  const made = folder({ 'b.webp': '', 'b.bin': '\xff\x00', 'a.png': '', 'a.txt': 'hi\n', 'readme.md': '' });
  expect(await readLabelledSymbols(made)).toEqual([
    { file: 'a.png', expected: { kind: 'text', text: 'hi\n' } },
    { file: 'b.webp', expected: { kind: 'bytes', bytes: Buffer.from([0xff, 0]) } },
  ]);
});

test.each([[{}], [{ 'a.txt': 'text alone' }], [{ 'a.png': '' }]])('refuses %j in words', async (files) => {
  await expect(readLabelledSymbols(folder(files))).rejects.toMatchObject({ forPeople: true });
});

describe('isContent', () => {
  const text = { file: 'a.png', expected: { kind: 'text', text: 'Pokémon\n' } } as const;
  const bytes = { file: 'b.png', expected: { kind: 'bytes', bytes: Uint8Array.of(0, 0xe9, 10) } } as const;

  test('text is compared without white space at its ends, bytes to the last one', () => {
    expect(isContent(text, { text: 'Pokémon', bytes: null })).toBe(true);
    expect(isContent(text, { text: 'Pokemon', bytes: null })).toBe(false);
    expect(isContent(bytes, { text: '?', bytes: Uint8Array.of(0, 0xe9, 10) })).toBe(true);
    expect(isContent(bytes, { text: '?', bytes: Uint8Array.of(0, 0xe9) })).toBe(false);
  });

  test('a reader without bytes is taken at its text', () => {
    expect(isContent(bytes, { text: '\0é\n', bytes: null })).toBe(true);
    expect(isContent(bytes, { text: '\0e\n', bytes: null })).toBe(false);
  });
});
