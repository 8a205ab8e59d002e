import { DataKey } from '../crypto/data-key.js';
import type { SealingKey } from '../crypto/sealing-key.js';

/** The session was redacted: its key is gone, and with it everything it sealed. */
export class RedactedError extends Error {
  override readonly name = 'RedactedError';
  constructor(readonly sessionId: string) {
    super(`the data key of ${sessionId} was destroyed`);
  }
}

/**
 * The key under which everything personal of one session lies.
 *
 * @throws {RedactedError} when it was destroyed.
 * @throws {SealError} when none of the master keys wrapped it.
 */
export function sessionKey(
  master: SealingKey,
  session: { readonly id: string; readonly dataKey: Uint8Array | null },
): DataKey {
  if (session.dataKey === null) throw new RedactedError(session.id);
  return DataKey.unwrap(session.dataKey, master, `verification_session:${session.id}`);
}

/**
 * The key under which the sealed columns of a session lie now: its own, and after redaction the master key, for
 * what redaction leaves holds nothing personal.
 *
 * @throws {SealError} when none of the master keys wrapped the session's.
 */
export const restingKey = (
  master: SealingKey,
  session: { readonly id: string; readonly dataKey: Uint8Array | null },
): SealingKey => (session.dataKey === null ? master : sessionKey(master, session));
