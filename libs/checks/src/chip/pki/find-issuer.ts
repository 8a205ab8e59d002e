import { reading } from '../malformed.js';
import { type Certificate, isSignedBy, isValidAt } from './certificate.js';

/** What became of looking for the authority that issued a certificate. */
export type IssuerSearch =
  | { readonly status: 'found'; readonly issuer: Certificate }
  /** None of the authorities is it. */
  | { readonly status: 'absent' }
  /** The authority whose key the certificate names did not sign it. */
  | { readonly status: 'forged'; readonly issuer: Certificate }
  /** The authority is there, and must not or cannot be used. */
  | { readonly status: 'unusable'; readonly issuer: Certificate; readonly reason: string };

/**
 * Finds the authority that issued a certificate among trusted ones. States sign documents directly below the
 * country signing authority (ICAO 9303-12, section 4), so that this is the whole path.
 *
 * An authority of the same name with another key is another authority: states renew their keys under one
 * name, and the one wanted may not be loaded. One key may in turn have several certificates, its own and the
 * link from the key before it (ICAO 9303-12, 7.1.1): one that is valid at `at` goes before one that is not.
 */
export function findIssuer(
  certificate: Certificate,
  authorities: readonly Certificate[],
  at: Date,
): IssuerSearch {
  let miss: IssuerSearch = { status: 'absent' };
  for (const issuer of candidatesFor(certificate, authorities, at)) {
    const signed = reading(() => isSignedBy(certificate.signed, issuer));
    const reason = signed.status === 'read' ? unfitness(issuer) : signed.reason;
    if (signed.status === 'read' && !signed.value) {
      if (namesKeyOf(certificate, issuer)) miss = { status: 'forged', issuer };
    } else if (reason !== null) miss = { status: 'unusable', issuer, reason };
    else return { status: 'found', issuer };
  }
  return miss;
}

/**
 * First those of the issuer's name (RFC 5280, 6.1.3), then those whose key the certificate names: some states
 * renamed their authority and kept its key.
 */
function candidatesFor(
  certificate: Certificate,
  authorities: readonly Certificate[],
  at: Date,
): Certificate[] {
  const named = authorities.filter(({ subject }) => subject.key === certificate.issuer.key);
  const renamed = authorities.filter((issuer) => namesKeyOf(certificate, issuer) && !named.includes(issuer));
  const rank = (issuer: Certificate) => (isValidAt(issuer, at) ? 0 : 1);
  return [...named, ...renamed].sort((a, b) => rank(a) - rank(b));
}

function namesKeyOf({ authorityKeyIdentifier }: Certificate, { subjectKeyIdentifier }: Certificate): boolean {
  return authorityKeyIdentifier !== null && authorityKeyIdentifier === subjectKeyIdentifier;
}

/** Why a certificate is not that of an authority (ICAO 9303-12, 7.1.1); null when it is. */
export function unfitness(authority: Certificate): string | null {
  const { isAuthority, keyUsage, unknownCritical } = authority;
  if (!isAuthority) return 'it is no certification authority';
  if (!keyUsage?.certifies) return 'its key is not for signing certificates';
  if (unknownCritical.length > 0) return `its critical extension ${unknownCritical[0]} is not understood`;
  return null;
}
