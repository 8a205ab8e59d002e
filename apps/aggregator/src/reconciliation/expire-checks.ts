import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import { attemptEach } from './attempt-each.js';

const BATCH = 100;

/**
 * Gives up the checks whose deadline has passed without an outcome: each gets an `errored` one, so that no
 * session waits for ever. A worker that comes back later finds its place taken.
 */
export async function expireChecks(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const runs = await deps.db.$queryRaw<{ submission: string; check: string }[]>`
    SELECT r.submission_id AS submission, r."check"
    FROM check_runs r JOIN submissions s ON s.id = r.submission_id
    WHERE s.settled_at IS NULL AND r.deadline <= ${now}
      AND NOT EXISTS (
        SELECT 1 FROM check_outcomes o WHERE o.submission_id = r.submission_id AND o."check" = r."check"
      )
    ORDER BY r.deadline
    LIMIT ${BATCH}`;
  return attemptEach(deps, runs, async ({ submission, check }) => {
    const { session } = await deps.db.submission.findUniqueOrThrow({
      where: { id: submission },
      select: { session: { select: { id: true, dataKey: true } } },
    });
    const inserted = await insertOutcome(deps.db, sessionKey(deps.keys, session), {
      submissionId: submission,
      outcome: { status: 'errored', check, reason: 'no outcome before the deadline' },
      durationMs: 0,
      createdAt: now,
    });
    if (inserted) deps.log.error({ submission, check }, 'check gave no outcome in time');
    return inserted;
  });
}
