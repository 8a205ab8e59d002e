import { TriesExhausted } from '@idem/contracts';
import type { Tries } from '@idem/domain';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import { countTries } from '@idem/platform/tries/count-tries';
import { lockReference } from '@idem/platform/tries/lock-reference';
import { referenceKeys } from '@idem/platform/tries/reference-keys';
import type { Deps } from '../deps.js';
import type { SessionRow } from './find-session.js';

/** How many tries a session has left. */
export const triesOf = (
  db: Database | Transaction,
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  session: SessionRow,
): Promise<Tries> =>
  countTries(db, { keys: deps.keys, deployment: deps.settings.tries }, { session, now: deps.clock.now() });

/**
 * Makes sure that a submission may still fail, and counts it to its reference. In the transaction that holds the
 * session's row and writes the submission: submissions of one reference wait here for one another, so that no two of
 * them take the same last try.
 *
 * @throws {TriesExhausted} 400
 */
export async function reserveTry(
  tx: Transaction,
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  session: SessionRow,
): Promise<(submissionId: string) => Promise<void>> {
  const keys = referenceKeys(deps.keys, session);
  if (keys !== null) await lockReference(tx, keys[0]);
  const tries = await triesOf(tx, deps, session);
  if (tries.blocked !== null) throw new TriesExhausted(tries, tries.blocked);
  return async (submissionId) => {
    if (keys === null) return;
    await tx.referenceTry.create({
      data: { submissionId, referenceKey: keys[0], createdAt: deps.clock.now() },
    });
  };
}
