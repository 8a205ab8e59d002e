import { type EventResource, resourceMissing } from '@idem/contracts';
import { EVENT_PARTS, openEvent } from '@idem/platform/events/open-event';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { isId } from '../sessions/find-session.js';
import { eventHorizon } from './event-horizon.js';

/** @throws {ApiError} 404, also for an event that is older than events are shown */
export async function retrieveEvent(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<EventResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  const { accountId, livemode } = caller;
  const row = isId(id)
    ? await readAtOnce(deps.db, (tx) =>
        tx.event.findUnique({ where: { id, accountId, livemode }, include: EVENT_PARTS }),
      )
    : null;
  if (row === null || row.createdAt < eventHorizon(deps)) throw resourceMissing('event', id);
  return openEvent(deps.keys, row);
}
