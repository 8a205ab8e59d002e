import type { Database, Transaction } from '../prisma/open-database.js';

/** Days for which a picture is remembered: a year, after which most new sessions show newer pictures. */
export const REMEMBERED_DAYS = 365;

/**
 * Forgets the pictures of a session: a part of its redaction, in its transaction.
 *
 * @returns how many were remembered
 */
export async function forgetPictures(db: Database | Transaction, sessionId: string): Promise<number> {
  const { count } = await db.pictureTrace.deleteMany({ where: { sessionId } });
  return count;
}

/**
 * Forgets what has been remembered for {@link REMEMBERED_DAYS}.
 *
 * @returns how many pictures that were
 */
export async function forgetOldPictures(db: Database | Transaction, now: Date): Promise<number> {
  const before = new Date(now.getTime() - REMEMBERED_DAYS * 86_400_000);
  const { count } = await db.pictureTrace.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}
