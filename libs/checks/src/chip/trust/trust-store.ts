import { z } from 'zod';
import { reading } from '../malformed.js';
import { type Certificate, isSignedBy, readCertificate } from '../pki/certificate.js';
import { type RevocationList, readRevocationList } from '../pki/revocation-list.js';
import { pemOf, readPem } from './pem.js';

/** Whom an operator believes: country signing authorities, and what they revoked. A value: never changed in place. */
export interface TrustStore {
  readonly authorities: readonly Certificate[];
  readonly revocationLists: readonly RevocationList[];
}

export const EMPTY_TRUST_STORE: TrustStore = { authorities: [], revocationLists: [] };

/** The stored text is no trust store. The operator's to repair: nothing is believed in the meantime. */
export class TrustStoreError extends Error {
  override readonly name = 'TrustStoreError';
}

/** The file: JSON with PEM inside, so that it can be read, compared and put under version control. */
const StoredTrust = z.strictObject({
  format: z.literal('idem-trust-store'),
  version: z.literal(1),
  authorities: z.array(z.string()),
  revocationLists: z.array(z.string()),
});

/** @throws {TrustStoreError} when the text was not written by {@link formatTrustStore}, or was damaged. */
export function parseTrustStore(text: string): TrustStore {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new TrustStoreError('the trust store is not JSON', { cause });
  }
  const stored = StoredTrust.safeParse(json);
  if (!stored.success)
    throw new TrustStoreError(`the trust store is damaged: ${z.prettifyError(stored.error)}`);
  return {
    authorities: stored.data.authorities.map((pem) => restore(pem, readCertificate)),
    revocationLists: stored.data.revocationLists.map((pem) => restore(pem, readRevocationList)),
  };
}

function restore<T>(pem: string, read: (der: Uint8Array) => T): T {
  const restored = reading(() => read(readPem(pem)[0]?.der ?? new Uint8Array()));
  if (restored.status !== 'read') throw new TrustStoreError(`the trust store is damaged: ${restored.reason}`);
  return restored.value;
}

/** The text to store; the same for the same contents, whatever the order they came in. */
export function formatTrustStore(store: TrustStore): string {
  const pems = (
    label: string,
    items: readonly { readonly fingerprint: string; readonly der: Uint8Array }[],
  ) =>
    [...items].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)).map(({ der }) => pemOf(label, der));
  const stored: z.infer<typeof StoredTrust> = {
    format: 'idem-trust-store',
    version: 1,
    authorities: pems('CERTIFICATE', store.authorities),
    revocationLists: pems('X509 CRL', store.revocationLists),
  };
  return `${JSON.stringify(stored, null, 2)}\n`;
}

/** With further authorities; those already there are not repeated. */
export function withAuthorities(store: TrustStore, authorities: readonly Certificate[]): TrustStore {
  const all = new Map([...store.authorities, ...authorities].map((each) => [each.fingerprint, each]));
  return { ...store, authorities: [...all.values()] };
}

/** With one more list, in place of that issuer's earlier ones. */
export function withRevocationList(store: TrustStore, list: RevocationList): TrustStore {
  const others = store.revocationLists.filter(({ issuer }) => issuer.key !== list.issuer.key);
  return { ...store, revocationLists: [...others, list] };
}

/** Whether one of the authorities signed the list, and may (ICAO 9303-12, 7.1.4: the issuer's newest key does). */
export function isListOf(list: RevocationList, authorities: readonly Certificate[]): boolean {
  return authorities.some((authority) => {
    if (authority.subject.key !== list.issuer.key || !authority.keyUsage?.revokes) return false;
    const signed = reading(() => isSignedBy(list.signed, authority));
    return signed.status === 'read' && signed.value;
  });
}
