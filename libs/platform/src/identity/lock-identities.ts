import { createHash } from 'node:crypto';
import type { Transaction } from '../prisma/open-database.js';

/**
 * Lets the verifications of an account and mode be compared with the earlier ones and remembered one after the other,
 * until the transaction ends: of two with one face or number the later sees the earlier. Taken after the session's row,
 * and nothing is waited for while it is held.
 */
export async function lockIdentities(
  tx: Transaction,
  { accountId, livemode }: { readonly accountId: string; readonly livemode: boolean },
): Promise<void> {
  const name = createHash('sha256').update(`identities:${accountId}:${livemode}`).digest();
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${name.readBigInt64BE()}::bigint)`;
}
