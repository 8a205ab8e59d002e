import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  ExtendedKeyUsage,
  type Extension,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { MalformedError } from '../malformed.js';
import { bytesOf, hexOf, parseDer } from './parse-der.js';

const OIDS = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/**
 * Extensions that may be critical because they are obeyed here, or restrict nothing that is done here:
 * private key usage period, alternative names, certificate policies, and ICAO's name change and document type
 * list (ICAO 9303-12, 7.1.1).
 */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...Object.values(OIDS),
  '2.5.29.16',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.32',
  '2.23.136.1.1.6.1',
  '2.23.136.1.1.6.2',
]);

/** What a certificate's extensions say (RFC 5280, 4.2). */
export interface CertificateExtensions {
  readonly isAuthority: boolean;
  /** Null when the certificate does not restrict its key. */
  readonly keyUsage: {
    readonly signs: boolean;
    readonly certifies: boolean;
    readonly revokes: boolean;
  } | null;
  /** Object identifiers of purposes; null when unrestricted. */
  readonly extendedKeyUsage: readonly string[] | null;
  readonly subjectKeyIdentifier: string | null;
  readonly authorityKeyIdentifier: string | null;
  /** Critical, and not understood: the certificate must not be used (RFC 5280, 4.2). */
  readonly unknownCritical: readonly string[];
}

/** @throws {MalformedError} when an extension appears twice or does not parse. */
export function readExtensions(extensions: readonly Extension[]): CertificateExtensions {
  const find = <T>(oid: string, type: new () => T): T | null => {
    const found = extensions.find(({ extnID }) => extnID === oid);
    return found ? parseDer(bytesOf(found.extnValue), type, `extension ${oid}`) : null;
  };
  requireDistinct(extensions);
  const usage = find(OIDS.keyUsage, KeyUsage)?.toNumber() ?? null;
  const subjectKey = find(OIDS.subjectKeyIdentifier, SubjectKeyIdentifier);
  const authorityKey = find(OIDS.authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier;
  const purposes = find(OIDS.extendedKeyUsage, ExtendedKeyUsage);
  return {
    isAuthority: find(OIDS.basicConstraints, BasicConstraints)?.cA ?? false,
    keyUsage:
      usage === null
        ? null
        : {
            signs: (usage & KeyUsageFlags.digitalSignature) !== 0,
            certifies: (usage & KeyUsageFlags.keyCertSign) !== 0,
            revokes: (usage & KeyUsageFlags.cRLSign) !== 0,
          },
    extendedKeyUsage: purposes && [...purposes],
    subjectKeyIdentifier: subjectKey && hexOf(subjectKey),
    authorityKeyIdentifier: authorityKey ? hexOf(authorityKey) : null,
    unknownCritical: unknownCritical(extensions, UNDERSTOOD),
  };
}

/** Object identifiers of the critical extensions that are not `understood`. */
export function unknownCritical(extensions: readonly Extension[], understood: ReadonlySet<string>): string[] {
  return extensions
    .filter(({ extnID, critical }) => critical && !understood.has(extnID))
    .map(({ extnID }) => extnID);
}

function requireDistinct(extensions: readonly Extension[]): void {
  const oids = extensions.map(({ extnID }) => extnID);
  if (new Set(oids).size !== oids.length) throw new MalformedError('an extension that appears twice');
}
