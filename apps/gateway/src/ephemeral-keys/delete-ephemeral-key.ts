import { type EphemeralKeyResource, renderEphemeralKey, resourceMissing } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { isId } from '../sessions/find-session.js';

/**
 * Ends an ephemeral key at once. Deleting it again changes nothing.
 *
 * @throws {ApiError} 404
 */
export async function deleteEphemeralKey(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<EphemeralKeyResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  const { accountId, livemode } = caller;
  const now = deps.clock.now();
  if (isId(id)) {
    await deps.db.ephemeralKey.updateMany({
      where: { id, accountId, livemode, deletedAt: null, expiresAt: { gt: now } },
      data: { deletedAt: now, expiresAt: now },
    });
  }
  const row = isId(id) ? await deps.db.ephemeralKey.findUnique({ where: { id, accountId, livemode } }) : null;
  if (row === null) throw resourceMissing('ephemeral key', id);
  return renderEphemeralKey(row);
}
