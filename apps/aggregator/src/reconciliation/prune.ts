import type { Deps } from '../deps.js';

const HOUR = 3_600_000;
/** Published rows tell what happened lately; nothing reads them. */
const OUTBOX_RETENTION_MS = HOUR;
/** Stripe keeps idempotency keys for at least a day. */
const IDEMPOTENCY_RETENTION_MS = 24 * HOUR;

/** Removes what has served its purpose. */
export async function prune(deps: Deps): Promise<number> {
  const before = (age: number) => new Date(deps.clock.now().getTime() - age);
  const outbox = await deps.db.outboxRow.deleteMany({
    where: { publishedAt: { lt: before(OUTBOX_RETENTION_MS) } },
  });
  const keys = await deps.db.idempotencyRecord.deleteMany({
    where: { createdAt: { lt: before(IDEMPOTENCY_RETENTION_MS) } },
  });
  return outbox.count + keys.count;
}
