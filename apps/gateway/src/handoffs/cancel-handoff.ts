import { type HandoffResource, renderHandoff } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { assertOwnPage } from '../pages/find-page.js';
import { findHandoff, handoffState } from './find-handoff.js';

/** Ends a hand-off, from either side; what was taken stays. @throws {ApiError} 403, 404 */
export async function cancelHandoff(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<HandoffResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, id);
  const { id: handoffId } = await findHandoff(db, caller, id);
  const now = clock.now();
  await db.handoff.updateMany({ where: { id: handoffId, endedAt: null }, data: { endedAt: now } });
  const handoff = await db.handoff.findUniqueOrThrow({ where: { id: handoffId } });
  return renderHandoff(handoff, handoffState(handoff, now), null);
}
