import { readTlv, readTlvs } from '../lds/tlv.js';
import { MalformedError, reading } from '../malformed.js';
import {
  type Certificate,
  isSelfIssued,
  isSignedBy,
  isValidAt,
  readCertificate,
} from '../pki/certificate.js';
import { findIssuer, unfitness } from '../pki/find-issuer.js';
import { readPublicKey } from '../pki/public-key.js';
import { readScheme, verifySignature, weaknessesOf } from '../pki/signature.js';
import {
  attributeMismatch,
  findSignerCertificate,
  readSignedData,
  type SignedData,
} from '../pki/signed-data.js';

/** What a master list came to. */
export type MasterListReading =
  | {
      readonly status: 'read';
      /** The authorities on the list, each fit to be one. */
      readonly authorities: readonly Certificate[];
      /** Why others on the list were left out. */
      readonly skipped: readonly string[];
      /** The trusted authority that vouches for the list. */
      readonly voucher: Certificate;
    }
  /** In order, but vouched for by an authority that is not trusted yet. */
  | { readonly status: 'untrusted'; readonly voucher: Certificate }
  | { readonly status: 'refused'; readonly reason: string };

/** id-icao-cscaMasterList and the purpose of its signer's key (ICAO 9303-12, section 9 and 7.1.1). */
const MASTER_LIST = '2.23.136.1.1.2';
const MASTER_LIST_SIGNING = '2.23.136.1.1.3';
/** The lists of all states together hold some 600 certificates in about 1 MB. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Reads a CSCA master list (ICAO 9303-12, section 9) and decides whether it may be believed: the signature is
 * that of a master list signer whose certificate one of the `trusted` authorities issued.
 *
 * @param at Stands in for the moment of signing where the list does not state it.
 */
export function readMasterList(
  bytes: Uint8Array,
  trusted: readonly Certificate[],
  at: Date,
): MasterListReading {
  const read = reading(() => {
    if (bytes.length > MAX_BYTES) throw new MalformedError(`a master list larger than ${MAX_BYTES} bytes`);
    const signedData = readSignedData(bytes);
    if (signedData.contentType !== MASTER_LIST)
      throw new MalformedError('CMS: what is signed is no master list');
    const signer = findSignerCertificate(signedData);
    if (!signer) throw new MalformedError('master list: the signer’s certificate is not inside');
    requireSignature(signedData, signer, signedData.signer.attributes.signingTime ?? at);
    return { signedData, signer, ...readContent(signedData.content) };
  });
  if (read.status !== 'read') return { status: 'refused', reason: read.reason };
  const { signedData, signer, authorities, skipped } = read.value;

  const voucher = findIssuer(signer, trusted, at);
  if (voucher.status === 'found') return { status: 'read', authorities, skipped, voucher: voucher.issuer };
  const claimed = findIssuer(signer, [...signedData.certificates, ...authorities], at);
  if (claimed.status === 'found') return { status: 'untrusted', voucher: claimed.issuer };
  return { status: 'refused', reason: 'nobody trusted, and nobody inside, issued the signer’s certificate' };
}

/** @throws {MalformedError | UnsupportedError} unless the signer signed the content and may. */
function requireSignature(signedData: SignedData, signer: Certificate, at: Date): void {
  const { signed, digest } = signedData.signer;
  const mismatch = attributeMismatch(signedData);
  if (mismatch) throw new MalformedError(`master list: ${mismatch}`);
  if (!signer.keyUsage?.signs || !signer.extendedKeyUsage?.includes(MASTER_LIST_SIGNING)) {
    throw new MalformedError('master list: the signer’s key is not for signing master lists');
  }
  if (signer.unknownCritical.length > 0) {
    throw new MalformedError(
      `master list: the signer’s extension ${signer.unknownCritical[0]} is not understood`,
    );
  }
  if (!isValidAt(signer, at)) throw new MalformedError('master list: the signer’s certificate was not valid');
  const scheme = readScheme(signed.algorithm, digest);
  const key = readPublicKey(signer.spki);
  if (!verifySignature(scheme, key, signed.bytes, signed.signature)) {
    throw new MalformedError('master list: the signature is not the signer’s');
  }
  const [weakness] = weaknessesOf(scheme, key);
  if (weakness) throw new MalformedError(`master list: ${weakness} proves nothing`);
}

/** CscaMasterList: a version, and a SET OF Certificate. One unreadable certificate does not spoil the others. */
function readContent(content: Uint8Array): { authorities: Certificate[]; skipped: string[] } {
  const [version, set, ...rest] = readTlvs(readTlv(content, 'master list', 0x30).value, 'master list');
  if (version?.tag !== 0x02 || set?.tag !== 0x31 || rest.length > 0) {
    throw new MalformedError('master list: not a version and a set of certificates');
  }
  const authorities: Certificate[] = [];
  const skipped: string[] = [];
  readTlvs(set.value, 'master list').forEach(({ raw }, index) => {
    const read = reading(() => readCertificate(raw));
    const reason = read.status === 'read' ? whyNotAuthority(read.value) : read.reason;
    if (read.status === 'read' && reason === null) authorities.push(read.value);
    else skipped.push(`certificate ${index + 1}: ${reason}`);
  });
  return { authorities, skipped };
}

/** Link certificates, by which a state moves to a new key, are authorities too (ICAO 9303-12, 7.1.1). */
export function whyNotAuthority(certificate: Certificate): string | null {
  const name = certificate.subject.text;
  const unfit = unfitness(certificate);
  if (unfit) return `${name}: ${unfit}`;
  if (!certificate.subject.country) return `${name}: names no country`;
  if (!isSelfIssued(certificate) || certificate.authorityKeyIdentifier !== certificate.subjectKeyIdentifier) {
    return null;
  }
  const signed = reading(() => isSignedBy(certificate.signed, certificate));
  if (signed.status !== 'read') return `${name}: ${signed.reason}`;
  return signed.value ? null : `${name}: it did not sign itself`;
}
