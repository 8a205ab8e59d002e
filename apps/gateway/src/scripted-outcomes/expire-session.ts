import { assertAllowed } from '@idem/domain';
import { recordEvent } from '@idem/platform/events/record-event';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { lockSession, type SessionRow } from '../sessions/find-session.js';
import { USED_LINK } from '../sessions/link.js';
import { assertTestMode } from './assert-test-mode.js';
import { SCRIPTED_REASONS } from './scripted-reasons.js';

/**
 * Lets the day pass in which a session's link can be used: the link ends, and the person counts as having given up.
 *
 * @throws {ApiError} 400, 404
 * @throws {IllegalOperationError} when the session does not wait for input
 */
export async function expireSession(
  deps: Deps,
  { caller, request }: Context,
  { id }: { readonly id: string },
): Promise<SessionRow> {
  assertTestMode(caller);
  return deps.db.$transaction(async (tx) => {
    const row = await lockSession(tx, caller, id);
    assertAllowed('submit', row.status);
    const session = await tx.verificationSession.update({
      where: { id: row.id },
      data: {
        lastErrorCode: 'abandoned',
        lastErrorReason: SCRIPTED_REASONS.abandoned,
        tokenExpiresAt: deps.clock.now(),
        ...USED_LINK,
      },
    });
    await recordEvent(tx, deps, { session, type: 'identity.verification_session.requires_input', request });
    return session;
  });
}
