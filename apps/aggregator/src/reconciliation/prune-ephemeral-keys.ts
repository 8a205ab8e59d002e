import type { Deps } from '../deps.js';

/** For a day after their end keys are still told apart from those that never were. */
const RETENTION_MS = 24 * 3_600_000;

/** Forgets ephemeral keys that ended long ago, and openings of links that would have. */
export async function pruneEphemeralKeys(deps: Deps): Promise<number> {
  const expiresAt = { lt: new Date(deps.clock.now().getTime() - RETENTION_MS) };
  const keys = await deps.db.ephemeralKey.deleteMany({ where: { expiresAt } });
  const openings = await deps.db.pageOpening.deleteMany({ where: { expiresAt } });
  return keys.count + openings.count;
}
