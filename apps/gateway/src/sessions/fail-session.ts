import { type ErrorCode, FAILURE_REASONS } from '@idem/domain';
import { recordEvent } from '@idem/platform/events/record-event';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import type { Deps } from '../deps.js';
import type { RequestInfo } from '../http/caller.js';
import type { SessionRow } from './find-session.js';
import { USED_LINK } from './link.js';

/**
 * Gives a session that waits for input an error of its own, which is none of a check: `last_error` and an event, and no
 * report. In the transaction that holds the row locked. The same error again over the same link emits nothing; over a fresh
 * one it is another try.
 *
 * @param input.reason for the person; that of the code when left out
 * @param input.endsLink whether the link is used up by it
 * @param input.also what changes of the row besides
 */
export async function failSession(
  tx: Transaction,
  deps: Deps,
  input: {
    readonly session: SessionRow;
    readonly code: ErrorCode;
    readonly reason?: string;
    readonly request: RequestInfo;
    readonly endsLink: boolean;
    readonly also: Prisma.VerificationSessionUpdateInput;
  },
): Promise<SessionRow> {
  const { session: before, code, reason = FAILURE_REASONS[code], request, endsLink, also } = input;
  const session = await tx.verificationSession.update({
    where: { id: before.id },
    data: {
      ...also,
      ...(endsLink ? USED_LINK : {}),
      lastErrorCode: code,
      lastErrorReason: reason,
    },
  });
  if (endsLink || before.lastErrorCode !== code || before.lastErrorReason !== reason) {
    await recordEvent(tx, deps, { session, type: 'identity.verification_session.requires_input', request });
  }
  return session;
}
