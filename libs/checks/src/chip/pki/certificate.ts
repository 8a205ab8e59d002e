import { AsnConvert } from '@peculiar/asn1-schema';
import { type AlgorithmIdentifier, Certificate as X509Certificate } from '@peculiar/asn1-x509';
import { MalformedError } from '../malformed.js';
import { hash } from './digest.js';
import { type DistinguishedName, readName } from './distinguished-name.js';
import { type CertificateExtensions, readExtensions } from './extensions.js';
import { bytesOf, hexOf, parseDer } from './parse-der.js';
import { readPublicKey } from './public-key.js';
import { readScheme, verifySignature } from './signature.js';

/** An X.509 certificate, as far as electronic documents need it. Read, not trusted. */
export interface Certificate extends CertificateExtensions {
  readonly der: Uint8Array;
  /**
   * SHA-256 of the DER, lower-case hex: what operators compare. It tells copies apart and identifies nobody:
   * whoever writes the signature in another encoding changes it and leaves the certificate valid.
   */
  readonly fingerprint: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  /** Lower-case hex without leading zeros. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly signed: SignedBytes;
}

/** A part that was signed, with the signature over it. */
export interface SignedBytes {
  readonly bytes: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/** Certificates of states are 1 to 2 KB. */
const MAX_BYTES = 32 * 1024;

/** @throws {MalformedError} when the bytes are no X.509 certificate. */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > MAX_BYTES) throw new MalformedError(`a certificate larger than ${MAX_BYTES} bytes`);
  const parsed = parseDer(der, X509Certificate, 'certificate');
  const { tbsCertificate: tbs, tbsCertificateRaw, signatureAlgorithm, signatureValue } = parsed;
  if (!tbsCertificateRaw) throw new MalformedError('certificate: nothing that was signed');
  if (!tbs.signature.isEqual(signatureAlgorithm)) {
    throw new MalformedError('certificate: names two signature algorithms (RFC 5280, 4.1.1.2)');
  }
  return {
    ...readExtensions([...(tbs.extensions ?? [])]),
    der: Uint8Array.from(der),
    fingerprint: Buffer.from(hash('sha256', der)).toString('hex'),
    subject: readName(tbs.subject),
    issuer: readName(tbs.issuer),
    serial: serialText(tbs.serialNumber),
    notBefore: moment(tbs.validity.notBefore.getTime()),
    notAfter: moment(tbs.validity.notAfter.getTime()),
    spki: bytesOf(AsnConvert.serialize(tbs.subjectPublicKeyInfo)),
    signed: {
      bytes: Uint8Array.from(bytesOf(tbsCertificateRaw)),
      algorithm: signatureAlgorithm,
      signature: bytesOf(signatureValue),
    },
  };
}

/** Whole bytes in hex; zeros before a serial number do not count (RFC 5280, 4.1.2.2). */
export function serialText(serial: ArrayBuffer): string {
  return hexOf(serial).replace(/^(00)+(?=..)/, '');
}

/** @throws {MalformedError} for a date that is none. */
export function moment(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new MalformedError('a date that is none');
  return date;
}

export const isSelfIssued = ({ subject, issuer }: Certificate): boolean => subject.key === issuer.key;

/** Both bounds included (RFC 5280, 4.1.2.5). */
export function isValidAt({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return notBefore <= at && at <= notAfter;
}

/**
 * Whether the issuer's key made the signature. Says nothing of whether the issuer may.
 *
 * @throws {UnsupportedError | MalformedError} for a scheme or key that is not accepted.
 */
export function isSignedBy({ bytes, algorithm, signature }: SignedBytes, issuer: Certificate): boolean {
  return verifySignature(readScheme(algorithm), readPublicKey(issuer.spki), bytes, signature);
}
