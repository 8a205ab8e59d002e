import { MalformedError } from '../malformed.js';
import { readTlv } from './tlv.js';

/** The files of a chip that are read, by the name under which they are handed in. */
export const CHIP_FILES = ['sod', 'dg1', 'dg2', 'dg11', 'dg14', 'dg15'] as const;
export type ChipFileName = (typeof CHIP_FILES)[number];

/** Whole elementary files as a phone app read them, outer tag included. */
export type ChipFiles = Readonly<Partial<Record<ChipFileName, Uint8Array>>>;

/** Outer tags (ICAO 9303-10, 4.6 and 4.7: "Tag" in the tables of the elementary files). */
const FILE_TAGS: Readonly<Record<ChipFileName, number>> = {
  sod: 0x77,
  dg1: 0x61,
  dg2: 0x75,
  dg11: 0x6b,
  dg14: 0x6e,
  dg15: 0x6f,
};

/**
 * Bytes at most. The lengths of short extended reads end at 64 KB and chips hold 80 to 200 KB in all; a face
 * takes 12 to 20 KB (ICAO 9303-10, 4.7.2), so that these bounds refuse nothing that fits on a chip.
 */
export const MAX_FILE_BYTES: Readonly<Record<ChipFileName, number>> = {
  sod: 64 * 1024,
  dg1: 1024,
  dg2: 512 * 1024,
  dg11: 64 * 1024,
  dg14: 64 * 1024,
  dg15: 16 * 1024,
};

/**
 * The contents of an elementary file.
 *
 * @throws {MalformedError} when it is too large, not one tag-length-value, or another file's.
 */
export function fileContents(name: ChipFileName, bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_FILE_BYTES[name]) {
    throw new MalformedError(`${name}: larger than ${MAX_FILE_BYTES[name]} bytes`);
  }
  return readTlv(bytes, name, FILE_TAGS[name]).value;
}

/** The number of a data group; null for the security object. */
export function dataGroupNumber(name: ChipFileName): number | null {
  return name === 'sod' ? null : Number(name.slice(2));
}
