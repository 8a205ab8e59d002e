import { type CannotVerifyParams, renderPageData, type VerificationPageDataResource } from '@idem/contracts';
import { assertAllowed, mayGoOn } from '@idem/domain';
import type { Deps } from '../deps.js';
import { assertPerson } from '../handoffs/assert-person.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { failSession } from '../sessions/fail-session.js';
import { lockSession } from '../sessions/find-session.js';
import { assertLinkOpen } from '../sessions/link.js';
import { assertOwnPage, pageState } from './find-page.js';

/**
 * Takes down why a person cannot be verified at all: a failure of the session, told to the integrator at once and without
 * a report. After one that no second try mends, the link is used up.
 *
 * @throws {ApiError} 400, 401, 403, 404
 * @throws {IllegalOperationError} when the session does not wait for input
 */
export async function cannotVerify(
  deps: Deps,
  { caller, request }: Context,
  { id, params }: { readonly id: string; readonly params: CannotVerifyParams },
): Promise<VerificationPageDataResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, id);
  assertPerson(caller);
  return deps.db.$transaction(async (tx) => {
    const row = await lockSession(tx, caller, id);
    assertAllowed('submit', row.status);
    assertLinkOpen(caller, row, deps.clock.now());
    const goesOn = mayGoOn(params.code);
    const session = await failSession(tx, deps, {
      session: row,
      code: params.code,
      request,
      endsLink: !goesOn,
      also: { personActiveAt: goesOn ? deps.clock.now() : null },
    });
    return renderPageData(await pageState(tx, deps, session));
  });
}
