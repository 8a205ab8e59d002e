import type { Transaction } from '../prisma/open-database.js';

/**
 * Lets the submissions of one reference be counted and made one after the other, until the transaction ends. Taken
 * after the session's own row, and nothing is waited for while it is held.
 *
 * @param key of the reference; two that share their first 63 bits wait for one another, and no more
 */
export async function lockReference(tx: Transaction, key: Uint8Array): Promise<void> {
  const number = Buffer.from(key).readBigInt64BE() >> 1n;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${number}::bigint)`;
}
