import { CertificateList } from '@peculiar/asn1-x509';
import { MalformedError, UnsupportedError } from '../malformed.js';
import { moment, type SignedBytes, serialText } from './certificate.js';
import { hash } from './digest.js';
import { type DistinguishedName, readName } from './distinguished-name.js';
import { unknownCritical } from './extensions.js';
import { bytesOf, parseDer } from './parse-der.js';

/** A certificate revocation list, read and not trusted. */
export interface RevocationList {
  readonly der: Uint8Array;
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprint: string;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  /** When the issuer promises the next; null when it promises none. */
  readonly nextUpdate: Date | null;
  /** Serial numbers as in {@link Certificate.serial}. */
  readonly revoked: ReadonlySet<string>;
  readonly signed: SignedBytes;
}

/** A hundred thousand entries; states have none to a few hundred. */
const MAX_BYTES = 4 * 1024 * 1024;
const NONE: ReadonlySet<string> = new Set();

/**
 * Reads a list after ICAO 9303-12, section 7.1.4: complete and direct.
 *
 * @throws {MalformedError} when the bytes are none.
 * @throws {UnsupportedError} when a critical extension changes what the entries mean (delta and indirect lists).
 */
export function readRevocationList(der: Uint8Array): RevocationList {
  if (der.length > MAX_BYTES) throw new MalformedError(`a revocation list larger than ${MAX_BYTES} bytes`);
  const parsed = parseDer(der, CertificateList, 'revocation list');
  const { tbsCertList: tbs, tbsCertListRaw, signatureAlgorithm, signature } = parsed;
  if (!tbsCertListRaw) throw new MalformedError('revocation list: nothing that was signed');
  if (!tbs.signature.isEqual(signatureAlgorithm)) {
    throw new MalformedError('revocation list: names two signature algorithms (RFC 5280, 5.1.1.2)');
  }
  const entries = tbs.revokedCertificates ?? [];
  const critical = [
    ...unknownCritical(tbs.crlExtensions ?? [], NONE),
    ...entries.flatMap(({ crlEntryExtensions }) => unknownCritical(crlEntryExtensions ?? [], NONE)),
  ];
  if (critical.length > 0) {
    throw new UnsupportedError(`revocation list: the critical extension ${critical[0]} is not understood`);
  }
  return {
    der: Uint8Array.from(der),
    fingerprint: Buffer.from(hash('sha256', der)).toString('hex'),
    issuer: readName(tbs.issuer),
    thisUpdate: moment(tbs.thisUpdate.getTime()),
    nextUpdate: tbs.nextUpdate ? moment(tbs.nextUpdate.getTime()) : null,
    revoked: new Set(entries.map(({ userCertificate }) => serialText(userCertificate))),
    signed: {
      bytes: Uint8Array.from(bytesOf(tbsCertListRaw)),
      algorithm: signatureAlgorithm,
      signature: bytesOf(signature),
    },
  };
}
