import { type ReopenSessionParams, stateForbids, type VerificationSessionResource } from '@idem/contracts';
import { assertAllowed } from '@idem/domain';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { lockReference } from '@idem/platform/tries/lock-reference';
import { referenceKeys } from '@idem/platform/tries/reference-keys';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { lockSession, type SessionRow } from '../sessions/find-session.js';
import { presentSession } from '../sessions/present-session.js';
import { withOpenLink } from '../sessions/retrieve-session.js';

/**
 * Forgives a session, and all others with its reference, the tries that failed so far: who was wrongly turned away can
 * go on. What failed and what was found stays on record, with who forgave it and when.
 *
 * @throws {ApiError} 400 while it is being redacted, 404
 * @throws {IllegalOperationError} when the session does not wait for input
 */
export async function reopenSession(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: ReopenSessionParams },
): Promise<VerificationSessionResource> {
  const expansions = readExpand(params.expand, SESSION_EXPANDABLE, caller);
  const row = await deps.db.$transaction(async (tx) => {
    const locked = await lockSession(tx, caller, id);
    assertAllowed('update', locked.status);
    if (locked.redaction !== null) {
      throw stateForbids('This verification session cannot be reopened because it is being redacted.');
    }
    await forgiveTries(tx, deps, { session: locked, by: params.reviewer });
    return withOpenLink(tx, deps, locked);
  });
  return presentSession(deps, row, expansions);
}

async function forgiveTries(
  tx: Transaction,
  deps: Pick<Deps, 'keys' | 'clock'>,
  { session, by }: { readonly session: SessionRow; readonly by: string },
): Promise<void> {
  const keys = referenceKeys(deps.keys, session);
  if (keys !== null) await lockReference(tx, keys[0]);
  const ofReference = keys === null ? [] : [{ referenceTry: { referenceKey: { in: [...keys] } } }];
  await tx.submission.updateMany({
    where: {
      OR: [{ sessionId: session.id }, ...ofReference],
      settledAt: { not: null },
      forgivenAt: null,
    },
    data: { forgivenAt: deps.clock.now(), forgivenBy: by },
  });
}
