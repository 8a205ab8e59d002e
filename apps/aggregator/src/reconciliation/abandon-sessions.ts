import { ABANDONED_AFTER_MS, FAILURE_REASONS } from '@idem/domain';
import { recordEvent } from '@idem/platform/events/record-event';
import type { Deps } from '../deps.js';
import { attemptEach } from './attempt-each.js';

const BATCH = 100;

/**
 * Gives the error `abandoned` to sessions that a person began and left alone for a day, and tells of it once. No move: they
 * wait for input as before, with the link they have and with what was supplied (docs/adr/0022).
 */
export async function abandonSessions(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - ABANDONED_AFTER_MS);
  const sessions = await deps.db.verificationSession.findMany({
    where: { status: 'requires_input', redaction: null, personActiveAt: { lte: before } },
    select: { id: true },
    orderBy: { personActiveAt: 'asc' },
    take: BATCH,
  });
  return attemptEach(deps, sessions, ({ id }) => abandon(deps, id, before));
}

/** Decides under the row's lock: the person may be back by now. */
async function abandon(deps: Deps, id: string, before: Date): Promise<boolean> {
  return deps.db.$transaction(async (tx) => {
    const { count } = await tx.verificationSession.updateMany({
      where: { id, status: 'requires_input', redaction: null, personActiveAt: { lte: before } },
      data: {
        lastErrorCode: 'abandoned',
        lastErrorReason: FAILURE_REASONS.abandoned,
        personActiveAt: null,
      },
    });
    if (count === 0) return false;
    const session = await tx.verificationSession.findUniqueOrThrow({ where: { id } });
    await recordEvent(tx, deps, { session, type: 'identity.verification_session.requires_input' });
    return true;
  });
}
