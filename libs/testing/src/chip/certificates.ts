import { type ChipKeys, digestOf, signatureIdentifier, signWith } from './algorithms.js';
import {
  bits,
  context,
  integer,
  octets,
  oid,
  printable,
  sequence,
  setOf,
  time,
  tlv,
  truth,
  utf8,
} from './der.js';

/** A certificate together with the key it certifies. */
export interface IssuedCertificate {
  readonly der: Uint8Array;
  readonly keys: ChipKeys;
  /** The subject's Name, DER. */
  readonly subject: Uint8Array;
  /** The issuer's Name, DER. */
  readonly issuer: Uint8Array;
  readonly serial: number;
}

export type CertificateRole = 'csca' | 'document-signer' | 'master-list-signer';

export interface CertificateRequest {
  readonly role: CertificateRole;
  /** ISO 3166-1 alpha-2, as in the countryName of ICAO 9303-12, 7.1.1. */
  readonly country: string;
  readonly commonName: string;
  readonly keys: ChipKeys;
  readonly serial?: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Itself when left out. */
  readonly issuer?: IssuedCertificate;
  /** Further extensions, DER; for certificates that break the profile. */
  readonly extraExtensions?: readonly Uint8Array[];
  /** Leave basicConstraints and keyUsage out. */
  readonly bare?: boolean;
}

export function distinguishedName(country: string, commonName: string): Uint8Array {
  const part = (type: string, value: Uint8Array) => setOf(sequence(oid(type), value));
  return sequence(part('2.5.4.6', printable(country)), part('2.5.4.3', utf8(commonName)));
}

/** Extension ::= SEQUENCE { extnID, critical, extnValue } */
export function extension(type: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(type), ...(critical ? [truth()] : []), octets(value));
}

/** Issues an X.509 certificate after the profiles of ICAO 9303-12, section 7.1. */
export function issueCertificate(request: CertificateRequest): IssuedCertificate {
  const { keys, country, commonName, serial = 1, notBefore, notAfter } = request;
  const subject = distinguishedName(country, commonName);
  const issuer = request.issuer?.subject ?? subject;
  const issuerKeys = request.issuer?.keys ?? keys;
  const algorithm = signatureIdentifier(issuerKeys.algorithm);
  const extensions = [
    ...(request.bare ? [] : profile(request.role)),
    extension('2.5.29.14', octets(keyIdentifier(keys))),
    extension('2.5.29.35', sequence(tlv(0x80, keyIdentifier(issuerKeys)))),
    ...(request.extraExtensions ?? []),
  ];
  const tbs = sequence(
    context(0, integer(2)),
    integer(serial),
    algorithm,
    issuer,
    sequence(time(notBefore), time(notAfter)),
    subject,
    keys.spki,
    context(3, sequence(...extensions)),
  );
  const der = sequence(tbs, algorithm, bits(signWith(issuerKeys, tbs)));
  return { der, keys, subject, issuer, serial };
}

export function keyIdentifier({ spki }: ChipKeys): Uint8Array {
  return digestOf('sha1', spki);
}

function profile(role: CertificateRole): Uint8Array[] {
  const keyUsage = (value: number, unused: number) =>
    extension('2.5.29.15', bits(Uint8Array.of(value), unused), true);
  switch (role) {
    case 'csca': // keyCertSign and cRLSign; a certification authority with no authority below it
      return [keyUsage(0x06, 1), extension('2.5.29.19', sequence(truth(), integer(0)), true)];
    case 'document-signer':
      return [keyUsage(0x80, 7)];
    case 'master-list-signer':
      return [keyUsage(0x80, 7), extension('2.5.29.37', sequence(oid('2.23.136.1.1.3')), true)];
  }
}

export interface RevocationListRequest {
  readonly issuer: IssuedCertificate;
  readonly revoked: readonly number[];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Signs instead of the issuer's own: a forged list. */
  readonly signingKeys?: ChipKeys;
  readonly extraExtensions?: readonly Uint8Array[];
}

/** Issues a certificate revocation list after ICAO 9303-12, section 7.1.4. */
export function issueRevocationList(request: RevocationListRequest): Uint8Array {
  const { issuer, revoked, thisUpdate, nextUpdate, extraExtensions = [] } = request;
  const keys = request.signingKeys ?? issuer.keys;
  const algorithm = signatureIdentifier(keys.algorithm);
  const entries = revoked.map((serial) => sequence(integer(serial), time(thisUpdate)));
  const tbs = sequence(
    integer(1),
    algorithm,
    issuer.subject,
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    context(
      0,
      sequence(
        extension('2.5.29.35', sequence(tlv(0x80, keyIdentifier(issuer.keys)))),
        extension('2.5.29.20', integer(1)),
        ...extraExtensions,
      ),
    ),
  );
  return sequence(tbs, algorithm, bits(signWith(keys, tbs)));
}
