import { type Reading, reading } from '../malformed.js';
import { describeKey, type KeyDescription, readPublicKey } from '../pki/public-key.js';
import { fileContents } from './elementary-file.js';

/** The key with which the chip would answer a challenge (active authentication, ICAO 9303-11, 6.1). */
export interface DataGroup15 {
  readonly key: KeyDescription;
  /** SubjectPublicKeyInfo, DER, a copy. */
  readonly spki: Uint8Array;
}

/** Reads EF.DG15 (ICAO 9303-10, 4.7.15). */
export function readDataGroup15(bytes: Uint8Array): Reading<DataGroup15> {
  return reading(() => {
    const spki = Uint8Array.from(fileContents('dg15', bytes));
    return { key: describeKey(readPublicKey(spki)), spki };
  });
}
