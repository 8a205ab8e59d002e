import { openJson } from '@idem/platform/crypto/seal';
import { EVENT_PARTS, openEvent } from '@idem/platform/events/open-event';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { isErased } from '@idem/platform/redaction/erase-session';
import { signWebhook } from '@idem/platform/webhooks/signature';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import type { PostWebhook, WebhookResponse } from './post-webhook.js';
import { retryDelay } from './retry-schedule.js';

type Delivery = Prisma.WebhookDeliveryGetPayload<{
  include: { endpoint: true; event: { include: typeof EVENT_PARTS } };
}>;

export interface DeliverDeps extends Deps {
  readonly post: PostWebhook;
}

/**
 * Makes one attempt at one delivery: signs the event's bytes, posts exactly those, records what came of it.
 *
 * Attempts are numbered, and a number is recorded once: a job that comes twice posts twice at worst and
 * counts once. Receivers tell duplicates by the event's id.
 */
export async function deliverWebhook(
  deps: DeliverDeps,
  input: { readonly deliveryId: string; readonly attempt: number },
): Promise<void> {
  const delivery = await deps.db.webhookDelivery.findUniqueOrThrow({
    where: { id: input.deliveryId },
    include: { endpoint: true, event: { include: EVENT_PARTS } },
  });
  if (delivery.status !== 'pending' || delivery.attemptCount !== input.attempt - 1) return;
  const { endpoint } = delivery;
  if (endpoint.deletedAt !== null || endpoint.status === 'disabled') {
    await deps.db.webhookDelivery.update({
      where: { id: delivery.id },
      data: { status: 'failed', nextAttemptAt: null },
    });
    return;
  }

  const startedAt = deps.clock.now();
  const response = await deps.post({
    url: endpoint.url,
    publicOnly: delivery.event.livemode && !deps.settings.webhookAllowPrivateNetworks,
    ...signed(deps, delivery),
  });
  await record(deps, delivery, { number: input.attempt, startedAt, response });
}

function signed(deps: DeliverDeps, { endpoint, event }: Delivery) {
  const body = Buffer.from(JSON.stringify(openEvent(deps.keys, event)));
  const secret = openJson(
    deps.keys,
    endpoint.sealedSecret,
    `webhook_endpoint:${endpoint.id}:secret`,
    z.string(),
  );
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Idem/1.0 (+webhooks)',
      'stripe-signature': signWebhook(deps, { body, secrets: [secret] }),
    },
  };
}

async function record(
  deps: DeliverDeps,
  delivery: Delivery,
  attempt: { readonly number: number; readonly startedAt: Date; readonly response: WebhookResponse },
): Promise<void> {
  const { number, startedAt, response } = attempt;
  const now = deps.clock.now();
  const succeeded = response.statusCode !== null && response.statusCode >= 200 && response.statusCode < 300;
  const { event } = delivery;
  const age = now.getTime() - event.createdAt.getTime();
  const jitter = (deps.random.bytes(1)[0] ?? 0) / 256;
  const delay = succeeded ? null : retryDelay(event.livemode, number, age, jitter);
  await deps.db.$transaction(async (tx) => {
    // An answer may quote what was sent, and that may have been redacted on the way.
    const erased = await isErased(tx, event.sessionId);
    const { count } = await tx.webhookAttempt.createMany({
      data: {
        deliveryId: delivery.id,
        number,
        startedAt,
        latencyMs: now.getTime() - startedAt.getTime(),
        statusCode: response.statusCode,
        ...(response.statusCode === null
          ? { error: response.error }
          : { responseBody: erased ? null : response.body }),
      },
      skipDuplicates: true,
    });
    if (count === 0) return;
    await tx.webhookDelivery.update({
      where: { id: delivery.id },
      data: {
        attemptCount: number,
        status: succeeded ? 'succeeded' : delay === null ? 'failed' : 'pending',
        nextAttemptAt: delay === null ? null : new Date(now.getTime() + delay),
      },
    });
  });
  deps.log.info(
    { delivery: delivery.id, event: event.id, attempt: number, statusCode: response.statusCode },
    'webhook sent',
  );
}
