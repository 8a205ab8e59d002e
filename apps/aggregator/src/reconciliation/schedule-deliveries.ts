import { DELIVERY_LEASE_MS } from '@idem/platform/events/record-event';
import type { Deps } from '../deps.js';

/** Of one endpoint in one round: one with thousands of them due does not keep others waiting. */
const BATCH = 50;

/**
 * Hands due deliveries to the queue: retries, and first attempts that were lost on the way. Each is leased
 * by moving its due time ahead, so that nobody else schedules it while the attempt is made.
 */
export async function scheduleDeliveries(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const leasedUntil = new Date(now.getTime() + DELIVERY_LEASE_MS);
  const due = await deps.db.$queryRaw<{ id: string; attempt_count: number }[]>`
    UPDATE webhook_deliveries SET next_attempt_at = ${leasedUntil}
    WHERE id IN (
      SELECT due.id FROM webhook_endpoints e CROSS JOIN LATERAL (
        SELECT d.id FROM webhook_deliveries d
        WHERE d.endpoint_id = e.id AND d.status = 'pending' AND d.next_attempt_at <= ${now}
        ORDER BY d.next_attempt_at
        LIMIT ${BATCH}
        FOR UPDATE SKIP LOCKED
      ) due
    )
    RETURNING id, attempt_count`;
  for (const { id, attempt_count } of due) {
    await deps.producer.publish(
      'webhook.deliver',
      { delivery_id: id, attempt: attempt_count + 1 },
      { jobId: id },
    );
  }
  return due.length;
}
