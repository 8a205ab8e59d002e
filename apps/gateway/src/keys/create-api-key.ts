import { hashToken } from '@idem/platform/crypto/token';
import type { ApiKey as ApiKeyRow } from '@idem/platform/prisma/generated/client';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import { base62, newId } from '@idem/platform/random/ids';
import type { Random } from '@idem/platform/random/random';
import type { Permission } from '../http/caller.js';

export type { ApiKeyRow };

const PREFIXES = { secret: 'sk', restricted: 'rk', publishable: 'pk' } as const;
/** 40 base62 characters hold 238 bits. */
const KEY_LENGTH = 40;

export interface ApiKeyRequest {
  readonly accountId: string;
  readonly kind: keyof typeof PREFIXES;
  readonly livemode: boolean;
  /** For restricted keys: what they may do. Secret keys need none, publishable keys get none. */
  readonly permissions?: readonly Permission[];
  /** For people: what the key is for. */
  readonly name?: string | null;
  /** Addresses and CIDR ranges from which alone the key may be used; everywhere when empty. */
  readonly ipAllowlist?: readonly string[];
}

/** A key that was just made: this is the only moment at which it exists in the clear. */
export interface IssuedKey {
  readonly row: ApiKeyRow;
  readonly key: string;
}

export async function issueApiKey(
  deps: { readonly db: Database | Transaction; readonly random: Random },
  request: ApiKeyRequest,
): Promise<IssuedKey> {
  const { accountId, kind, livemode, permissions = [], name = null, ipAllowlist = [] } = request;
  const key = `${PREFIXES[kind]}_${livemode ? 'live' : 'test'}_${base62(deps.random, KEY_LENGTH)}`;
  const row = await deps.db.apiKey.create({
    data: {
      id: newId('key', deps.random),
      accountId,
      kind,
      livemode,
      hash: hashToken(key),
      hint: key.slice(-4),
      permissions: kind === 'restricted' ? [...permissions] : [],
      name,
      ipAllowlist: [...ipAllowlist],
    },
  });
  return { row, key };
}

/** Creates a key and returns nothing else of it. */
export const createApiKey = async (...args: Parameters<typeof issueApiKey>): Promise<string> =>
  (await issueApiKey(...args)).key;
