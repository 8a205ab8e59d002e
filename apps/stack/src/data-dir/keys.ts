import path from 'node:path';
import { bootstrapAccount } from '@idem/gateway/keys/bootstrap-account';
import { hashToken } from '@idem/platform/crypto/token';
import { type Database, openDatabase } from '@idem/platform/prisma/open-database';
import { systemRandom } from '@idem/platform/random/random';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from './private-file.js';

const keysSchema = z.object({
  account: z.string(),
  secret_key: z.string(),
  restricted_key: z.string(),
  publishable_key: z.string(),
});
/** The test-mode keys of a local stack, in clear text: the database holds only their hashes. */
export type StackKeys = z.infer<typeof keysSchema>;

/** For integrators: how to come by the secret that signs webhooks. */
export const SIGNING_NOTE =
  'POST /v1/webhook_endpoints with url and enabled_events[]: its answer, and only it, holds the signing secret (whsec_…) as "secret".';

/**
 * The keys of a data directory. They are made with the first account and kept; on a database that
 * does not know them, because it is another or was emptied, a new account is made.
 */
export async function provideKeys(options: {
  readonly dataDir: string;
  readonly databaseUrl: string;
}): Promise<StackKeys> {
  const file = path.join(options.dataDir, 'keys.json');
  const db = await openDatabase({ databaseUrl: options.databaseUrl, maxConnections: 1 });
  try {
    const kept = readPrivateJson(file);
    const keys = kept === undefined ? null : keysSchema.parse(kept);
    if (keys !== null && (await isKnown(db, keys))) return keys;
    const made = await makeKeys(db);
    writePrivateJson(file, made);
    return made;
  } finally {
    await db.$disconnect();
  }
}

async function isKnown(db: Database, keys: StackKeys): Promise<boolean> {
  const row = await db.apiKey.findUnique({ where: { hash: hashToken(keys.secret_key) } });
  return row !== null && row.revokedAt === null;
}

async function makeKeys(db: Database): Promise<StackKeys> {
  const { accountId, test } = await bootstrapAccount({ db, random: systemRandom });
  return {
    account: accountId,
    secret_key: test.secret,
    restricted_key: test.restricted,
    publishable_key: test.publishable,
  };
}
