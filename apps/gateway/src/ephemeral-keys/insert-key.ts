import { hashToken } from '@idem/platform/crypto/token';
import type { EphemeralKey } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { base62, newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { SessionRow } from '../sessions/find-session.js';

/** Stripe's ephemeral keys live for an hour. */
const LIFETIME_MS = 60 * 60 * 1000;
/** As of API keys: 40 base62 characters hold 238 bits. */
const KEY_LENGTH = 40;

/**
 * Writes a new key for a session's person.
 *
 * @param key.linkExpiresAt the key ends then, or after its hour, whichever comes first
 * @returns the row, and the key itself, which is stored nowhere
 */
export async function insertKey(
  tx: Transaction,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  key: {
    readonly session: SessionRow;
    readonly linkHash: Uint8Array<ArrayBuffer>;
    readonly linkExpiresAt: Date;
    readonly openingId: string | null;
    /** Of a second device. */
    readonly handoffId?: string;
  },
): Promise<{ readonly row: EphemeralKey; readonly secret: string }> {
  const { id: sessionId, accountId, livemode } = key.session;
  const now = clock.now();
  const secret = `ek_${livemode ? 'live' : 'test'}_${base62(random, KEY_LENGTH)}`;
  const row = await tx.ephemeralKey.create({
    data: {
      id: newId('ephkey', random),
      accountId,
      livemode,
      sessionId,
      hash: hashToken(secret),
      linkHash: key.linkHash,
      openingId: key.openingId,
      handoffId: key.handoffId ?? null,
      expiresAt: new Date(Math.min(now.getTime() + LIFETIME_MS, key.linkExpiresAt.getTime())),
      createdAt: now,
    },
  });
  return { row, secret };
}
