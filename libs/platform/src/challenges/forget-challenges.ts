import type { Database, Transaction } from '../prisma/open-database.js';

/**
 * Forgets the selfie challenges of a session: a part of its redaction, in its transaction. The pictures themselves are
 * files of the session, and end with its key.
 *
 * @returns how many there were
 */
export async function forgetChallenges(db: Database | Transaction, sessionId: string): Promise<number> {
  const { count } = await db.selfieChallenge.deleteMany({ where: { sessionId } });
  return count;
}
