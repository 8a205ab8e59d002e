/**
 * Writes DER (ITU-T X.690). Deliberately independent of the libraries the reader under test uses: a reader
 * checked against its own encoder would agree with its own mistakes.
 */

/** One tag-length-value; `tag` as written, several bytes included: `0x30`, `0x5f1f`. */
export function tlv(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const value = concat(contents);
  return concat([bigEndian(tag), lengthOf(value.length), value]);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** The shortest big-endian bytes of a non-negative integer; at least one byte. */
export function bigEndian(value: number): Uint8Array {
  const hex = value.toString(16);
  return new Uint8Array(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'));
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = bigEndian(length);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

export const sequence = (...items: readonly Uint8Array[]): Uint8Array => tlv(0x30, ...items);

/** SET OF: DER wants the encodings in ascending order (X.690, 11.6). */
export function setOf(...items: readonly Uint8Array[]): Uint8Array {
  return tlv(0x31, ...[...items].sort((a, b) => Buffer.compare(a, b)));
}

export const octets = (value: Uint8Array): Uint8Array => tlv(0x04, value);
export const bits = (value: Uint8Array, unused = 0): Uint8Array => tlv(0x03, Uint8Array.of(unused), value);
export const truth = (): Uint8Array => tlv(0x01, Uint8Array.of(0xff));
export const nothing = (): Uint8Array => tlv(0x05);
export const utf8 = (text: string): Uint8Array => tlv(0x0c, Buffer.from(text, 'utf8'));
export const printable = (text: string): Uint8Array => tlv(0x13, Buffer.from(text, 'latin1'));

/** A non-negative INTEGER. */
export function integer(value: number): Uint8Array {
  const bytes = bigEndian(value);
  return bytes[0]! >= 0x80 ? tlv(0x02, Uint8Array.of(0), bytes) : tlv(0x02, bytes);
}

/** `[number] EXPLICIT`, or `[number] IMPLICIT` of something constructed when given its contents. */
export const context = (number: number, ...contents: readonly Uint8Array[]): Uint8Array =>
  tlv(0xa0 | number, ...contents);

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift(0x80 | (left & 0x7f));
    }
    return groups;
  });
  return tlv(0x06, Uint8Array.from(bytes));
}

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280, 4.1.2.5). */
export function time(moment: Date): Uint8Array {
  const digits = `${moment.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  const late = moment.getUTCFullYear() >= 2050;
  return tlv(late ? 0x18 : 0x17, Buffer.from(late ? digits : digits.slice(2), 'latin1'));
}
