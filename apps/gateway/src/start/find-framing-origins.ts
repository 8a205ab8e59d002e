import { hashToken } from '@idem/platform/crypto/token';
import type { Deps } from '../deps.js';
import { findPageSettings } from '../page-settings/find-page-settings.js';

/**
 * Origins whose pages may show the page in a frame, by a publishable key: it names an account and proves nothing.
 *
 * @returns none for a key that is unknown, revoked, or of another kind
 */
export async function findFramingOrigins(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  key: string,
): Promise<readonly string[]> {
  const row = await db.apiKey.findUnique({ where: { hash: hashToken(key) } });
  if (row === null || row.kind !== 'publishable') return [];
  if (row.revokedAt !== null && row.revokedAt <= clock.now()) return [];
  return (await findPageSettings(db, row)).allowedOrigins;
}
