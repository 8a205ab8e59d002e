import { type SessionOptions, type Tries, type TryLimits, triesLeft, tryLimits } from '@idem/domain';
import type { MasterKeyRing } from '../crypto/master-key.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import { type Referenced, referenceKeys } from './reference-keys.js';

const HOUR_MS = 3_600_000;

export interface TriedSession extends Referenced {
  readonly id: string;
  /** SessionOptions. */
  readonly options: unknown;
}

interface Counts {
  readonly session: number;
  readonly failed: number;
  readonly pending: number;
}

/**
 * How many tries a session and its reference have used, and what is left.
 *
 * One statement counts what failed and what is being checked, so that a submission that is settled meanwhile is seen as
 * the one or the other.
 *
 * @param deployment limits of sessions that name none
 */
export async function countTries(
  db: Database | Transaction,
  deps: { readonly keys: Pick<MasterKeyRing, 'fingerprints'>; readonly deployment: TryLimits },
  { session, now }: { readonly session: TriedSession; readonly now: Date },
): Promise<Tries> {
  const limits = tryLimits(session.options as SessionOptions, deps.deployment);
  const keys = referenceKeys(deps.keys, session);
  const since = new Date(now.getTime() - limits.referenceHours * HOUR_MS);
  const [counts] = await db.$queryRaw<Counts[]>`
    SELECT
      (SELECT count(*)::int FROM submissions
       WHERE session_id = ${session.id} AND try_result = 'failed' AND forgiven_at IS NULL) AS session,
      count(*) FILTER (
        WHERE try.created_at > ${since} AND sub.try_result = 'failed' AND sub.forgiven_at IS NULL)::int AS failed,
      count(*) FILTER (WHERE sub.settled_at IS NULL)::int AS pending
    FROM reference_tries AS try JOIN submissions AS sub ON sub.id = try.submission_id
    WHERE try.reference_key = ANY(${keys ?? []}::bytea[])`;
  const { session: failedHere, failed, pending } = counts!;
  return triesLeft(limits, {
    session: failedHere,
    reference: keys === null ? null : { failed, pending },
  });
}
