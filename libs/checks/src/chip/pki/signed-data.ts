import {
  type Attribute,
  EncapsulatedContentInfo,
  type SignerIdentifier,
  SignerInfo,
} from '@peculiar/asn1-cms';
import { Time } from '@peculiar/asn1-x509';
import { readTlv, readTlvs, type Tlv } from '../lds/tlv.js';
import { MalformedError, UnsupportedError } from '../malformed.js';
import { type Certificate, moment, readCertificate, type SignedBytes, serialText } from './certificate.js';
import { type Digest, digestNamed, hash, sameBytes } from './digest.js';
import { readName } from './distinguished-name.js';
import { bytesOf, hexOf, parseDer } from './parse-der.js';

/** A CMS SignedData (RFC 5652, section 5) with its content inside and one signer. Read, not verified. */
export interface SignedData {
  /** Dotted object identifier. */
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signer: Signer;
}

export interface Signer {
  readonly identifier: SignerIdentifier;
  /** With which the content is hashed. */
  readonly digest: Digest;
  /** What the signature covers: the signed attributes. */
  readonly signed: SignedBytes;
  readonly attributes: {
    /** Whether the contentType attribute names the content's type. */
    readonly namesContentType: boolean;
    readonly messageDigest: Uint8Array;
    /** Null when the signer does not say. */
    readonly signingTime: Date | null;
  };
}

const TAG = {
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
};
/** id-signedData, DER. */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');
/** RFC 5652, section 11. */
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
};

/**
 * Reads a ContentInfo that holds a SignedData.
 *
 * @throws {MalformedError} when it does not.
 * @throws {UnsupportedError} for several signers, or a digest that is not accepted.
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  const info = readTlvs(readTlv(bytes, 'CMS', TAG.sequence).value, 'CMS');
  if (info.length !== 2 || !sameBytes(info[0]!.raw, SIGNED_DATA))
    throw new MalformedError('CMS: no SignedData');
  const explicit = expect(info[1], TAG.context0);
  const parts = readTlvs(readTlv(explicit.value, 'CMS', TAG.sequence).value, 'CMS');
  expect(parts.shift(), TAG.integer);
  expect(parts.shift(), TAG.set);
  const encapsulated = expect(parts.shift(), TAG.sequence);
  const certificates = parts[0]?.tag === TAG.context0 ? readTlvs(parts.shift()!.value, 'CMS') : [];
  if (parts[0]?.tag === TAG.context1) parts.shift();
  const signers = readTlvs(expect(parts.shift(), TAG.set).value, 'CMS');
  if (signers.length > 1) throw new UnsupportedError('CMS: more than one signer');
  if (parts.length > 0 || !signers[0]) throw new MalformedError('CMS: no signer, or something after it');

  const [type, content] = readTlvs(encapsulated.value, 'CMS');
  return {
    contentType: parseDer(encapsulated.raw, EncapsulatedContentInfo, 'CMS').eContentType,
    content: Uint8Array.from(readTlv(expect(content, TAG.context0).value, 'CMS', TAG.octets).value),
    certificates: certificates.map(({ raw }) => readCertificate(raw)),
    signer: readSigner(signers[0].raw, expect(type, TAG.oid).raw),
  };
}

function expect(item: Tlv | undefined, tag: number): Tlv {
  if (item?.tag !== tag) throw new MalformedError('CMS: a part is missing or out of place');
  return item;
}

function readSigner(der: Uint8Array, contentType: Uint8Array): Signer {
  const info = parseDer(der, SignerInfo, 'CMS signer');
  // After version, signer and digest algorithm.
  const signedAttributes = readTlvs(readTlv(der, 'CMS signer', TAG.sequence).value, 'CMS signer')[3];
  // Required for content other than id-data (RFC 5652, 5.3), as all that is read here is.
  if (!info.signedAttrs || signedAttributes?.tag !== TAG.context0) {
    throw new MalformedError('CMS signer: no signed attributes');
  }
  const attributes = info.signedAttrs;
  const values = (type: string): Uint8Array | null => singleValue(attributes, type);
  const namedType = values(ATTRIBUTE.contentType);
  const messageDigest = values(ATTRIBUTE.messageDigest);
  const time = values(ATTRIBUTE.signingTime);
  if (!namedType || !messageDigest) {
    throw new MalformedError('CMS signer: no contentType or messageDigest attribute');
  }
  return {
    identifier: info.sid,
    digest: digestNamed(info.digestAlgorithm.algorithm),
    signed: {
      bytes: asSetOf(signedAttributes.raw),
      algorithm: info.signatureAlgorithm,
      signature: Uint8Array.from(bytesOf(info.signature)),
    },
    attributes: {
      namesContentType: sameBytes(namedType, contentType),
      messageDigest: readTlv(messageDigest, 'messageDigest', TAG.octets).value,
      signingTime: time && moment(parseDer(time, Time, 'signingTime').getTime()),
    },
  };
}

/** The attribute's one value; null when there is no such attribute (RFC 5652, section 11: never two). */
function singleValue(attributes: readonly Attribute[], type: string): Uint8Array | null {
  const found = attributes.filter(({ attrType }) => attrType === type);
  if (found.length === 0) return null;
  const [value] = found[0]!.attrValues;
  if (found.length > 1 || found[0]!.attrValues.length !== 1 || !value) {
    throw new MalformedError(`CMS signer: attribute ${type} without exactly one value`);
  }
  return bytesOf(value);
}

/** Signed is the SET OF, not the [0] under which it is sent (RFC 5652, 5.4). */
function asSetOf(attributes: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(attributes);
  bytes[0] = TAG.set;
  return bytes;
}

/** The certificate the signer names, if it is inside; {@link candidates} are looked through when it is not. */
export function findSignerCertificate(
  { signer: { identifier }, certificates }: SignedData,
  candidates: readonly Certificate[] = [],
): Certificate | null {
  const { issuerAndSerialNumber: named, subjectKeyIdentifier } = identifier;
  const isNamed = named
    ? ({ issuer, serial }: Certificate) =>
        issuer.key === readName(named.issuer).key && serial === serialText(named.serialNumber)
    : (certificate: Certificate) =>
        subjectKeyIdentifier !== undefined &&
        certificate.subjectKeyIdentifier === hexOf(subjectKeyIdentifier);
  return [...certificates, ...candidates].find(isNamed) ?? null;
}

/** What is wrong between the signed attributes and the content; null when nothing is (RFC 5652, 5.4 and 5.6). */
export function attributeMismatch({ content, signer: { attributes, digest } }: SignedData): string | null {
  if (!attributes.namesContentType) return 'the signed attributes name another type of content';
  if (!sameBytes(attributes.messageDigest, hash(digest, content))) {
    return 'the signed digest is not that of the content';
  }
  return null;
}
