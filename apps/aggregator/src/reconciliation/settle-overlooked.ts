import type { Deps } from '../deps.js';
import { settleSession } from '../settlement/settle-session.js';
import { attemptEach } from './attempt-each.js';

/** Outcomes younger than this are left to their announcement, in ms. */
const GRACE_MS = 2_000;
const BATCH = 100;

/**
 * Looks again at unsettled submissions with an outcome whose announcement may have been lost: those with no
 * check under way, and those with a check that was not started yet. Submissions that wait for a running
 * check are left out, so that a backlog of them does not crowd out one that was overlooked.
 */
export async function settleOverlooked(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - GRACE_MS);
  const submissions = await deps.db.$queryRaw<{ submission: string }[]>`
    SELECT s.id AS submission
    FROM submissions s
      JOIN LATERAL (
        SELECT count(*) AS finished, max(o.created_at) AS latest
        FROM check_outcomes o WHERE o.submission_id = s.id
      ) outcomes ON true
      JOIN LATERAL (
        SELECT count(*) AS started FROM check_runs r WHERE r.submission_id = s.id
      ) runs ON true
    WHERE s.settled_at IS NULL AND outcomes.latest < ${before}
      AND (outcomes.finished >= runs.started OR runs.started < cardinality(s.checks))
    ORDER BY s.created_at
    LIMIT ${BATCH}`;
  return attemptEach(deps, submissions, async ({ submission }) => {
    return (await settleSession(deps, { submissionId: submission })) === 'settled';
  });
}
