import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { configurationTable, withConfigurationTable } from './configuration-table.js';
import { environmentSchema } from './environment.js';

test('the README documents every variable as it is read; `npm run docs` brings it up to date', async () => {
  const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
  expect(withConfigurationTable(readme)).toBe(readme);
});

test('every variable has a row with a description', () => {
  const rows = configurationTable().split('\n').slice(2);
  expect(rows).toHaveLength(Object.keys(environmentSchema.shape).length);
  for (const row of rows) expect(row).toMatch(/^\| `[A-Z0-9_]+` \| .*\| \S.{10,} \|$/);
});

test('a text without the markers is refused', () => {
  expect(() => withConfigurationTable('# Idem')).toThrow('no <!-- configuration');
});
