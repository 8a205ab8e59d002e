import { CHIP_FILES, type ChipFileName } from '@idem/domain';

/** Outer tags (ICAO 9303-10, 4.6 and 4.7: "Tag" in the tables of the elementary files). */
export const CHIP_FILE_TAGS: Readonly<Record<ChipFileName, number>> = {
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
export const MAX_CHIP_FILE_BYTES: Readonly<Record<ChipFileName, number>> = {
  sod: 64 * 1024,
  dg1: 1024,
  dg2: 512 * 1024,
  dg11: 64 * 1024,
  dg14: 64 * 1024,
  dg15: 16 * 1024,
};

/** The file that begins with this tag; undefined for all other tags. */
export const chipFileOfTag = (tag: number | undefined): ChipFileName | undefined =>
  CHIP_FILES.find((name) => CHIP_FILE_TAGS[name] === tag);
