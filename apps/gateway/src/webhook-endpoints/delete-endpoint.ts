import { resourceMissing } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { isId } from '../sessions/find-session.js';

/**
 * Takes an endpoint out of use. Its row stays for the deliveries that name it.
 *
 * @throws {ApiError} 404
 */
export async function deleteEndpoint(
  deps: Deps,
  { caller }: Context,
  { id }: { readonly id: string },
): Promise<{ id: string; object: 'webhook_endpoint'; deleted: true }> {
  const { accountId, livemode } = caller;
  const { count } = isId(id)
    ? await deps.db.webhookEndpoint.updateMany({
        where: { id, accountId, livemode, deletedAt: null },
        data: { deletedAt: deps.clock.now(), status: 'disabled' },
      })
    : { count: 0 };
  if (count === 0) throw resourceMissing('webhook endpoint', id);
  return { id, object: 'webhook_endpoint', deleted: true };
}
