import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { processStart } from '../data-dir/process-identity.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

let home: string;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'idem-postgres-'));
  // As root the server runs as another user, who has to get to its data.
  chmodSync(home, 0o711);
});
afterAll(() => rmSync(home, { recursive: true }));

test('keeps its data between starts, checks passwords, and ends when stopped', async () => {
  const options = {
    env: process.env,
    dataDir: path.join(home, 'data'),
    password: 'p@ss/word',
    durable: true,
  };
  const query = async (url: string, text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };

  const first = await startEmbeddedPostgres(options);
  let pid = 0;
  try {
    pid = Number(readFileSync(path.join(options.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    await query(first.url, "CREATE TABLE kept AS SELECT 'still here' AS word");
    expect(await query(first.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    const wrong = first.url.replace(encodeURIComponent(options.password), 'guess');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(processStart(pid)).not.toBeNull();
  } finally {
    await first.stop();
  }
  expect(processStart(pid)).toBeNull();

  const second = await startEmbeddedPostgres(options);
  try {
    expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }]);
  } finally {
    await second.stop();
  }
}, 60_000);
