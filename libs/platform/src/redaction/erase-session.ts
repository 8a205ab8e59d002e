import type { SealingKey } from '../crypto/sealing-key.js';
import type { VerificationSession } from '../prisma/generated/client.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import { sessionKey } from '../sessions/session-key.js';
import { ERASURES } from './erasures.js';

/**
 * Destroys a session's key and takes everything personal out of the database, in the caller's transaction, which
 * holds the session's row locked. Repeating it changes nothing. Its objects are another matter: {@link objectsOf}.
 */
export async function eraseSession(
  tx: Transaction,
  deps: { readonly keys: SealingKey },
  session: VerificationSession,
): Promise<void> {
  if (session.dataKey === null) return;
  const erasure = { session, own: sessionKey(deps.keys, session), master: deps.keys };
  for (const erase of Object.values(ERASURES)) await erase(tx, erasure);
}

/**
 * Keys of all objects that a session owns in the object store. Whoever keeps another kind of object for a session
 * adds it here. Known as long as the session is, so that a redaction that was interrupted finds them again.
 */
export async function objectsOf(db: Database | Transaction, sessionId: string): Promise<readonly string[]> {
  const files = await db.file.findMany({ where: { sessionId }, select: { objectKey: true } });
  return files.map(({ objectKey }) => objectKey);
}

/**
 * Whether a session was erased, decided for as long as the transaction lasts: who writes something of a session
 * beside others asks first, so that it is either erased with the rest or not written at all.
 */
export async function isErased(tx: Transaction, sessionId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ erased: boolean }[]>`
    SELECT data_key IS NULL AS erased FROM verification_sessions WHERE id = ${sessionId} FOR SHARE`;
  return rows[0]?.erased ?? false;
}
