import type { Deps } from '../deps.js';

/** Stripe forgets idempotency keys after 24 hours at the earliest. */
const RETENTION_MS = 24 * 3_600_000;

/** Forgets answers that no repeated request may ask for any more. */
export async function pruneIdempotencyRecords(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - RETENTION_MS);
  const { count } = await deps.db.idempotencyRecord.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}
