import { MalformedError, type Reading, reading, UnsupportedError } from '../malformed.js';
import { fileContents } from './elementary-file.js';
import { readTlvs, type Tlv } from './tlv.js';

/** The face on the chip, still encoded. */
export interface DataGroup2 {
  readonly mimeType: 'image/jpeg' | 'image/jp2' | 'image/j2k';
  /** The picture's own bytes, a copy. */
  readonly picture: Uint8Array;
  /** Pixels as the record states them; 0 where it leaves them out. */
  readonly width: number;
  readonly height: number;
}

const BIOMETRIC_GROUP = 0x7f61;
const BIOMETRIC_TEMPLATE = 0x7f60;
/** The data block is primitive or constructed, as the state likes (ICAO 9303-10, 4.7.2). */
const DATA_BLOCKS = [0x5f2e, 0x7f2e];

/** Lengths in bytes and the record's marks, ISO/IEC 19794-5:2005, 5.4 to 5.7. */
const FACIAL_HEADER = 14;
const FACIAL_INFORMATION = 20;
const FEATURE_POINT = 8;
const IMAGE_INFORMATION = 12;
const FORMAT_MARK = 'FAC\0';

/** Reads EF.DG2: the first face, cut out of its record (ICAO 9303-10, 4.7.2; ISO/IEC 19794-5:2005). */
export function readDataGroup2(bytes: Uint8Array): Reading<DataGroup2> {
  return reading(() => {
    const group = part(readTlvs(fileContents('dg2', bytes), 'dg2'), BIOMETRIC_GROUP);
    const template = part(readTlvs(group, 'dg2'), BIOMETRIC_TEMPLATE);
    const block = readTlvs(template, 'dg2').find(({ tag }) => DATA_BLOCKS.includes(tag));
    if (!block) throw new MalformedError('dg2: no biometric data block');
    return readFacialRecord(block.value);
  });
}

function part(items: readonly Tlv[], tag: number): Uint8Array {
  const found = items.find((item) => item.tag === tag);
  if (!found) throw new MalformedError(`dg2: no ${tag.toString(16).toUpperCase()}`);
  return found.value;
}

function readFacialRecord(record: Uint8Array): DataGroup2 {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const infoAt = FACIAL_HEADER;
  if (record.length < infoAt + FACIAL_INFORMATION + IMAGE_INFORMATION) {
    throw new MalformedError('dg2: the facial record is cut off');
  }
  if (Buffer.from(record.subarray(0, 4)).toString('latin1') !== FORMAT_MARK) {
    throw new UnsupportedError('dg2: not a facial record of ISO/IEC 19794-5');
  }
  const faceLength = view.getUint32(infoAt);
  const imageAt = infoAt + FACIAL_INFORMATION + view.getUint16(infoAt + 4) * FEATURE_POINT;
  const pictureAt = imageAt + IMAGE_INFORMATION;
  const end = infoAt + faceLength;
  if (end > record.length || pictureAt >= end) throw new MalformedError('dg2: the face is cut off');
  const picture = Uint8Array.from(record.subarray(pictureAt, end));
  return {
    mimeType: pictureType(picture),
    picture,
    width: view.getUint16(imageAt + 2),
    height: view.getUint16(imageAt + 4),
  };
}

const SIGNATURES = [
  { mimeType: 'image/jpeg', signature: [0xff, 0xd8, 0xff] },
  { mimeType: 'image/jp2', signature: [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a] },
  { mimeType: 'image/j2k', signature: [0xff, 0x4f, 0xff, 0x51] },
] as const;

/** By the first bytes: the record's own statement is wrong on some chips. */
function pictureType(picture: Uint8Array): DataGroup2['mimeType'] {
  const found = SIGNATURES.find(({ signature }) => signature.every((byte, i) => picture[i] === byte));
  if (!found) throw new UnsupportedError('dg2: the picture is neither JPEG nor JPEG 2000');
  return found.mimeType;
}
