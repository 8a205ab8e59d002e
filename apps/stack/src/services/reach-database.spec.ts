import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bootstrapAccount } from '@idem/gateway/keys/bootstrap-account';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { systemRandom } from '@idem/platform/random/random';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CommandContext } from '../command-context.js';
import { provideSecrets } from '../data-dir/secrets.js';
import { run } from '../keys.js';
import { OperatorError } from '../operator-error.js';
import { runningPostgres } from './embedded-postgres.js';
import { reachDatabase } from './reach-database.js';

let home: string;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'idem-reach-'));
  // As root the server runs as another user, who has to get to its data.
  chmodSync(home, 0o711);
});
afterAll(() => rmSync(home, { recursive: true }));

const without = { ...process.env, DATABASE_URL: undefined };

/** What `npm run keys` says. */
async function keys(...argv: string[]): Promise<string[]> {
  const said: string[] = [];
  const progress = { say: (text = '') => said.push(text.trim()) } as unknown as CommandContext['progress'];
  await run({ root: home, argv, env: { ...without, DATA_DIR: home }, progress });
  return said;
}

test('without data there is nothing to reach', async () => {
  await expect(reachDatabase({ root: home, env: { ...without, DATA_DIR: 'nowhere' } })).rejects.toThrow(
    OperatorError,
  );
});

test('the database of npm start is reached while it runs and while it does not', async () => {
  const password = provideSecrets(home).postgres_password;
  const embedded = { env: without, dataDir: path.join(home, 'postgres'), password, durable: true };
  const reached = await reachDatabase({ root: home, env: { ...without, DATA_DIR: home } });
  try {
    const db = await openDatabase({ databaseUrl: reached.url });
    await bootstrapAccount({ db, random: systemRandom });
    await db.$disconnect();
    expect(await keys('list')).toHaveLength(3);
    expect(await runningPostgres(embedded)).toBe(reached.url);
  } finally {
    await reached.stop();
  }
  expect(await runningPostgres(embedded)).toBeNull();

  const [key = ''] = await keys('create', '--restricted', '--permission', 'api_keys.write');
  expect(key).toMatch(/^rk_test_/);
  expect((await keys('list')).join('\n')).toContain('api_keys.write');
  expect(await runningPostgres(embedded)).toBeNull();
  expect(existsSync(path.join(home, 'stack.pid'))).toBe(false);
}, 120_000);
