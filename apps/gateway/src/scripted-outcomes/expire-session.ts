import { assertAllowed } from '@idem/domain';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { failSession } from '../sessions/fail-session.js';
import { lockSession, type SessionRow } from '../sessions/find-session.js';
import { assertTestMode } from './assert-test-mode.js';

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
    return failSession(tx, deps, {
      session: row,
      code: 'abandoned',
      request,
      endsLink: true,
      also: { tokenExpiresAt: deps.clock.now(), personActiveAt: null },
    });
  });
}
