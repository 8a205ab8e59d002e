import {
  constants,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  type KeyPairKeyObjectResult,
  sign,
} from 'node:crypto';
import { context, integer, nothing, oid, sequence } from './der.js';

/** Object identifiers of the digests: RFC 8017 and NIST. MD5 is there to be refused. */
const DIGEST_OIDS = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

export type ChipDigest = keyof typeof DIGEST_OIDS;

const PKCS1_OIDS: Readonly<Record<ChipDigest, string>> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha224: '1.2.840.113549.1.1.14',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};

const ECDSA_OIDS: Readonly<Record<Exclude<ChipDigest, 'md5'>, string>> = {
  sha1: '1.2.840.10045.4.1',
  sha224: '1.2.840.10045.4.3.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};

/** How a certificate's key signs. `explicit` spells the curve's parameters out, as many passports do. */
export type ChipAlgorithm =
  | { readonly kind: 'rsa' | 'rsa-pss'; readonly digest: ChipDigest; readonly bits?: number }
  | {
      readonly kind: 'ecdsa';
      readonly digest: Exclude<ChipDigest, 'md5'>;
      readonly curve: string;
      readonly explicit?: boolean;
    };

export interface ChipKeys {
  readonly algorithm: ChipAlgorithm;
  readonly privateKey: KeyObject;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
}

/** A new key pair; what a test asserts must not depend on its value, which is different each time. */
export function generateChipKeys(algorithm: ChipAlgorithm): ChipKeys {
  const { privateKey, publicKey } = keyPair(algorithm);
  return { algorithm, privateKey, spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })) };
}

function keyPair(algorithm: ChipAlgorithm): KeyPairKeyObjectResult {
  if (algorithm.kind !== 'ecdsa') {
    return generateKeyPairSync('rsa', { modulusLength: algorithm.bits ?? 2048 });
  }
  const paramEncoding = algorithm.explicit ? 'explicit' : 'named';
  return generateKeyPairSync('ec', { namedCurve: algorithm.curve, paramEncoding });
}

export function digestOf(digest: ChipDigest, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(digest).update(data).digest());
}

/** AlgorithmIdentifier of a digest. */
export function digestIdentifier(digest: ChipDigest): Uint8Array {
  return sequence(oid(DIGEST_OIDS[digest]), nothing());
}

/** AlgorithmIdentifier of a signature (RFC 4055, RFC 5758). */
export function signatureIdentifier(algorithm: ChipAlgorithm): Uint8Array {
  switch (algorithm.kind) {
    case 'rsa':
      return sequence(oid(PKCS1_OIDS[algorithm.digest]), nothing());
    case 'rsa-pss': {
      const digest = digestIdentifier(algorithm.digest);
      const mgf1 = sequence(oid('1.2.840.113549.1.1.8'), digest);
      const salt = integer(digestOf(algorithm.digest, new Uint8Array()).length);
      return sequence(
        oid('1.2.840.113549.1.1.10'),
        sequence(context(0, digest), context(1, mgf1), context(2, salt)),
      );
    }
    case 'ecdsa':
      return sequence(oid(ECDSA_OIDS[algorithm.digest]));
  }
}

/** The signature over `data` in the encoding of X.509 and CMS. */
export function signWith({ algorithm, privateKey }: ChipKeys, data: Uint8Array): Uint8Array {
  if (algorithm.kind !== 'rsa-pss') return new Uint8Array(sign(algorithm.digest, data, privateKey));
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return new Uint8Array(sign(algorithm.digest, data, { key: privateKey, padding, saltLength }));
}
