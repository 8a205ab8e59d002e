import { createHash } from 'node:crypto';
import { UnsupportedError } from '../malformed.js';

/** Digests that are computed. SHA-1 is, and counts as weak; older ones are not. */
export type Digest = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** RFC 8017, appendix B.1, and the NIST register. */
const DIGESTS: Readonly<Record<string, Digest>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * The digest an object identifier names.
 *
 * @throws {UnsupportedError} for every other.
 */
export function digestNamed(oid: string): Digest {
  const digest = DIGESTS[oid];
  if (!digest) throw new UnsupportedError(`the digest ${oid} is not accepted`);
  return digest;
}

export function hash(digest: Digest, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(digest).update(data).digest());
}

/** Whether two byte strings are the same. Nothing compared here is secret. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
