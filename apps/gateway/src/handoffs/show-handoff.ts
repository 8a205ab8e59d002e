import { type HandoffResource, renderHandoff } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { assertOwnPage } from '../pages/find-page.js';
import { findHandoff, handoffState } from './find-handoff.js';

/** Where a hand-off stands. @throws {ApiError} 403, 404 */
export async function showHandoff(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<HandoffResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, id);
  const handoff = await findHandoff(db, caller, id);
  return renderHandoff(handoff, handoffState(handoff, clock.now()), null);
}
