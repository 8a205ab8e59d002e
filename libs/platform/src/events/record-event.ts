import { renderVerificationSession } from '@idem/contracts';
import { type EventType, isSubscribed } from '@idem/domain';
import type { Clock } from '../clock/clock.js';
import type { MasterKeyRing } from '../crypto/master-key.js';
import { sealJson } from '../crypto/seal.js';
import { writeOutbox } from '../outbox/write-outbox.js';
import type { VerificationSession } from '../prisma/generated/client.js';
import type { Transaction } from '../prisma/open-database.js';
import { newId } from '../random/ids.js';
import type { Random } from '../random/random.js';
import { openSession } from '../sessions/open-session.js';
import { eventKey } from './event-key.js';

/** The version whose shapes Idem renders. */
export const API_VERSION = '2026-10-28.endive';

/**
 * The outbox carries the first attempt. Should it be lost on the way, the delivery is due again after this
 * many ms; longer than any attempt takes.
 */
export const DELIVERY_LEASE_MS = 75_000;

export interface RecordEventDeps {
  readonly keys: MasterKeyRing;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: { readonly publicUrl: string };
}

/**
 * Records that something happened to a session, and promises a delivery to every endpoint that wants to
 * hear of it. Belongs into the transaction that makes it happen.
 *
 * @param input.session the row as it is after the change; for a redaction, after its key was destroyed
 * @param input.request the API call that caused it; absent when none did
 */
export async function recordEvent(
  tx: Transaction,
  deps: RecordEventDeps,
  input: {
    readonly session: VerificationSession;
    readonly type: EventType;
    readonly request?: { readonly id: string; readonly idempotencyKey: string | null };
  },
): Promise<void> {
  const { session, type, request } = input;
  const now = deps.clock.now();
  const id = newId('evt', deps.random);
  const object = renderVerificationSession(openSession(deps.keys, session, now), deps.settings.publicUrl);
  const { accountId, livemode } = session;
  await tx.event.create({
    data: {
      id,
      accountId,
      livemode,
      type,
      apiVersion: API_VERSION,
      sessionId: session.id,
      sealedObject: sealJson(eventKey(deps.keys, session, type), object, `event:${id}`),
      requestId: request?.id ?? null,
      idempotencyKey: request?.idempotencyKey ?? null,
      createdAt: now,
    },
  });

  const endpoints = await tx.webhookEndpoint.findMany({
    where: { accountId, livemode, status: 'enabled', deletedAt: null },
    select: { id: true, enabledEvents: true },
  });
  const deliveries = endpoints
    .filter(({ enabledEvents }) => isSubscribed(enabledEvents, type))
    .map((endpoint) => ({
      id: newId('whd', deps.random),
      eventId: id,
      endpointId: endpoint.id,
      nextAttemptAt: new Date(now.getTime() + DELIVERY_LEASE_MS),
      createdAt: now,
    }));
  if (deliveries.length === 0) return;
  await tx.webhookDelivery.createMany({ data: deliveries });
  await writeOutbox(
    tx,
    deliveries.map((delivery) => ({
      job: 'webhook.deliver',
      payload: { delivery_id: delivery.id, attempt: 1 },
    })),
  );
}
