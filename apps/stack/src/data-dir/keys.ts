import path from 'node:path';
import { hashToken } from '@idem/platform/crypto/token';
import { base62, newId } from '@idem/platform/random/ids';
import { systemRandom } from '@idem/platform/random/random';
import pg from 'pg';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from './private-file.js';

const keysSchema = z.object({
  account: z.string(),
  secret_key: z.string(),
  restricted_key: z.string(),
  publishable_key: z.string(),
});
/** The test-mode keys of a local stack, in clear text: only their hashes are in the database. */
export type StackKeys = z.infer<typeof keysSchema>;

/** For integrators: how to come by the secret that signs webhooks. */
export const SIGNING_NOTE =
  'POST /v1/webhook_endpoints with url and enabled_events[]; its answer holds the signing secret (whsec_…) as "secret", this once.';

/** What the restricted key may do: read everything, sensitive results included. */
const RESTRICTED = [
  'identity.read',
  'identity.sensitive_results',
  'files.read',
  'files.write',
  'events.read',
];

/**
 * The keys of a data directory, drawn on first use and kept, and known to the database afterwards:
 * the same keys work on a database that was emptied in between.
 */
export async function provideKeys(options: {
  readonly dataDir: string;
  readonly databaseUrl: string;
}): Promise<StackKeys> {
  const file = path.join(options.dataDir, 'keys.json');
  const kept = readPrivateJson(file);
  const keys = kept === undefined ? drawKeys() : keysSchema.parse(kept);
  if (kept === undefined) writePrivateJson(file, keys);
  await registerKeys(options.databaseUrl, keys);
  return keys;
}

function drawKeys(): StackKeys {
  const key = (prefix: string) => `${prefix}_test_${base62(systemRandom, 32)}`;
  return {
    account: newId('acct', systemRandom),
    secret_key: key('sk'),
    restricted_key: key('rk'),
    publishable_key: key('pk'),
  };
}

async function registerKeys(databaseUrl: string, keys: StackKeys): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('INSERT INTO accounts (id) VALUES ($1) ON CONFLICT DO NOTHING', [keys.account]);
    const rows = [
      { kind: 'secret', key: keys.secret_key, permissions: [] },
      { kind: 'restricted', key: keys.restricted_key, permissions: RESTRICTED },
      { kind: 'publishable', key: keys.publishable_key, permissions: [] },
    ];
    for (const { kind, key, permissions } of rows) {
      await client.query(
        `INSERT INTO api_keys (id, account_id, kind, livemode, hash, hint, permissions)
         VALUES ($1, $2, $3, false, $4, $5, $6) ON CONFLICT (hash) DO NOTHING`,
        [
          newId('key', systemRandom),
          keys.account,
          kind,
          Buffer.from(hashToken(key)),
          key.slice(-4),
          permissions,
        ],
      );
    }
  } finally {
    await client.end();
  }
}
