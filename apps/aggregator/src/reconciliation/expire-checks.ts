import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

const BATCH = 100;

/**
 * Gives up the checks whose deadline has passed without an outcome: each gets an `errored` one, so that no
 * session waits for ever. A worker that comes back later finds its place taken.
 */
export async function expireChecks(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const runs = await deps.db.$queryRaw<{ submission_id: string; check: string }[]>`
    SELECT r.submission_id, r."check"
    FROM check_runs r JOIN submissions s ON s.id = r.submission_id
    WHERE s.settled_at IS NULL AND r.deadline <= ${now}
      AND NOT EXISTS (
        SELECT 1 FROM check_outcomes o WHERE o.submission_id = r.submission_id AND o."check" = r."check"
      )
    ORDER BY r.deadline
    LIMIT ${BATCH}`;
  for (const run of runs) {
    const { session } = await deps.db.submission.findUniqueOrThrow({
      where: { id: run.submission_id },
      select: { session: { select: { id: true, dataKey: true } } },
    });
    await insertOutcome(deps.db, sessionKey(deps.keys, session), {
      submissionId: run.submission_id,
      outcome: { status: 'errored', check: run.check, reason: 'no outcome before the deadline' },
      durationMs: 0,
      createdAt: now,
    });
    deps.log.error({ submission: run.submission_id, check: run.check }, 'check gave no outcome in time');
  }
  return runs.length;
}
