import type { Deps } from '../deps.js';
import type { SessionRow } from '../sessions/find-session.js';

/** How exactly activity is known, in ms: pages are asked for again and again. */
const GRAIN_MS = 60_000;

/** Takes down that the person is at it, while their session waits for input: from then on it can be abandoned. */
export async function noteActivity(deps: Pick<Deps, 'db' | 'clock'>, row: SessionRow): Promise<void> {
  const now = deps.clock.now();
  if (row.status !== 'requires_input' || row.redaction !== null) return;
  if (row.personActiveAt !== null && now.getTime() - row.personActiveAt.getTime() < GRAIN_MS) return;
  await deps.db.verificationSession.updateMany({
    where: { id: row.id, status: 'requires_input', redaction: null },
    data: { personActiveAt: now },
  });
}
