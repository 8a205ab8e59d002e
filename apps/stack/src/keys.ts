import { createApiKey } from '@idem/gateway/keys/create-api-key';
import { ApiKeyMissingError, revokeApiKey, rollApiKey } from '@idem/gateway/keys/roll-api-key';
import { systemClock } from '@idem/platform/clock/clock';
import { type Database, openDatabase } from '@idem/platform/prisma/open-database';
import { systemRandom } from '@idem/platform/random/random';
import type { CommandContext } from './command-context.js';
import { type KeysOptions, readKeysOptions } from './keys/keys-options.js';
import { OperatorError } from './operator-error.js';
import { reachDatabase } from './services/reach-database.js';

/** `npm run keys -- create | roll | revoke | list`: the API keys of DATABASE_URL, else of `npm start`. A new key is shown once. */
export async function run({ root, argv, env, progress }: CommandContext): Promise<number> {
  const options = readKeysOptions(argv);
  const database = await reachDatabase({ root, env });
  let db: Database | undefined;
  try {
    db = await openDatabase({ databaseUrl: database.url, maxConnections: 1 });
    for (const line of await carryOut(db, options, systemClock.now())) progress.say(`  ${line}`);
    return 0;
  } catch (cause) {
    if (cause instanceof ApiKeyMissingError) throw new OperatorError(cause.message, { cause });
    throw cause;
  } finally {
    await db?.$disconnect();
    await database.stop();
  }
}

async function carryOut(db: Database, options: KeysOptions, now: Date): Promise<readonly string[]> {
  const deps = { db, random: systemRandom };
  switch (options.action) {
    case 'create': {
      const accountId = await accountOf(db, options.account);
      return [await createApiKey(deps, { ...options, accountId, name: options.name ?? null })];
    }
    case 'roll': {
      const endsAt = new Date(now.getTime() + options.graceHours * 3_600_000);
      return [(await rollApiKey(deps, { id: options.id, now, endsAt })).key];
    }
    case 'revoke':
      await revokeApiKey(deps, { id: options.id, now });
      return [`${options.id} is revoked.`];
    case 'list':
      return listKeys(db, options.account);
  }
}

async function accountOf(db: Database, asked: string | undefined): Promise<string> {
  const accounts = await db.account.findMany({ where: asked === undefined ? {} : { id: asked }, take: 2 });
  const [account, another] = accounts;
  if (account === undefined) throw new OperatorError(`There is no account ${asked ?? 'yet'}.`);
  if (another !== undefined) throw new OperatorError('There are several accounts: name one with --account.');
  return account.id;
}

async function listKeys(db: Database, account: string | undefined): Promise<readonly string[]> {
  const rows = await db.apiKey.findMany({
    where: account === undefined ? {} : { accountId: account },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ id, kind, livemode, hint, name, permissions, ipAllowlist, revokedAt }) =>
    [
      id,
      `${kind} ${livemode ? 'live' : 'test'} …${hint}`,
      ...(name === null ? [] : [name]),
      ...(permissions.length === 0 ? [] : [permissions.join(' ')]),
      ...(ipAllowlist.length === 0 ? [] : [`from ${ipAllowlist.join(' ')}`]),
      ...(revokedAt === null ? [] : [`ends ${revokedAt.toISOString()}`]),
    ].join('   '),
  );
}
