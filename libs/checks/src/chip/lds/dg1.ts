import { MalformedError, type Reading, reading } from '../malformed.js';
import { fileContents } from './elementary-file.js';
import { readTlv } from './tlv.js';

/** The machine readable zone as the chip holds it. */
export interface DataGroup1 {
  readonly format: 'TD1' | 'TD2' | 'TD3';
  readonly lines: readonly string[];
}

/** Characters in all, and in a line (ICAO 9303-10, 4.7.1). */
const FORMATS = [
  { format: 'TD1', characters: 90, line: 30 },
  { format: 'TD2', characters: 72, line: 36 },
  { format: 'TD3', characters: 88, line: 44 },
] as const;

/** Reads EF.DG1: the lines of the machine readable zone, split (ICAO 9303-10, 4.7.1). */
export function readDataGroup1(bytes: Uint8Array): Reading<DataGroup1> {
  return reading(() => {
    const { value } = readTlv(fileContents('dg1', bytes), 'dg1', 0x5f1f);
    const zone = Buffer.from(value).toString('latin1');
    const found = FORMATS.find(({ characters }) => characters === zone.length);
    if (!found) throw new MalformedError(`dg1: ${zone.length} characters are no machine readable zone`);
    if (!/^[A-Z0-9<]+$/.test(zone)) throw new MalformedError('dg1: characters outside A–Z, 0–9 and <');
    const lines = Array.from({ length: zone.length / found.line }, (_, i) =>
      zone.slice(i * found.line, (i + 1) * found.line),
    );
    return { format: found.format, lines };
  });
}
