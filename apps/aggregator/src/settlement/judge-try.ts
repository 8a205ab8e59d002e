import type { StoredInsight } from '@idem/contracts';
import { type CheckOutcome, type LastError, NO_TRIES_LEFT, type Tries, tryResult } from '@idem/domain';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { countTries } from '@idem/platform/tries/count-tries';
import type { Deps } from '../deps.js';

type Submission = Prisma.SubmissionGetPayload<{ include: { session: true } }>;

/**
 * Takes down what a submission was as a try, and how many are left after it. In the transaction that settles it, which
 * holds the session's row; the count of the reference is of this moment, and binds nobody.
 */
export async function judgeTry(
  tx: Transaction,
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  {
    submission,
    outcomes,
    held,
  }: {
    readonly submission: Submission;
    readonly outcomes: readonly CheckOutcome[];
    /** Held back for whom it seems to be of: a try like any that failed, until a reviewer decides. */
    readonly held: boolean;
  },
): Promise<Tries> {
  const { id, session, sessionId } = submission;
  const incomplete = await tx.submission.count({
    where: { sessionId, tryResult: 'incomplete', forgivenAt: null },
  });
  const result = held ? 'failed' : tryResult(outcomes, { incomplete });
  await tx.submission.update({
    where: { id },
    data: { tryResult: result, settledAt: deps.clock.now() },
  });
  return countTries(
    tx,
    { keys: deps.keys, deployment: deps.settings.tries },
    { session, now: deps.clock.now() },
  );
}

/** What went wrong, and that it cannot be tried again. */
export function withTriesLeft(error: LastError | null, { blocked }: Tries): LastError | null {
  if (error === null || blocked === null || blocked === 'pending') return error;
  return { code: error.code, reason: `${error.reason} ${NO_TRIES_LEFT[blocked]}` };
}

/** Tells reviewers how often it was tried; undefined where this is the first, or no other failed. */
export function insightOfTries({ used, limits, left }: Tries): StoredInsight | undefined {
  const { session, reference } = used;
  const most = Math.max(session, reference?.failed ?? 0);
  if (most < 2 && left !== 0) return undefined;
  const of = (limit: number | null): string => (limit === null ? '' : ` of ${limit}`);
  const ofReference =
    reference === null
      ? ''
      : `; with this client_reference_id, ${reference.failed}${of(limits.reference)} within ${limits.referenceHours} hours`;
  return {
    signal: 'tries',
    level: left === 0 ? 'high' : 'elevated',
    score: most,
    note: `Failed so far: ${session}${of(limits.session)} tries of this session${ofReference}.`,
  };
}
