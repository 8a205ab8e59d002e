import { type EventResource, type RetryEventParams, resourceMissing, stateForbids } from '@idem/contracts';
import { type EventType, isSubscribed } from '@idem/domain';
import { EVENT_PARTS, openEvent } from '@idem/platform/events/open-event';
import { DELIVERY_LEASE_MS } from '@idem/platform/events/record-event';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { isId } from '../sessions/find-session.js';
import { findEndpoint } from '../webhook-endpoints/find-endpoint.js';

const RETRY_WINDOW_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Sends an event to an endpoint again, or to one that did not exist yet when it happened. The schedule of tries begins
 * anew: what was asked for again is delivered like something new.
 *
 * @throws {ApiError} 400 for an event older than 30 days, an endpoint that is disabled or does not listen to it, 404
 */
export async function retryEvent(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: RetryEventParams },
): Promise<EventResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const { accountId, livemode } = caller;
  const where = { id, accountId, livemode };
  await deps.db.$transaction(async (tx) => {
    const event = isId(id) ? await tx.event.findUnique({ where }) : null;
    if (event === null) throw resourceMissing('event', id);
    if (deps.clock.now().getTime() - event.createdAt.getTime() > RETRY_WINDOW_MS) {
      throw stateForbids('You cannot resend this event because it is older than 30 days.');
    }
    const endpoint = await findEndpoint(tx, caller, params.webhook_endpoint, 'webhook_endpoint');
    if (endpoint.status === 'disabled') {
      throw stateForbids(`The webhook endpoint ${endpoint.id} is disabled. Enable it with disabled=false.`);
    }
    if (!isSubscribed(endpoint.enabledEvents, event.type as EventType)) {
      throw stateForbids(
        `The webhook endpoint ${endpoint.id} does not listen to ${event.type}. Add it to the enabled_events of the endpoint.`,
      );
    }
    await promiseAnew(tx, deps, { eventId: id, endpointId: endpoint.id });
  });
  return openEvent(
    deps.keys,
    await readAtOnce(deps.db, (tx) => tx.event.findUniqueOrThrow({ where, include: EVENT_PARTS })),
  );
}

/** An attempt that is under way becomes the first of the new schedule. */
async function promiseAnew(
  tx: Transaction,
  { clock, random }: Deps,
  delivery: { readonly eventId: string; readonly endpointId: string },
): Promise<void> {
  const now = clock.now();
  const due = new Date(now.getTime() + DELIVERY_LEASE_MS);
  await tx.webhookDelivery.createMany({
    data: { id: newId('whd', random), ...delivery, createdAt: now },
    skipDuplicates: true,
  });
  const rows = await tx.$queryRaw<{ id: string; attempt_count: number }[]>`
    UPDATE webhook_deliveries
    SET status = 'pending', next_attempt_at = ${due}, resent_at = ${now}, attempts_before = attempt_count
    WHERE event_id = ${delivery.eventId} AND endpoint_id = ${delivery.endpointId}
    RETURNING id, attempt_count`;
  await writeOutbox(
    tx,
    rows.map(({ id, attempt_count }) => ({
      job: 'webhook.deliver',
      payload: { delivery_id: id, attempt: attempt_count + 1 },
    })),
  );
}
