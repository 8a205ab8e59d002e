import type { MasterKeyRing } from '../crypto/master-key.js';

/** Whose tries are counted together. */
export interface Referenced {
  readonly accountId: string;
  readonly livemode: boolean;
  readonly clientReferenceId: string | null;
}

/**
 * Under which keys the tries of a session's reference are counted: the current one first, then those of retired master
 * keys. Null for a session without a reference.
 *
 * Case, width, blanks and invisible characters make no difference: where the reference comes by a static link, the
 * person can write it as they like.
 */
export function referenceKeys(
  keys: Pick<MasterKeyRing, 'fingerprints'>,
  { accountId, livemode, clientReferenceId }: Referenced,
): ReturnType<MasterKeyRing['fingerprints']> | null {
  if (clientReferenceId === null) return null;
  return keys.fingerprints(plainReference(clientReferenceId), `reference:${accountId}:${livemode}`);
}

/** A reference of nothing but blanks stays what it is, or all of those would be one. */
function plainReference(reference: string): string {
  const plain = reference
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '')
    .toLowerCase();
  return plain === '' ? reference : plain;
}
