import type { Deps } from '../deps.js';
import { settleSession } from '../settlement/settle-session.js';

/** Outcomes younger than this are left to their announcement, in ms. */
const GRACE_MS = 2_000;
const BATCH = 100;

/** Looks again at unsettled submissions with an outcome whose announcement may have been lost. */
export async function settleOverlooked(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - GRACE_MS);
  const submissions = await deps.db.submission.findMany({
    where: { settledAt: null, outcomes: { some: {}, every: { createdAt: { lt: before } } } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take: BATCH,
  });
  let settled = 0;
  for (const { id } of submissions) {
    if ((await settleSession(deps, { submissionId: id })) === 'settled') settled += 1;
  }
  return settled;
}
