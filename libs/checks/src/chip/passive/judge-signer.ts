import { toAlpha2 } from '../../document/zone/country.js';
import { type Certificate, isValidAt } from '../pki/certificate.js';
import { findIssuer } from '../pki/find-issuer.js';
import { isListOf, type TrustStore } from '../trust/trust-store.js';
import { type Finding, held, notReached, refuted, unknown, waived } from './report.js';

/**
 * Which authority issued the document signer's certificate, and whether both may do what they did.
 *
 * @param at When the chip was signed, as far as known.
 */
export function judgeChain(
  signer: Certificate,
  { authorities }: TrustStore,
  at: Date,
): { readonly finding: Finding; readonly authority: Certificate | null } {
  const unfit = whyNotDocumentSigner(signer);
  const search = findIssuer(signer, authorities, at);
  const authority = search.status === 'found' ? search.issuer : null;
  if (unfit) return { finding: refuted('signer_unfit', unfit), authority };
  switch (search.status) {
    case 'found':
      return { finding: held(`issued by ${search.issuer.subject.text}`), authority };
    case 'absent':
      return {
        finding: unknown('authority_not_loaded', `no loaded authority is ${signer.issuer.text}`),
        authority,
      };
    case 'forged':
      return {
        finding: refuted('signer_forged', `${search.issuer.subject.text} did not sign the certificate`),
        authority,
      };
    case 'unusable':
      return {
        finding: unknown('authority_unusable', `${search.issuer.subject.text}: ${search.reason}`),
        authority,
      };
  }
}

/** The profile of a document signer's certificate (ICAO 9303-12, 7.1.1). */
function whyNotDocumentSigner(signer: Certificate): string | null {
  if (signer.isAuthority) return 'the chip is signed by an authority instead of a document signer';
  if (!signer.keyUsage?.signs) return 'the certificate’s key is not for signing';
  if (signer.extendedKeyUsage !== null) return 'the certificate’s key is for another purpose';
  if (signer.unknownCritical.length > 0) {
    return `the certificate’s critical extension ${signer.unknownCritical[0]} is not understood`;
  }
  return null;
}

/** A chip's clock may be this far ahead of ours: dates of signing are local ones in some states. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;

/**
 * Whether both certificates were valid when the chip was signed. Where the signer does not say when, the
 * present serves: a document signer's certificate outlives the documents it signs (ICAO 9303-12, 7.1.1).
 */
export function judgeValidity(
  signer: Certificate,
  authority: Certificate | null,
  signingTime: Date | null,
  now: Date,
): Finding {
  if (signingTime && signingTime.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    return refuted('signed_in_future', 'the chip states that it was signed at a later date than today');
  }
  const at = signingTime ?? now;
  const when = signingTime ? `at signing, ${at.toISOString()}` : `now, ${at.toISOString()}`;
  if (!isValidAt(signer, at)) {
    const detail = `the document signer’s certificate was not valid ${when}`;
    return signingTime ? refuted('signer_not_valid', detail) : unknown('signing_time_unknown', detail);
  }
  if (!authority) return notReached('the authority’s certificate');
  if (!isValidAt(authority, at)) {
    const detail = `the authority’s certificate was not valid ${when}`;
    // Its key may have another certificate, which is not loaded: no proof of forgery.
    return unknown(signingTime ? 'authority_not_valid' : 'signing_time_unknown', detail);
  }
  return held(`both certificates valid ${when}`);
}

/**
 * Whether a loaded list revokes the signer or its authority. When does not matter: with a stolen key any date
 * of signing can be written.
 */
export function judgeRevocation(
  signer: Certificate,
  authority: Certificate | null,
  { authorities, revocationLists }: TrustStore,
  policy: 'when_loaded' | 'required',
  now: Date,
): Finding {
  const missing = policy === 'required' ? unknown : waived;
  if (!authority) return notReached('the authority’s certificate');
  const lists = revocationLists.filter(
    (list) => list.issuer.key === signer.issuer.key && isListOf(list, authorities),
  );
  const current = lists.find(({ nextUpdate }) => nextUpdate !== null && nextUpdate >= now);
  for (const { revoked, issuer } of lists) {
    if (revoked.has(signer.serial)) return refuted('signer_revoked', 'the document signer is revoked');
    if (authority.issuer.key === issuer.key && revoked.has(authority.serial)) {
      return refuted('authority_revoked', 'the authority is revoked');
    }
  }
  if (lists.length === 0) return missing('no_revocation_list', `no revocation list of ${signer.issuer.text}`);
  if (!current)
    return missing('revocation_list_outdated', 'the loaded revocation list should have been renewed');
  return held(`not on the list of ${current.thisUpdate.toISOString()}`);
}

/**
 * Countries in certificates where they are not simply the issuer's: organisations, by the two-letter codes of
 * ICAO 9303-3, section 5; the special administrative regions of China, whose documents say CHN; Kosovo, which has
 * used two codes.
 */
const ISSUERS: Readonly<Record<string, readonly string[]>> = {
  CHN: ['CN', 'HK', 'MO'],
  RKS: ['XK', 'KS'],
  UNO: ['UN'],
  UNA: ['UN'],
  EUE: ['EU'],
};

/**
 * Whether authority, document signer and data page are of one state, so that no state's key can make
 * another's passport (ICAO 9303-12, 7.1.1: countryName of issuer and subject match).
 *
 * @param issuingState As in the MRZ of DG1, fillers removed; null when DG1 could not be read.
 */
export function judgeCountry(
  signer: Certificate,
  authority: Certificate | null,
  issuingState: string | null,
): Finding {
  if (!authority) return notReached('the authority’s certificate');
  const country = authority.subject.country;
  if (country === null) return unknown('country_missing', 'the authority’s certificate names no country');
  if (signer.subject.country !== country) {
    return refuted('signer_of_other_country', 'document signer and authority are of different countries');
  }
  if (issuingState === null) return notReached('a legible DG1');
  const alpha2 = toAlpha2(issuingState);
  const expected = ISSUERS[issuingState] ?? (alpha2 === null ? null : [alpha2]);
  if (expected === null) {
    return unknown('issuer_without_country', `the issuer ${issuingState} has no known country code`);
  }
  return expected.includes(country)
    ? held(`all of ${country}`)
    : refuted('document_of_other_country', `signed by ${country}, issued by ${issuingState}`);
}
