import type { Deps } from '../deps.js';
import { redactSession } from '../redaction/redact-session.js';
import { attemptEach } from './attempt-each.js';

/** Redactions younger than this are left to their job and its repetitions, in ms. */
const GRACE_MS = 10_000;
const BATCH = 20;

/** Completes redactions whose job was lost, or ended before they were complete. */
export async function redactOverlooked(deps: Deps): Promise<number> {
  const sessions = await deps.db.verificationSession.findMany({
    where: {
      redaction: 'processing',
      redactionRequestedAt: { lt: new Date(deps.clock.now().getTime() - GRACE_MS) },
    },
    select: { id: true },
    orderBy: { redactionRequestedAt: 'asc' },
    take: BATCH,
  });
  return attemptEach(deps, sessions, ({ id }) => redactSession(deps, { sessionId: id }));
}
