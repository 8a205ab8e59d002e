import { renderSelfieChallenge, type SelfieChallengeResource } from '@idem/contracts';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';

/** The challenge that a session's device can still answer; null when there is none. */
export async function currentChallenge(
  db: Database | Transaction,
  sessionId: string,
  now: Date,
): Promise<SelfieChallengeResource | null> {
  const newest = await db.selfieChallenge.findFirst({ where: { sessionId }, orderBy: { number: 'desc' } });
  if (newest === null || newest.answeredAt !== null || newest.expiresAt < now) return null;
  return renderSelfieChallenge(newest, now);
}
