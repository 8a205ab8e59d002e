import { MalformedError } from '../malformed.js';

/** One tag-length-value (ITU-T X.690). Both arrays are views of the bytes that were read. */
export interface Tlv {
  /** As written, several bytes included: `0x30`, `0x5f1f`. */
  readonly tag: number;
  readonly value: Uint8Array;
  /** Tag, length and value. */
  readonly raw: Uint8Array;
}

/** ICAO 9303-10 uses tags of one and two bytes; no structure read here has longer ones. */
const MAX_TAG_BYTES = 2;
/** Far above any structure read here, a master list of every state included. */
const MAX_SIBLINGS = 20_000;

/**
 * Reads bytes that are exactly one tag-length-value.
 *
 * @throws {MalformedError} when they are not, or the tag is another than `tag`.
 */
export function readTlv(bytes: Uint8Array, what: string, tag?: number): Tlv {
  const item = readNext(bytes, 0, what);
  if (item.raw.length !== bytes.length) {
    throw new MalformedError(`${what}: ${bytes.length - item.raw.length} bytes follow its end`);
  }
  if (tag !== undefined && item.tag !== tag) {
    throw new MalformedError(`${what}: tag ${hex(item.tag)} where ${hex(tag)} belongs`);
  }
  return item;
}

/**
 * Reads the tag-length-values that `bytes` consist of.
 *
 * @throws {MalformedError} when a length does not fit, is indefinite, or there are too many.
 */
export function readTlvs(bytes: Uint8Array, what: string): Tlv[] {
  const items: Tlv[] = [];
  for (let offset = 0; offset < bytes.length; offset += items.at(-1)!.raw.length) {
    if (items.length === MAX_SIBLINGS) throw new MalformedError(`${what}: more than ${MAX_SIBLINGS} parts`);
    items.push(readNext(bytes, offset, what));
  }
  return items;
}

function readNext(bytes: Uint8Array, start: number, what: string): Tlv {
  const { tag, end: lengthAt } = readTag(bytes, start, what);
  const { length, end: valueAt } = readLength(bytes, lengthAt, what);
  const end = valueAt + length;
  if (end > bytes.length) throw new MalformedError(`${what}: cut off`);
  return { tag, value: bytes.subarray(valueAt, end), raw: bytes.subarray(start, end) };
}

function readTag(bytes: Uint8Array, start: number, what: string): { tag: number; end: number } {
  const first = byteAt(bytes, start, what);
  if ((first & 0x1f) !== 0x1f) return { tag: first, end: start + 1 };
  let tag = first;
  for (let at = start + 1; at < start + MAX_TAG_BYTES; at++) {
    const next = byteAt(bytes, at, what);
    tag = tag * 256 + next;
    if (next < 0x80) return { tag, end: at + 1 };
  }
  throw new MalformedError(`${what}: a tag of more than ${MAX_TAG_BYTES} bytes`);
}

/** Definite lengths only, as DER demands: what is hashed must have one reading. */
function readLength(bytes: Uint8Array, at: number, what: string): { length: number; end: number } {
  const first = byteAt(bytes, at, what);
  if (first < 0x80) return { length: first, end: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new MalformedError(`${what}: a length in ${count} bytes`);
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + byteAt(bytes, at + i, what);
  return { length, end: at + 1 + count };
}

function byteAt(bytes: Uint8Array, at: number, what: string): number {
  const byte = bytes[at];
  if (byte === undefined) throw new MalformedError(`${what}: cut off`);
  return byte;
}

const hex = (tag: number): string => tag.toString(16).toUpperCase();
