import { bootstrapAccount } from '@idem/gateway/keys/bootstrap-account';
import { hashToken } from '@idem/platform/crypto/token';
import { systemRandom } from '@idem/platform/random/random';
import { createFreshDatabase, type FreshDatabase } from '@idem/platform/testing/fresh-database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CommandContext } from './command-context.js';
import { readKeysOptions } from './keys/keys-options.js';
import { run } from './keys.js';
import { OperatorError } from './operator-error.js';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await createFreshDatabase();
  await bootstrapAccount({ db: fresh.database, random: systemRandom });
}, 60_000);
afterAll(() => fresh?.drop());

/** What the command says, for an argument list. */
async function keys(...argv: string[]): Promise<string[]> {
  const said: string[] = [];
  const progress = { say: (text = '') => said.push(text.trim()) } as unknown as CommandContext['progress'];
  const code = await run({ root: '/', argv, env: { DATABASE_URL: fresh.url }, progress });
  expect(code).toBe(0);
  return said;
}
const rowOf = (key: string) => fresh.database.apiKey.findUniqueOrThrow({ where: { hash: hashToken(key) } });
const RESTRICTED = ['create', '--restricted', '--permission', 'identity.read'];

test('a restricted key is made, shown once, and stored as a hash', async () => {
  const [key = ''] = await keys(
    ...RESTRICTED,
    '--permission',
    'files.read',
    '--ip',
    '203.0.113.0/24',
    '--name',
    'desk',
  );
  expect(key).toMatch(/^rk_test_[0-9A-Za-z]{40}$/);
  expect(await rowOf(key)).toMatchObject({
    kind: 'restricted',
    livemode: false,
    permissions: ['identity.read', 'files.read'],
    ipAllowlist: ['203.0.113.0/24'],
    name: 'desk',
    revokedAt: null,
  });
  const listed = (await keys('list')).join('\n');
  expect(listed).toContain('desk');
  expect(listed).toContain('from 203.0.113.0/24');
  expect(listed).not.toContain(key);
});

test('a rolled key keeps its grants; the old one works through the grace and no longer', async () => {
  const [old = ''] = await keys(...RESTRICTED, '--live', '--ip', '2001:db8::/32');
  const before = Date.now();
  const [rolled = ''] = await keys('roll', (await rowOf(old)).id, '--grace', '24');
  expect(rolled).toMatch(/^rk_live_/);
  const [was, is] = [await rowOf(old), await rowOf(rolled)];
  expect(is).toMatchObject({ permissions: was.permissions, ipAllowlist: was.ipAllowlist, revokedAt: null });
  expect(was.revokedAt?.getTime()).toBeGreaterThanOrEqual(before + 24 * 3_600_000);
  await keys('roll', was.id);
  expect((await rowOf(old)).revokedAt?.getTime()).toBeLessThan(before + 3_600_000);
});

test('a revoked key has ended, and cannot end twice or be rolled', async () => {
  const [key = ''] = await keys('create', '--publishable');
  const { id } = await rowOf(key);
  await keys('revoke', id);
  expect((await rowOf(key)).revokedAt?.getTime()).toBeLessThanOrEqual(Date.now());
  await expect(keys('revoke', id)).rejects.toThrow(OperatorError);
  await expect(keys('roll', id)).rejects.toThrow('no key');
});

describe('refuses', () => {
  test.each([
    ['nothing', []],
    ['a restricted key without permission', ['create', '--restricted']],
    ['an unknown permission', ['create', '--restricted', '--permission', 'everything']],
    ['an address that is none', [...RESTRICTED, '--ip', 'localhost']],
    ['permissions of a secret key', ['create', '--permission', 'identity.read']],
    ['all results without addresses', [...RESTRICTED, '--permission', 'identity.sensitive_results']],
    ['two kinds at once', [...RESTRICTED, '--publishable']],
    ['a grace of months', ['roll', 'key_1', '--grace', '2000']],
    ['an unknown option', ['create', '--admin']],
  ])('%s', (_what, argv) => {
    expect(() => readKeysOptions(argv)).toThrow(OperatorError);
  });
});
