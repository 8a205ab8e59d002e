import {
  assertAllowed,
  type CheckDefinition,
  type CheckOutcome,
  type ErrorCode,
  FAILURE_REASONS,
  requiredChecks,
  type SessionOptions,
} from '@idem/domain';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import { assertPerson } from '../handoffs/assert-person.js';
import type { Context } from '../http/caller.js';
import { beginProcessing } from '../sessions/begin-processing.js';
import { failSession } from '../sessions/fail-session.js';
import { lockSession, type SessionRow } from '../sessions/find-session.js';
import { assertLinkOpen } from '../sessions/link.js';
import { tellOfExhaustion } from '../sessions/tell-of-exhaustion.js';
import { assertTestMode } from './assert-test-mode.js';
import { SCRIPTED_FACTS } from './scripted-facts.js';

/** How long a session stays `processing` when a delay is to be simulated, in ms; the aggregator adds up to four seconds. */
export const SIMULATED_DELAY_MS = 5_000;

export interface Script {
  readonly id: string;
  /** Null for success. */
  readonly code: ErrorCode | null;
  readonly delayed?: boolean;
}

/**
 * Decides in test mode how a session ends, in the place of its checks: {@link endAsScripted}.
 *
 * @throws {ApiError} 400, 401, 404
 * @throws {IllegalOperationError} when the session does not wait for input
 */
export async function scriptOutcome(
  deps: Deps,
  { caller, request }: Context,
  { id, code, delayed = false }: Script,
): Promise<SessionRow> {
  assertTestMode(caller);
  assertPerson(caller);
  return tellOfExhaustion(deps, { scope: caller, request, id }, async (tx) => {
    const session = await lockSession(tx, caller, id);
    assertAllowed('submit', session.status);
    assertLinkOpen(caller, session, deps.clock.now());
    const options = session.options as SessionOptions;
    const required = requiredChecks(deps.checks, options);
    return endAsScripted(tx, deps, {
      begin: { session, options, required, inputs: {}, request },
      code,
      delayed,
    });
  });
}

/**
 * Ends a locked session that takes input. A failure that one of its checks could find is submitted with outcomes
 * already written, and the aggregator settles it like any other; any other failure is of the session as a whole and
 * ends it at once, without a report.
 */
export async function endAsScripted(
  tx: Transaction,
  deps: Deps,
  {
    begin,
    code,
    delayed,
  }: {
    readonly begin: Parameters<typeof beginProcessing>[2];
    /** Null for success. */
    readonly code: ErrorCode | null;
    readonly delayed: boolean;
  },
): Promise<SessionRow> {
  const { session: row, required, request } = begin;
  const finder = code === null ? null : required.find(({ codes }) => codes.includes(code));
  if (finder === undefined) {
    const also = { sealedCollected: null, personActiveAt: null };
    return failSession(tx, deps, { session: row, code: code!, request, endsLink: true, also });
  }

  const { session, submissionId } = await beginProcessing(tx, deps, begin);
  // Who looks for outcomes that nobody announced comes upon them when they have become old enough.
  const createdAt = new Date(deps.clock.now().getTime() + (delayed ? SIMULATED_DELAY_MS : 0));
  for (const check of required) {
    await insertOutcome(tx, sessionKey(deps.keys, row), {
      submissionId,
      outcome: outcomeOf(check, check === finder ? code : null),
      durationMs: 0,
      createdAt,
    });
  }
  if (!delayed) await writeOutbox(tx, [{ job: 'check.completed', payload: { submission_id: submissionId } }]);
  return session;
}

function outcomeOf({ name, section }: CheckDefinition, code: ErrorCode | null): CheckOutcome {
  if (code !== null) return { status: 'failed', check: name, code, reason: FAILURE_REASONS[code] };
  return { status: 'passed', check: name, facts: section === 'document' ? { ...SCRIPTED_FACTS } : {} };
}
