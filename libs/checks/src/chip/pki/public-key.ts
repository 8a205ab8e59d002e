import { createPublicKey, type KeyObject } from 'node:crypto';
import { UnsupportedError } from '../malformed.js';

/** What a report says of a key. */
export interface KeyDescription {
  readonly type: 'rsa' | 'ec';
  /** Modulus or field length in bits. */
  readonly bits: number;
  /** OpenSSL's name; null for RSA. */
  readonly curve: string | null;
}

/** OpenSSL's names of the curves of ICAO 9303-12, 4.4.2 (FIPS 186-4 and RFC 5639), and their sizes in bits. */
const CURVES: Readonly<Record<string, number>> = {
  prime192v1: 192,
  secp224r1: 224,
  prime256v1: 256,
  secp384r1: 384,
  secp521r1: 521,
  brainpoolP192r1: 192,
  brainpoolP224r1: 224,
  brainpoolP256r1: 256,
  brainpoolP320r1: 320,
  brainpoolP384r1: 384,
  brainpoolP512r1: 512,
};

/**
 * Reads a SubjectPublicKeyInfo.
 *
 * Curves spelled out as explicit parameters, which ICAO 9303-12 asks for and most passports have, are
 * accepted where OpenSSL recognises a known curve in all of them, generator included: with parameters of
 * one's own choosing anybody could sign for another's key (CVE-2020-0601).
 *
 * @throws {UnsupportedError} when it is no RSA or EC key, or lies on a curve of its own.
 */
export function readPublicKey(spki: Uint8Array): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new UnsupportedError('a public key that OpenSSL does not read', { cause });
  }
  describeKey(key);
  return key;
}

/** @throws {UnsupportedError} for a key that {@link readPublicKey} does not return. */
export function describeKey(key: KeyObject): KeyDescription {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return { type: 'rsa', bits: modulusLength ?? 0, curve: null };
    case 'ec': {
      const bits = namedCurve === undefined ? undefined : CURVES[namedCurve];
      if (namedCurve === undefined || bits === undefined) {
        throw new UnsupportedError(`the elliptic curve ${namedCurve ?? 'of the key’s own'} is not accepted`);
      }
      return { type: 'ec', bits, curve: namedCurve };
    }
    default:
      throw new UnsupportedError(`keys of type ${key.asymmetricKeyType} are not accepted`);
  }
}
