import { openJson } from '@idem/platform/crypto/seal';
import { EVENT_PARTS, openEvent } from '@idem/platform/events/open-event';
import { DELIVERY_LEASE_MS } from '@idem/platform/events/record-event';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import { signWebhook } from '@idem/platform/webhooks/signature';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import type { PostWebhook } from './post-webhook.js';
import { recordAttempt } from './record-attempt.js';

type Delivery = Prisma.WebhookDeliveryGetPayload<{
  include: { endpoint: { include: { secrets: true } }; event: { include: typeof EVENT_PARTS } };
}>;

export interface DeliverDeps extends Deps {
  readonly post: PostWebhook;
}

/**
 * Makes one attempt at one delivery: signs the event's bytes, posts exactly those, records what came of it.
 *
 * Attempts are numbered, and a number is claimed before it is made: a job that comes twice posts once, unless the
 * process that claimed it died on the way. Receivers tell duplicates by the event's id.
 */
export async function deliverWebhook(
  deps: DeliverDeps,
  input: { readonly deliveryId: string; readonly attempt: number },
): Promise<void> {
  if (!(await claim(deps, input))) return;
  const now = deps.clock.now();
  const delivery = await readAtOnce(deps.db, (tx) =>
    tx.webhookDelivery.findUniqueOrThrow({
      where: { id: input.deliveryId },
      include: {
        endpoint: { include: { secrets: { where: { expiresAt: { gt: now } }, orderBy: { id: 'desc' } } } },
        event: { include: EVENT_PARTS },
      },
    }),
  );
  const { endpoint } = delivery;
  if (endpoint.deletedAt !== null || endpoint.status === 'disabled') {
    await deps.db.webhookDelivery.update({
      where: { id: delivery.id },
      data: { status: 'failed', nextAttemptAt: null, claimedUntil: null },
    });
    return;
  }

  const startedAt = deps.clock.now();
  const response = await deps.post({
    url: endpoint.url,
    publicOnly: delivery.event.livemode && !deps.settings.webhookAllowPrivateNetworks,
    ...signed(deps, delivery),
  });
  await recordAttempt(deps, { delivery, number: input.attempt, startedAt, response });
}

/** Makes the attempt this call's for longer than it can take. */
async function claim(
  { db, clock }: DeliverDeps,
  { deliveryId: id, attempt }: { readonly deliveryId: string; readonly attempt: number },
): Promise<boolean> {
  const now = clock.now();
  const { count } = await db.webhookDelivery.updateMany({
    where: {
      id,
      status: 'pending',
      attemptCount: attempt - 1,
      OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
    },
    data: { claimedUntil: new Date(now.getTime() + DELIVERY_LEASE_MS) },
  });
  return count === 1;
}

function signed(deps: DeliverDeps, { endpoint, event }: Delivery) {
  const rendered = openEvent(deps.keys, event);
  // Objects of Identity have the same shape in every version; clients of other languages insist on theirs by name.
  const body = Buffer.from(
    JSON.stringify({ ...rendered, api_version: endpoint.apiVersion ?? rendered.api_version }),
  );
  const secrets = [endpoint, ...endpoint.secrets].map(({ sealedSecret }) =>
    openJson(deps.keys, sealedSecret, `webhook_endpoint:${endpoint.id}:secret`, z.string()),
  );
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Idem/1.0 (+webhooks)',
      'stripe-signature': signWebhook(deps, { body, secrets }),
    },
  };
}
