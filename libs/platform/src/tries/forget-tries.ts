import { MAX_REFERENCE_HOURS } from '@idem/domain';
import type { Database, Transaction } from '../prisma/open-database.js';

/**
 * What redaction leaves of a session's tries: failed ones count for their reference until they are forgotten, or whoever
 * can have their data erased could try for ever. They hold a fingerprint and no name.
 */
export const forgetPassedTries = (tx: Transaction, sessionId: string): Promise<number> =>
  tx.$executeRaw`
    DELETE FROM reference_tries USING submissions AS sub
    WHERE sub.id = submission_id AND sub.session_id = ${sessionId}
      AND (sub.try_result IS DISTINCT FROM 'failed' OR sub.forgiven_at IS NOT NULL)`;

/** Forgets to which reference tries counted once no limit can ask. @returns how many */
export async function forgetOldTries(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - MAX_REFERENCE_HOURS * 3_600_000);
  return (await db.referenceTry.deleteMany({ where: { createdAt: { lte: before } } })).count;
}
