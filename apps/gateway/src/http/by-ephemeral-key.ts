import { unauthenticated } from '@idem/contracts';
import { constantTimeEqual, hashToken } from '@idem/platform/crypto/token';
import type { Deps } from '../deps.js';
import type { ClientCaller } from './caller.js';
import { abridged } from './credentials.js';

export const isEphemeralKey = (credential: string): boolean => credential.startsWith('ek_');

/**
 * The device that holds an ephemeral key. The key ends after its hour, when it is deleted, with the link under which
 * it was made, and when its session is canceled or to be redacted. A key of the person's page ends with the opening of the
 * link instead, for the link itself is used up by being opened.
 *
 * @throws {ApiError} 401
 */
export async function byEphemeralKey(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  key: string,
): Promise<ClientCaller> {
  const row = await db.ephemeralKey.findUnique({
    where: { hash: hashToken(key) },
    include: {
      session: { select: { status: true, redaction: true, tokenHash: true } },
      opening: true,
      handoff: true,
    },
  });
  if (row === null) throw unauthenticated(`Invalid API Key provided: ${abridged(key)}`);
  const { session, linkHash, opening, openingId, handoff } = row;
  const linkLives =
    opening === null
      ? session.tokenHash !== null && constantTimeEqual(session.tokenHash, linkHash)
      : opening.endedAt === null && opening.expiresAt > clock.now();
  const hasEnded =
    row.deletedAt !== null ||
    row.expiresAt <= clock.now() ||
    session.status === 'canceled' ||
    session.redaction !== null ||
    (handoff !== null && (handoff.endedAt !== null || handoff.expiresAt <= clock.now())) ||
    !linkLives;
  if (hasEnded) throw unauthenticated(`Expired API Key provided: ${abridged(key)}`, 'api_key_expired');
  const { accountId, livemode, sessionId } = row;
  return {
    kind: 'client',
    accountId,
    livemode,
    sessionId,
    linkHash,
    openingId,
    scope: handoff === null ? 'person' : 'capture',
  };
}
