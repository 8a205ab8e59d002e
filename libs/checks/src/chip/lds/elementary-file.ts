import { CHIP_FILE_TAGS, MAX_CHIP_FILE_BYTES } from '@idem/contracts';
import type { ChipFileName } from '@idem/domain';
import { MalformedError } from '../malformed.js';
import { readTlv } from './tlv.js';

/** Whole elementary files as a phone app read them, outer tag included. */
export type ChipFiles = Readonly<Partial<Record<ChipFileName, Uint8Array>>>;

/**
 * The contents of an elementary file.
 *
 * @throws {MalformedError} when it is too large, not one tag-length-value, or another file's.
 */
export function fileContents(name: ChipFileName, bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_CHIP_FILE_BYTES[name]) {
    throw new MalformedError(`${name}: larger than ${MAX_CHIP_FILE_BYTES[name]} bytes`);
  }
  return readTlv(bytes, name, CHIP_FILE_TAGS[name]).value;
}

/** The number of a data group; null for the security object. */
export function dataGroupNumber(name: ChipFileName): number | null {
  return name === 'sod' ? null : Number(name.slice(2));
}
