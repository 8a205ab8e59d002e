import { recordEvent } from '@idem/platform/events/record-event';
import type { VerificationSession } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { eraseSession, objectsOf } from '@idem/platform/redaction/erase-session';
import type { Deps } from '../deps.js';

/** A session of many tries has many reports and events to go through; in ms. */
const ERASURE_TIMEOUT_MS = 30_000;

/**
 * Carries out a redaction that was asked for. The key goes first, in one transaction with everything personal in the
 * database; from then on the objects are noise, and are deleted; when none is left, the session is `redacted` and its
 * event tells so. Cut off anywhere, it is taken up again from what PostgreSQL knows, and ends with one event.
 *
 * @returns whether this call completed it
 */
export async function redactSession(
  deps: Deps,
  { sessionId }: { readonly sessionId: string },
): Promise<boolean> {
  const begun = await deps.db.$transaction(
    async (tx) => {
      const session = await lockRedaction(tx, sessionId);
      if (session !== null) await eraseSession(tx, deps, session);
      return session !== null;
    },
    { timeout: ERASURE_TIMEOUT_MS },
  );
  if (!begun) return false;
  deps.faces.drop(sessionId);
  for (const key of await objectsOf(deps.db, sessionId)) await deps.store.delete(key);
  return deps.db.$transaction(async (tx) => {
    if ((await lockRedaction(tx, sessionId)) === null) return false;
    const session = await tx.verificationSession.update({
      where: { id: sessionId },
      data: { redaction: 'redacted' },
    });
    await recordEvent(tx, deps, { session, type: 'identity.verification_session.redacted' });
    return true;
  });
}

/** The session, locked, while its redaction is not complete. */
async function lockRedaction(tx: Transaction, id: string): Promise<VerificationSession | null> {
  await tx.$queryRaw`SELECT 1 FROM verification_sessions WHERE id = ${id} FOR UPDATE`;
  return tx.verificationSession.findUnique({ where: { id, redaction: 'processing' } });
}
