import { type ChipKeys, generateChipKeys } from './algorithms.js';
import { bigEndian, concat, integer, octets, oid, sequence, setOf, tlv } from './der.js';

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const utf8Bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

function uint(value: number, length: number): Uint8Array {
  const bytes = bigEndian(value);
  return concat([new Uint8Array(length - bytes.length), bytes]);
}

/** DG1: the machine readable zone, its lines one after the other (ICAO 9303-10, 4.7.1). */
export function dataGroup1(lines: readonly string[]): Uint8Array {
  return tlv(0x61, tlv(0x5f1f, ascii(lines.join(''))));
}

export interface ChipFace {
  /** JPEG or JPEG 2000 as it lies on the chip. */
  readonly bytes: Uint8Array;
  readonly kind: 'jpeg' | 'jpeg2000';
  readonly width: number;
  readonly height: number;
  /** Landmarks stored before the picture, eight bytes each; 0 when left out. */
  readonly featurePoints?: number;
}

/** DG2: one face in the record format of ISO/IEC 19794-5:2005 inside its CBEFF wrapping (ICAO 9303-10, 4.7.2). */
export function dataGroup2(face: ChipFace): Uint8Array {
  const points = face.featurePoints ?? 0;
  const picture = concat([
    Uint8Array.of(1, face.kind === 'jpeg' ? 0 : 1), // full frontal; image data type
    uint(face.width, 2),
    uint(face.height, 2),
    Uint8Array.of(1, 2, 0, 0, 0, 0), // sRGB; static camera; device type; quality
    face.bytes,
  ]);
  const facial = concat([uint(points, 2), new Uint8Array(14), new Uint8Array(points * 8), picture]);
  const record = concat([uint(facial.length + 4, 4), facial]);
  const header = concat([ascii('FAC\x00010\x00'), uint(record.length + 14, 4), uint(1, 2)]);
  const template = tlv(
    0x7f60,
    tlv(0xa1, tlv(0x87, Uint8Array.of(0x01, 0x01)), tlv(0x88, Uint8Array.of(0x00, 0x08))),
    tlv(0x5f2e, header, record),
  );
  return tlv(0x75, tlv(0x7f61, tlv(0x02, Uint8Array.of(1)), template));
}

export interface AdditionalDetails {
  /** As on the chip: primary identifier, `<<`, secondary identifier, in the state's own letters. */
  readonly fullName?: string;
  readonly otherNames?: readonly string[];
  readonly personalNumber?: string;
  /** `YYYYMMDD`. */
  readonly dateOfBirth?: string;
  /** Parts separated by `<`. */
  readonly placeOfBirth?: string;
  readonly address?: string;
}

/** DG11: additional personal details (ICAO 9303-10, 4.7.11). */
export function dataGroup11(details: AdditionalDetails): Uint8Array {
  const text = (tag: number, value: string | undefined) =>
    value === undefined ? [] : [{ tag, der: tlv(tag, utf8Bytes(value)) }];
  const others = details.otherNames ?? [];
  const fields = [
    ...text(0x5f0e, details.fullName),
    ...(others.length > 0
      ? [
          {
            tag: 0xa0,
            der: tlv(
              0xa0,
              tlv(0x02, Uint8Array.of(others.length)),
              ...others.map((name) => tlv(0x5f0f, utf8Bytes(name))),
            ),
          },
        ]
      : []),
    ...text(0x5f10, details.personalNumber),
    ...text(0x5f2b, details.dateOfBirth),
    ...text(0x5f11, details.placeOfBirth),
    ...text(0x5f42, details.address),
  ];
  // The tag list names the tag of a name inside the set, not of the set.
  const tags = fields.map(({ tag }) => bigEndian(tag === 0xa0 ? 0x5f0f : tag));
  return tlv(0x6b, tlv(0x5c, ...tags), ...fields.map(({ der }) => der));
}

/** DG14: that the chip can do chip authentication, with a key of its own (ICAO 9303-11, 9.2). */
export function dataGroup14(keys: ChipKeys = generateChipKeys(ACTIVE_AUTHENTICATION)): Uint8Array {
  return tlv(
    0x6e,
    setOf(
      sequence(oid('0.4.0.127.0.7.2.2.3.2.2'), integer(1)),
      sequence(oid('0.4.0.127.0.7.2.2.1.2'), keys.spki),
    ),
  );
}

/** DG15: the public key of active authentication (ICAO 9303-10, 4.7.15). */
export function dataGroup15(keys: ChipKeys = generateChipKeys(ACTIVE_AUTHENTICATION)): Uint8Array {
  return tlv(0x6f, keys.spki);
}

const ACTIVE_AUTHENTICATION = { kind: 'ecdsa', digest: 'sha256', curve: 'prime256v1' } as const;

/** The DataGroupHash of ICAO 9303-10, 4.6.2.3. */
export function dataGroupHash(number: number, hash: Uint8Array): Uint8Array {
  return sequence(integer(number), octets(hash));
}
