import { type ChipDigest, digestIdentifier, digestOf, signatureIdentifier, signWith } from './algorithms.js';
import type { IssuedCertificate } from './certificates.js';
import { concat, context, integer, octets, oid, sequence, setOf, time } from './der.js';

export interface SignedDataRequest {
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly signer: IssuedCertificate;
  /** Certificates inside; the signer's own when left out. */
  readonly certificates?: readonly IssuedCertificate[];
  /** Digest of the content; that of the signer's algorithm when left out. */
  readonly digest?: ChipDigest;
  /** No signingTime attribute when null. */
  readonly signingTime: Date | null;
  readonly flaws?: SignedDataFlaws;
}

export interface SignedDataFlaws {
  /** The key that really signs, the certificate's notwithstanding. */
  readonly signingKey?: IssuedCertificate;
  /** The messageDigest attribute is that of other content. */
  readonly otherMessageDigest?: boolean;
  /** The contentType attribute names another type. */
  readonly otherContentType?: boolean;
  /** Signed directly over the content. */
  readonly withoutSignedAttributes?: boolean;
  /** The signer is named by a serial number nobody has. */
  readonly unknownSigner?: boolean;
}

const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value));

/** ContentInfo holding a SignedData with one signer (RFC 5652, section 5). */
export function signedData(request: SignedDataRequest): Uint8Array {
  const { contentType, content, signer, flaws = {} } = request;
  const { algorithm } = signer.keys;
  const digest = request.digest ?? algorithm.digest;
  const hashed = flaws.otherMessageDigest ? concat([content, Uint8Array.of(0)]) : content;
  const attributes = setOf(
    attribute('1.2.840.113549.1.9.3', oid(flaws.otherContentType ? '1.2.840.113549.1.7.1' : contentType)),
    attribute('1.2.840.113549.1.9.4', octets(digestOf(digest, hashed))),
    ...(request.signingTime ? [attribute('1.2.840.113549.1.9.5', time(request.signingTime))] : []),
  );
  const signed = flaws.withoutSignedAttributes ? content : attributes;
  const signerInfo = sequence(
    integer(1),
    sequence(signer.issuer, integer(flaws.unknownSigner ? signer.serial + 1 : signer.serial)),
    digestIdentifier(digest),
    ...(flaws.withoutSignedAttributes ? [] : [retag(0xa0, attributes)]),
    signatureIdentifier(algorithm),
    octets(signWith((flaws.signingKey ?? signer).keys, signed)),
  );
  const certificates = setOf(...(request.certificates ?? [signer]).map(({ der }) => der));
  return sequence(
    oid('1.2.840.113549.1.7.2'),
    context(
      0,
      sequence(
        integer(3),
        setOf(digestIdentifier(digest)),
        sequence(oid(contentType), context(0, octets(content))),
        retag(0xa0, certificates),
        setOf(signerInfo),
      ),
    ),
  );
}

/** The same contents under another one-byte tag: IMPLICIT tagging. */
function retag(tag: number, der: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(tag), der.subarray(1)]);
}

/** CSCA master list, ICAO 9303-12, section 9. */
export function masterListContent(certificates: readonly IssuedCertificate[]): Uint8Array {
  return sequence(integer(0), setOf(...certificates.map(({ der }) => der)));
}

export const MASTER_LIST_CONTENT = '2.23.136.1.1.2';
