/** Steps by which a JPEG's brightness coefficients were divided, in row-major order of frequencies. */
export type QuantisationTable = Uint16Array;

/** Row-major index of each position in JPEG's zigzag order (ITU-T T.81, figure A.6). */
const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
];

const START_OF_SCAN = 0xda;
const QUANTISATION = 0xdb;

/**
 * The table of a JPEG's first component (brightness, in every file that has colours): table 0 by convention
 * of all known encoders. Null for anything but a JPEG and for damaged headers.
 */
export function quantisationTable(bytes: Uint8Array): QuantisationTable | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) return null;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    const table = marker === QUANTISATION ? tableZero(bytes.subarray(at + 4, at + 2 + length)) : null;
    if (table) return table;
    at += 2 + length;
  }
  return null;
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
