import { constants, type KeyObject, verify } from 'node:crypto';
import { RsaSaPssParams } from '@peculiar/asn1-rsa';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { UnsupportedError } from '../malformed.js';
import { type Digest, digestNamed } from './digest.js';
import { bytesOf, parseDer } from './parse-der.js';
import { describeKey } from './public-key.js';

/** How something was signed. */
export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1' | 'ecdsa'; readonly digest: Digest }
  | { readonly kind: 'rsa-pss'; readonly digest: Digest; readonly saltLength: number };

const RSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
/** Key types, which CMS allows in place of a scheme: the digest is then the signer's digestAlgorithm (RFC 3370, 3.2). */
const KEY_TYPES: Readonly<Record<string, 'rsa-pkcs1' | 'ecdsa'>> = {
  '1.2.840.113549.1.1.1': 'rsa-pkcs1',
  '1.2.840.10045.2.1': 'ecdsa',
};
/** RFC 4055, section 5, and RFC 5758, section 3.2. */
const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.5': { kind: 'rsa-pkcs1', digest: 'sha1' },
  '1.2.840.113549.1.1.14': { kind: 'rsa-pkcs1', digest: 'sha224' },
  '1.2.840.113549.1.1.11': { kind: 'rsa-pkcs1', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa-pkcs1', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa-pkcs1', digest: 'sha512' },
  '1.2.840.10045.4.1': { kind: 'ecdsa', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { kind: 'ecdsa', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', digest: 'sha512' },
};

/**
 * Reads a signature's AlgorithmIdentifier.
 *
 * @param signerDigest In CMS, the signer's digestAlgorithm.
 * @throws {UnsupportedError} for algorithms outside ICAO 9303-12, 4.4, and {@link MalformedError} for broken parameters.
 */
export function readScheme(algorithm: AlgorithmIdentifier, signerDigest?: Digest): SignatureScheme {
  const { algorithm: oid, parameters } = algorithm;
  if (oid === RSA_PSS) return readPssScheme(parameters ? bytesOf(parameters) : null);
  const scheme = SCHEMES[oid];
  if (scheme) return scheme;
  const kind = KEY_TYPES[oid];
  if (kind && signerDigest) return { kind, digest: signerDigest };
  throw new UnsupportedError(`the signature algorithm ${oid} is not accepted`);
}

/** RFC 4055, 3.1. Absent parameters mean SHA-1. */
function readPssScheme(parameters: Uint8Array | null): SignatureScheme {
  const pss = parameters ? parseDer(parameters, RsaSaPssParams, 'PSS parameters') : new RsaSaPssParams();
  const digest = digestNamed(pss.hashAlgorithm.algorithm);
  const mask = pss.maskGenAlgorithm;
  const maskDigest = mask.parameters && maskDigestOf(bytesOf(mask.parameters));
  if (mask.algorithm !== MGF1 || maskDigest !== digest || pss.trailerField !== 1) {
    throw new UnsupportedError('RSA-PSS is accepted with MGF1 over the digest of the message only');
  }
  return { kind: 'rsa-pss', digest, saltLength: pss.saltLength };
}

function maskDigestOf(parameters: Uint8Array): Digest {
  return digestNamed(parseDer(parameters, AlgorithmIdentifier, 'MGF1 parameters').algorithm);
}

/**
 * Whether `signature` is that of `key` over `data`. A key of another kind than the scheme's, or one that
 * forbids the scheme, verifies nothing.
 */
export function verifySignature(
  scheme: SignatureScheme,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const fits = scheme.kind === 'ecdsa' ? key.asymmetricKeyType === 'ec' : isRsa(key, scheme.kind);
  if (!fits) return false;
  const pss =
    scheme.kind === 'rsa-pss'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength }
      : {};
  try {
    return verify(scheme.digest, data, { key, ...pss }, signature);
  } catch {
    // OpenSSL refuses, for example, a salt longer than the modulus or a digest the key's parameters forbid.
    return false;
  }
}

function isRsa(key: KeyObject, kind: 'rsa-pkcs1' | 'rsa-pss'): boolean {
  return key.asymmetricKeyType === 'rsa' || (kind === 'rsa-pss' && key.asymmetricKeyType === 'rsa-pss');
}

/**
 * What about a signature falls short of ICAO 9303-12, 4.4: SHA-1, RSA below 2,048 bits, curves below 224
 * bits. Empty when nothing does.
 */
export function weaknessesOf(scheme: SignatureScheme, key: KeyObject): string[] {
  const { type, bits, curve } = describeKey(key);
  return [
    ...(scheme.digest === 'sha1' ? ['a signature over a SHA-1 digest'] : []),
    ...(type === 'rsa' && bits < 2048 ? [`an RSA key of ${bits} bits`] : []),
    ...(type === 'ec' && bits < 224 ? [`a key on ${curve}`] : []),
  ];
}
