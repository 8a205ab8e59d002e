import type { EventResource, ListEventsParams, ListResource } from '@idem/contracts';
import { EVENT_PARTS, openEvent } from '@idem/platform/events/open-event';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { createdWithin, paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { eventTypes } from './event-filter.js';
import { eventHorizon } from './event-horizon.js';

/**
 * Events of the last 30 days.
 *
 * @throws {ApiError} 400
 */
export async function listEvents(
  deps: Deps,
  { caller }: Context,
  params: ListEventsParams,
): Promise<ListResource<EventResource>> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller, 'list');
  const types = eventTypes(params);
  const scope = {
    accountId: caller.accountId,
    livemode: caller.livemode,
    AND: { createdAt: { gte: eventHorizon(deps) } },
  };
  const filter = defined({
    createdAt: createdWithin(params.created),
    type: types === null ? undefined : { in: [...types] },
    deliveries: delivered(params.delivery_success),
  });
  return paginate(
    params,
    {
      url: '/v1/events',
      noun: 'event',
      find: (id) => deps.db.event.findFirst({ where: { ...scope, id }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        readAtOnce(deps.db, (tx) =>
          tx.event.findMany({
            where: { ...scope, ...filter, ...defined({ seq }) },
            include: EVENT_PARTS,
            orderBy: { seq: order },
            take,
          }),
        ),
    },
    (row) => openEvent(deps.keys, row),
  );
}

/** Events that every endpoint took, or events that some endpoint has not taken. */
function delivered(success: boolean | undefined): Prisma.WebhookDeliveryListRelationFilter | undefined {
  if (success === undefined) return undefined;
  const notTaken = { status: { not: 'succeeded' } } as const;
  return success ? { none: notTaken } : { some: notTaken };
}
