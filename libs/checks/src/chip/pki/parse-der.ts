import { AsnParser } from '@peculiar/asn1-schema';
import { readTlv } from '../lds/tlv.js';
import { MalformedError } from '../malformed.js';

/** Certificates nest about a dozen levels; what nests deeper wants to exhaust the stack. */
const MAX_DEPTH = 32;
/** A revocation list of a hundred thousand entries; everything else has hundreds of nodes. */
const MAX_NODES = 500_000;

/**
 * Reads bytes that are exactly one DER structure of the given ASN.1 type.
 *
 * @throws {MalformedError} when they are not.
 */
export function parseDer<T>(bytes: Uint8Array, type: new () => T, what: string): T {
  readTlv(bytes, what);
  try {
    return AsnParser.parse(bytes, type, {
      berOptions: { maxDepth: MAX_DEPTH, maxNodes: MAX_NODES, parseEmbedded: false },
    });
  } catch (cause) {
    throw new MalformedError(`${what}: not the ASN.1 structure that belongs there`, { cause });
  }
}

/** A view of what the ASN.1 library hands out as an ArrayBuffer or a view of one. */
export function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  return value instanceof ArrayBuffer
    ? new Uint8Array(value)
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

export const hexOf = (value: ArrayBuffer | ArrayBufferView): string =>
  Buffer.from(bytesOf(value)).toString('hex');
