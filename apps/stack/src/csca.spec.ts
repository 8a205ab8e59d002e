import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createChipCountry, createMasterList } from '@idem/testing/chip/country';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CommandContext } from './command-context.js';
import { run } from './csca.js';
import { OperatorError } from './operator-error.js';

let home: string;
let said: string[];
const germany = createChipCountry();
const france = createChipCountry({ code: 'FR' });

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'csca-'));
  said = [];
  writeFileSync(path.join(home, 'list.ml'), createMasterList(germany, [germany.csca, france.csca]));
});
afterEach(() => rmSync(home, { recursive: true }));

function csca(...argv: string[]): Promise<number> {
  const progress = { say: (text = '') => said.push(text) } as unknown as CommandContext['progress'];
  return run({ root: home, argv, env: { INIT_CWD: home, DATA_DIR: 'data' }, progress });
}

describe('npm run csca', () => {
  test('asks before it believes a list, and then remembers', async () => {
    expect(await csca('import', 'list.ml')).toBe(1);
    const trust = /--trust ([0-9a-f]{64})/.exec(said.join('\n'))?.[1] ?? '';
    expect(said.join('\n')).toContain('C=DE, CN=Idem test CSCA DE, which is not trusted yet');
    const spelled = trust.toUpperCase().replace(/(..)(?=.)/g, '$1:');
    expect(await csca('import', 'list.ml', '--trust', spelled)).toBe(0);
    expect(await csca('import', 'list.ml')).toBe(0);
    said = [];
    expect(await csca('list')).toBe(0);
    expect(said.join('\n')).toMatch(/until 2040-01-01 {3}C=FR/);
    expect(said.at(-1)).toBe(`  2 authorities in ${path.join(home, 'data', 'trust-store.json')}`);
  });

  test('keeps the store where it is told to', async () => {
    await csca('import', 'list.ml', '--store', 'elsewhere/store.json');
    expect(readFileSync(path.join(home, 'elsewhere', 'store.json'), 'utf8')).toContain('idem-trust-store');
  });

  test('a damaged store is not overwritten', async () => {
    const file = path.join(home, 'store.json');
    writeFileSync(file, '{}');
    await expect(csca('import', 'list.ml', '--store', file)).rejects.toThrow(OperatorError);
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });

  test.each([
    [[]],
    [['import']],
    [['list', 'x']],
    [['forget', 'x']],
    [['import', 'list.ml', '--trust', 'abc']],
  ])('%j is answered with the usage', async (argv) => {
    await expect(csca(...argv)).rejects.toThrow(/Usage:/);
  });

  test('a file that is not there', async () => {
    await expect(csca('import', 'missing.ml')).rejects.toThrow('missing.ml cannot be read');
  });
});
