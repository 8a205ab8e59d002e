/** Steps by which a JPEG's brightness coefficients were divided, in row-major order of frequencies. */
export type QuantisationTable = Uint16Array;

/** Row-major index of each position in JPEG's zigzag order (ITU-T T.81, figure A.6). */
const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
];

/** The last compression of a picture whose pixels are still those that it was decoded to. */
export function lastCompression(
  bytes: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): QuantisationTable | null {
  let [sameSize, upright] = [false, true];
  for (const { marker, content } of segmentsOf(bytes)) {
    if (isFrame(marker) && content.length >= 5) {
      sameSize =
        ((content[1]! << 8) | content[2]!) === height && ((content[3]! << 8) | content[4]!) === width;
    }
    if (marker === EXIF) upright &&= isUpright(content);
  }
  return sameSize && upright ? quantisationTable(bytes) : null;
}

const START_OF_SCAN = 0xda;
const QUANTISATION = 0xdb;
const EXIF = 0xe1;

/**
 * The table of a JPEG's first component (brightness, in every file that has colours): table 0 by convention
 * of all known encoders. Null for anything but a JPEG and for damaged headers.
 */
export function quantisationTable(bytes: Uint8Array): QuantisationTable | null {
  for (const { marker, content } of segmentsOf(bytes)) {
    const table = marker === QUANTISATION ? tableZero(content) : null;
    if (table) return table;
  }
  return null;
}

interface Segment {
  readonly marker: number;
  readonly content: Uint8Array;
}

/** Segments of a JPEG's header, up to its first scan (ITU-T T.81, B.1.1.4); none of anything else. */
function segmentsOf(bytes: Uint8Array): Segment[] {
  const segments: Segment[] = [];
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return segments;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === START_OF_SCAN) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    segments.push({ marker, content: bytes.subarray(at + 4, at + 2 + length) });
    at += 2 + Math.max(2, length);
  }
  return segments;
}

/** Start of frame, of any process; C4, C8 and CC are other segments. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Whether an Exif segment leaves the pixels where they are: no orientation (tag 0x112), or the first. */
function isUpright(content: Uint8Array): boolean {
  // "Exif", two zeros, the byte order, 42, the offset of the first directory.
  if (content.length < 16 || String.fromCharCode(...content.subarray(0, 4)) !== 'Exif') return true;
  const view = new DataView(content.buffer, content.byteOffset + 6, content.length - 6);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return true;
  const entries = view.getUint16(directory, little);
  for (let i = 0, at = directory + 2; i < entries && at + 12 <= view.byteLength; i++, at += 12) {
    if (view.getUint16(at, little) === 0x112) return view.getUint16(at + 8, little) === 1;
  }
  return true;
}

/** Table 0 of a DQT segment's tables, 8 or 16 bits an entry (ITU-T T.81, B.2.4.1). */
function tableZero(segment: Uint8Array): QuantisationTable | null {
  for (let at = 0; at < segment.length; ) {
    const [wide, id] = [segment[at]! >> 4, segment[at]! & 15];
    const size = wide ? 128 : 64;
    const entries = segment.subarray(at + 1, at + 1 + size);
    if (entries.length < size) return null;
    if (id === 0) {
      const table = new Uint16Array(64);
      ZIGZAG.forEach((to, i) => {
        table[to] = wide ? (entries[2 * i]! << 8) | entries[2 * i + 1]! : entries[i]!;
      });
      return table.every((step) => step > 0) ? table : null;
    }
    at += 1 + size;
  }
  return null;
}
