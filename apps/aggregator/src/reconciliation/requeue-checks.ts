import { checkJobName } from '@idem/contracts';
import type { Deps } from '../deps.js';

/**
 * A check without an outcome is handed to the queue again after this many ms. While its job waits or runs,
 * that changes nothing; when the queue has lost it, it brings it back.
 */
const REQUEUE_AFTER_MS = 10_000;
const BATCH = 100;

/** Brings back the checks that the queue may have forgotten: Redis can be flushed at any moment. */
export async function requeueChecks(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const overdue = new Date(now.getTime() - REQUEUE_AFTER_MS);
  const runs = await deps.db.$queryRaw<{ submission_id: string; check: string }[]>`
    UPDATE check_runs SET enqueued_at = ${now}, enqueue_count = enqueue_count + 1
    WHERE (submission_id, "check") IN (
      SELECT r.submission_id, r."check"
      FROM check_runs r JOIN submissions s ON s.id = r.submission_id
      WHERE s.settled_at IS NULL AND r.enqueued_at < ${overdue} AND r.deadline > ${now}
        AND NOT EXISTS (
          SELECT 1 FROM check_outcomes o WHERE o.submission_id = r.submission_id AND o."check" = r."check"
        )
      ORDER BY r.enqueued_at
      LIMIT ${BATCH}
      FOR UPDATE OF r SKIP LOCKED
    )
    RETURNING submission_id, "check"`;
  for (const run of runs) {
    await deps.producer.publish(
      checkJobName(run.check),
      { submission_id: run.submission_id },
      { jobId: run.submission_id },
    );
  }
  return runs.length;
}
