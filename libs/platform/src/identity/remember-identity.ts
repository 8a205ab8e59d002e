import type { MasterKeyRing } from '../crypto/master-key.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import { forgetFace, rememberFace } from '../faces/face-vault.js';
import type { Transaction } from '../prisma/open-database.js';
import type { Identity } from './identity-of.js';
import { forgetNumber, type NumberOwner, rememberNumber } from './number-vault.js';

/** For how many days verified identities are remembered; 0 for not at all. */
export interface IdentityRetention {
  readonly faceDuplicatesDays: number;
  readonly documentDuplicatesDays: number;
}

/** Remembers a verified identity for later sessions of the account and mode. In the transaction that verifies it. */
export async function rememberIdentity(
  tx: Transaction,
  input: {
    readonly keys: Pick<MasterKeyRing, 'fingerprints'>;
    /** Of the session. */
    readonly key: SealingKey;
    readonly owner: NumberOwner;
    readonly identity: Identity;
    readonly retention: IdentityRetention;
    readonly now: Date;
  },
): Promise<void> {
  const { keys, key, owner, identity, retention, now } = input;
  if (identity.face !== null && retention.faceDuplicatesDays > 0) {
    await rememberFace(tx, key, { owner, template: identity.face, now });
  }
  if (identity.document !== null && retention.documentDuplicatesDays > 0) {
    await rememberNumber(tx, keys, { owner, document: identity.document, now });
  }
}

/** Forgets who was verified in a session: a reviewer has found that it was somebody else. */
export async function forgetIdentity(tx: Transaction, sessionId: string): Promise<void> {
  await forgetFace(tx, sessionId);
  await forgetNumber(tx, sessionId);
}
