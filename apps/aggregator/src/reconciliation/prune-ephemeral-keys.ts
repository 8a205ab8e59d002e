import type { Deps } from '../deps.js';

/** For a day after their end keys are still told apart from those that never were. */
const RETENTION_MS = 24 * 3_600_000;

/** Forgets ephemeral keys that ended long ago. */
export async function pruneEphemeralKeys(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - RETENTION_MS);
  const { count } = await deps.db.ephemeralKey.deleteMany({ where: { expiresAt: { lt: before } } });
  return count;
}
