import { DELIVERY_LEASE_MS } from '@idem/platform/events/record-event';
import type { Deps } from '../deps.js';

const BATCH = 200;

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
      SELECT id FROM webhook_deliveries
      WHERE status = 'pending' AND next_attempt_at <= ${now}
      ORDER BY next_attempt_at
      LIMIT ${BATCH}
      FOR UPDATE SKIP LOCKED
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
