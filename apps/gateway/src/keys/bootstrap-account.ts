import type { Database } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import type { Random } from '@idem/platform/random/random';
import type { Permission } from '../http/caller.js';
import { createApiKey } from './create-api-key.js';

/** What the restricted key of a new account may do: everything about identities, recent sensitive results included. */
export const IDENTITY_PERMISSIONS: readonly Permission[] = [
  'identity.read',
  'identity.write',
  'identity.recent_sensitive_results',
  'files.read',
  'files.write',
];

/** The keys of one mode, in the clear. */
export interface KeySet {
  readonly secret: string;
  readonly restricted: string;
  readonly publishable: string;
}

export interface BootstrappedAccount {
  readonly accountId: string;
  readonly test: KeySet;
  /** Null unless asked for. */
  readonly live: KeySet | null;
}

/** Creates an account with its first keys. They are returned once and stored only as hashes. */
export async function bootstrapAccount(
  deps: { readonly db: Database; readonly random: Random },
  options: { readonly live?: boolean } = {},
): Promise<BootstrappedAccount> {
  return deps.db.$transaction(async (db) => {
    const { id: accountId } = await db.account.create({ data: { id: newId('acct', deps.random) } });
    const keySet = async (livemode: boolean): Promise<KeySet> => ({
      secret: await createApiKey({ ...deps, db }, { accountId, livemode, kind: 'secret' }),
      restricted: await createApiKey(
        { ...deps, db },
        { accountId, livemode, kind: 'restricted', permissions: IDENTITY_PERMISSIONS },
      ),
      publishable: await createApiKey({ ...deps, db }, { accountId, livemode, kind: 'publishable' }),
    });
    return { accountId, test: await keySet(false), live: options.live === true ? await keySet(true) : null };
  });
}
