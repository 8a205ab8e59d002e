import type { SealingKey } from '../crypto/sealing-key.js';
import { sessionKey } from '../sessions/session-key.js';

const REDACTED = 'identity.verification_session.redacted';

/**
 * The key under which `data.object` of an event lies: the session's, so that redaction takes the session's
 * events along. Only the event that tells of the redaction comes after that key is gone; it shows a
 * session without anything personal and lies under the master key.
 *
 * @throws {RedactedError} when the session's key was destroyed.
 * @throws Error for a redaction whose session still has its key: what it shows would outlive the redaction.
 */
export function eventKey(
  master: SealingKey,
  session: { readonly id: string; readonly dataKey: Uint8Array | null },
  type: string,
): SealingKey {
  if (type !== REDACTED) return sessionKey(master, session);
  if (session.dataKey !== null) throw new Error(`${session.id} is not redacted yet: its key still exists`);
  return master;
}
