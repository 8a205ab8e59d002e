import { type ChipAlgorithm, generateChipKeys } from './algorithms.js';
import { type IssuedCertificate, issueCertificate } from './certificates.js';
import { MASTER_LIST_CONTENT, masterListContent, type SignedDataFlaws, signedData } from './signed-data.js';

/** The signing keys of one issuing state. */
export interface ChipCountry {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** Country signing certification authority: what an operator trusts. */
  readonly csca: IssuedCertificate;
  /** Signs chips. */
  readonly documentSigner: IssuedCertificate;
  /** Signs lists of other states' authorities. */
  readonly masterListSigner: IssuedCertificate;
}

export interface CountryRequest {
  /** ISO 3166-1 alpha-2; `DE` when left out. */
  readonly code?: string;
  readonly algorithm?: ChipAlgorithm;
  /** The document signer's, where it differs from the authority's. */
  readonly signerAlgorithm?: ChipAlgorithm;
}

const P256: ChipAlgorithm = { kind: 'ecdsa', digest: 'sha256', curve: 'prime256v1' };

/** An issuing state with an authority of 2020–2040, a document signer of 2024–2036 and a list signer. */
export function createChipCountry(request: CountryRequest = {}): ChipCountry {
  const { code = 'DE', algorithm = P256, signerAlgorithm = algorithm } = request;
  const csca = issueCertificate({
    role: 'csca',
    country: code,
    commonName: `Idem test CSCA ${code}`,
    keys: generateChipKeys(algorithm),
    serial: 1,
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2040-01-01T00:00:00Z'),
  });
  const below = (role: 'document-signer' | 'master-list-signer', serial: number, signs: ChipAlgorithm) =>
    issueCertificate({
      role,
      country: code,
      commonName: `Idem test ${role} ${code}`,
      keys: generateChipKeys(signs),
      serial,
      notBefore: new Date('2024-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
      issuer: csca,
    });
  return {
    code,
    csca,
    documentSigner: below('document-signer', 2, signerAlgorithm),
    masterListSigner: below('master-list-signer', 3, P256),
  };
}

/** A master list of `certificates`, signed by `country` (ICAO 9303-12, section 9). */
export function createMasterList(
  country: ChipCountry,
  certificates: readonly IssuedCertificate[],
  flaws: SignedDataFlaws = {},
): Uint8Array {
  return signedData({
    contentType: MASTER_LIST_CONTENT,
    content: masterListContent(certificates),
    signer: country.masterListSigner,
    certificates: [country.masterListSigner, country.csca],
    signingTime: new Date('2026-06-01T00:00:00Z'),
    flaws,
  });
}
