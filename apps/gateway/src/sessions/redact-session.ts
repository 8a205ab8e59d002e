import type { VerificationSessionResource } from '@idem/contracts';
import { assertAllowed } from '@idem/domain';
import { recordEvent } from '@idem/platform/events/record-event';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { lockSession } from './find-session.js';
import { USED_LINK } from './link.js';
import { presentSession } from './present-session.js';

/**
 * Asks for everything personal of a session to be destroyed. Cannot be undone. From the answer on nothing of it is
 * shown any more; the aggregator destroys it and then tells of it. A session that still takes input is canceled
 * first. Asking again changes nothing and is answered with the session as it is.
 *
 * @throws {ApiError} 404
 * @throws {IllegalOperationError} while checks run
 */
export async function redactSession(
  deps: Deps,
  { caller, request }: Context,
  input: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationSessionResource> {
  const expansions = readExpand(input.expand, SESSION_EXPANDABLE, caller);
  const row = await deps.db.$transaction(async (tx) => {
    const locked = await lockSession(tx, caller, input.id);
    if (locked.redaction !== null) return locked;
    assertAllowed('redact', locked.status);
    const isOpen = locked.status === 'requires_input';
    const session = await tx.verificationSession.update({
      where: { id: locked.id },
      data: {
        ...(isOpen ? { status: 'canceled', sealedCollected: null } : {}),
        ...USED_LINK,
        personActiveAt: null,
        redaction: 'processing',
        redactionRequestedAt: deps.clock.now(),
      },
    });
    if (isOpen) {
      await recordEvent(tx, deps, { session, type: 'identity.verification_session.canceled', request });
    }
    await writeOutbox(tx, [{ job: 'session.redact', payload: { session_id: session.id } }]);
    return session;
  });
  return presentSession(deps, row, expansions);
}
