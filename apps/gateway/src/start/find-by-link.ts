import type { SessionStatus } from '@idem/domain';
import { hashToken } from '@idem/platform/crypto/token';
import type { Deps } from '../deps.js';

/** What a link shows to whoever holds it. */
export interface LinkedSession {
  readonly status: SessionStatus;
  readonly livemode: boolean;
}

/** The session that a link leads to; null when the link is unknown, replaced or expired. */
export async function findByLink(
  deps: Pick<Deps, 'db' | 'clock'>,
  token: string,
): Promise<LinkedSession | null> {
  const row = await deps.db.verificationSession.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { status: true, livemode: true, tokenExpiresAt: true },
  });
  if (row === null || row.tokenExpiresAt === null || row.tokenExpiresAt <= deps.clock.now()) return null;
  return { status: row.status, livemode: row.livemode };
}
