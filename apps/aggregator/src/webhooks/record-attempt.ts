import type { Transaction } from '@idem/platform/prisma/open-database';
import { isErased } from '@idem/platform/redaction/erase-session';
import type { Deps } from '../deps.js';
import { isSuccess, noteHealth } from './endpoint-health.js';
import type { WebhookResponse } from './post-webhook.js';
import { parseRetryAfter } from './retry-after.js';
import { retryDelay } from './retry-schedule.js';

/** An attempt that was made, and what it was made at. */
export interface Attempt {
  readonly delivery: {
    readonly id: string;
    readonly endpointId: string;
    readonly event: {
      readonly id: string;
      readonly sessionId: string;
      readonly livemode: boolean;
      readonly createdAt: Date;
    };
  };
  readonly number: number;
  readonly startedAt: Date;
  readonly response: WebhookResponse;
}

/**
 * Records what came of an attempt, in one transaction: the attempt itself, when the next one is due, how the endpoint
 * is. A number that is recorded already changes nothing.
 */
export async function recordAttempt(deps: Deps, attempt: Attempt): Promise<void> {
  const { delivery, number, response } = attempt;
  const { event, endpointId } = delivery;
  const now = deps.clock.now();
  const disabled = await deps.db.$transaction(async (tx) => {
    if (!(await insertAttempt(tx, deps, attempt, now))) return null;
    const disabledReason = await noteHealth(tx, {
      endpointId,
      response,
      now,
      disableAfterDays: deps.settings.webhookDisableAfterDays,
    });
    const delay = disabledReason === null ? await delayOf(tx, deps, attempt, now) : null;
    await tx.webhookDelivery.update({
      where: { id: delivery.id },
      data: {
        attemptCount: number,
        claimedUntil: null,
        status: isSuccess(response) ? 'succeeded' : delay === null ? 'failed' : 'pending',
        nextAttemptAt: delay === null ? null : new Date(now.getTime() + delay),
      },
    });
    return disabledReason;
  });
  deps.log.info(
    { delivery: delivery.id, event: event.id, attempt: number, statusCode: response.statusCode },
    'webhook sent',
  );
  if (disabled !== null)
    deps.log.warn({ endpoint: endpointId, reason: disabled }, 'webhook endpoint disabled');
}

async function insertAttempt(tx: Transaction, deps: Deps, attempt: Attempt, now: Date): Promise<boolean> {
  const { delivery, number, startedAt, response } = attempt;
  // An answer may quote what was sent, and that may have been redacted on the way.
  const erased = await isErased(tx, delivery.event.sessionId);
  // Test mode writes to private addresses unasked; what answers there is not for whoever registered the endpoint.
  const withheld =
    response.statusCode !== null && response.fromPrivate && !deps.settings.webhookAllowPrivateNetworks;
  const { count } = await tx.webhookAttempt.createMany({
    data: {
      deliveryId: delivery.id,
      endpointId: delivery.endpointId,
      number,
      startedAt,
      latencyMs: now.getTime() - startedAt.getTime(),
      statusCode: response.statusCode,
      ...(response.statusCode === null
        ? { error: response.error }
        : { responseBody: erased || withheld ? null : response.body }),
    },
    skipDuplicates: true,
  });
  return count === 1;
}

/** The schedule begins with the event, and anew with every request to send it again. */
async function delayOf(tx: Transaction, deps: Deps, attempt: Attempt, now: Date): Promise<number | null> {
  const { delivery, number, response } = attempt;
  if (isSuccess(response)) return null;
  const { resentAt, attemptsBefore } = await tx.webhookDelivery.findUniqueOrThrow({
    where: { id: delivery.id },
    select: { resentAt: true, attemptsBefore: true },
  });
  const { livemode, createdAt } = delivery.event;
  const retryAfter = response.statusCode === null ? null : parseRetryAfter(response.retryAfter, now);
  const jitter = (deps.random.bytes(1)[0] ?? 0) / 256;
  const age = now.getTime() - (resentAt ?? createdAt).getTime();
  // A request that came while its first attempt was under way counts that attempt as its own.
  return retryDelay(livemode, Math.max(1, number - attemptsBefore), age, jitter, retryAfter);
}
