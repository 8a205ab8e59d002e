import type { Database } from '@idem/platform/prisma/open-database';
import type { Random } from '@idem/platform/random/random';
import type { Permission } from '../http/caller.js';
import { type IssuedKey, issueApiKey } from './create-api-key.js';

/** Stripe lets a rolled key live on for at most a week. */
export const MAX_GRACE_MS = 7 * 24 * 3_600_000;

/** There is no such key, or it has ended already. */
export class ApiKeyMissingError extends Error {
  override readonly name = 'ApiKeyMissingError';
  constructor(readonly id: string) {
    super(`There is no key ${id} that could still be used.`);
  }
}

interface KeyDeps {
  readonly db: Database;
  readonly random: Random;
}

/**
 * Puts a new key with the same grants in the place of one, which ends now or later.
 *
 * @param input.endsAt until when both work, at most {@link MAX_GRACE_MS} from now
 * @returns the new key, for the only time
 * @throws {ApiKeyMissingError}
 */
export async function rollApiKey(
  deps: KeyDeps,
  { id, now, endsAt }: { readonly id: string; readonly now: Date; readonly endsAt: Date },
): Promise<IssuedKey> {
  return deps.db.$transaction(async (db) => {
    await db.$queryRaw`SELECT 1 FROM api_keys WHERE id = ${id} FOR UPDATE`;
    const row = await db.apiKey.findUnique({ where: { id } });
    if (row === null || (row.revokedAt !== null && row.revokedAt <= now)) throw new ApiKeyMissingError(id);
    const { accountId, kind, livemode, name, ipAllowlist } = row;
    // A key that was rolled before keeps the earlier of its ends.
    const revokedAt = row.revokedAt !== null && row.revokedAt < endsAt ? row.revokedAt : endsAt;
    await db.apiKey.update({ where: { id }, data: { revokedAt } });
    return issueApiKey(
      { ...deps, db },
      { accountId, kind, livemode, name, ipAllowlist, permissions: row.permissions as Permission[] },
    );
  });
}

/**
 * Ends a key at once.
 *
 * @throws {ApiKeyMissingError}
 */
export async function revokeApiKey(
  deps: Pick<KeyDeps, 'db'>,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<void> {
  const { count } = await deps.db.apiKey.updateMany({
    where: { id, OR: [{ revokedAt: null }, { revokedAt: { gt: now } }] },
    data: { revokedAt: now },
  });
  if (count === 0) throw new ApiKeyMissingError(id);
}
