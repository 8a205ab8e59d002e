import type { VerificationSessionResource } from '@idem/contracts';
import { assertAllowed } from '@idem/domain';
import { recordEvent } from '@idem/platform/events/record-event';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { lockSession } from './find-session.js';
import { USED_LINK } from './link.js';
import { presentSession } from './present-session.js';

/**
 * Ends a session that was not submitted. Cannot be undone.
 *
 * @throws {ApiError} 404
 * @throws {IllegalOperationError} when the session no longer takes input
 */
export async function cancelSession(
  deps: Deps,
  { caller, request }: Context,
  input: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationSessionResource> {
  const expansions = readExpand(input.expand, SESSION_EXPANDABLE, caller);
  const row = await deps.db.$transaction(async (tx) => {
    const { id, status } = await lockSession(tx, caller, input.id);
    assertAllowed('cancel', status);
    const session = await tx.verificationSession.update({
      where: { id },
      data: { status: 'canceled', sealedCollected: null, personActiveAt: null, ...USED_LINK },
    });
    await recordEvent(tx, deps, { session, type: 'identity.verification_session.canceled', request });
    return session;
  });
  return presentSession(deps, row, expansions);
}
