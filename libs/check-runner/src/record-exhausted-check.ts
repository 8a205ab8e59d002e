import type { CheckDefinition } from '@idem/domain';
import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { announceOutcome, type RunCheckDeps } from './run-check.js';

/**
 * Writes down that a check could not be carried out although it was tried as often as it may be. It is our
 * fault, and the session ends with the check's general code and a reason that says so.
 */
export async function recordExhaustedCheck(
  deps: Omit<RunCheckDeps, 'judge' | 'hashPictures' | 'store'>,
  input: { readonly check: CheckDefinition; readonly submissionId: string; readonly error: Error },
): Promise<void> {
  const { check, submissionId, error } = input;
  const submission = await deps.db.submission.findUnique({
    where: { id: submissionId },
    include: { session: { select: { id: true, dataKey: true } } },
  });
  if (submission === null || submission.settledAt !== null) return;
  await insertOutcome(deps.db, sessionKey(deps.keys, submission.session), {
    submissionId,
    outcome: { status: 'errored', check: check.name, reason: error.message },
    durationMs: 0,
    createdAt: deps.clock.now(),
  });
  await announceOutcome(deps, submissionId);
}
