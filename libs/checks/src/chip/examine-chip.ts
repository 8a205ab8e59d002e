import type { ChipFileName } from '@idem/domain';
import type { MrzFormat } from '@idem/vision/stages/mrz/layouts';
import { compareMrz, type MrzComparison } from './compare-mrz.js';
import { type DataGroup1, readDataGroup1 } from './lds/dg1.js';
import { type DataGroup2, readDataGroup2 } from './lds/dg2.js';
import { type DataGroup11, readDataGroup11 } from './lds/dg11.js';
import { type ChipMechanism, readDataGroup14 } from './lds/dg14.js';
import { readDataGroup15 } from './lds/dg15.js';
import type { Reading } from './malformed.js';
import { type AuthenticationInput, authenticateChip } from './passive/authenticate-chip.js';
import type { PassiveAuthentication } from './passive/report.js';
import type { KeyDescription } from './pki/public-key.js';

/** All that a chip says, and how far it can be believed. Plain JSON. */
export interface ChipMeasurement {
  readonly authentication: PassiveAuthentication;
  readonly mrz: DataGroup1 | null;
  /** Null when DG1 or the page could not be read. */
  readonly comparison: MrzComparison | null;
  readonly portrait: Omit<DataGroup2, 'picture'> | null;
  readonly details: DataGroup11 | null;
  /** What the chip announces in DG14 and DG15. None of it was tried: that takes the chip. */
  readonly mechanisms: readonly ChipMechanism[];
  readonly activeAuthenticationKey: KeyDescription | null;
  /** Files that were presented and could not be read. */
  readonly unreadable: readonly { readonly file: ChipFileName; readonly reason: string }[];
}

export interface ExaminedChip {
  readonly measurement: ChipMeasurement;
  /** The face, encoded; null when DG2 is absent or unreadable. Believe it only if `verdict` is `authentic`. */
  readonly portrait: DataGroup2 | null;
}

/**
 * Reads everything presented of a chip, authenticates it and holds it against the data page.
 *
 * @param page The machine readable zone as read from the picture, null when there is none.
 *
 * Never throws for anything in the files.
 */
export function examineChip(
  input: AuthenticationInput,
  page: { readonly format: MrzFormat; readonly lines: readonly string[] } | null,
): ExaminedChip {
  const { files } = input;
  const unreadable: { file: ChipFileName; reason: string }[] = [];
  const take = <T>(file: ChipFileName, read: (bytes: Uint8Array) => Reading<T>): T | null => {
    const bytes = files[file];
    if (bytes === undefined) return null;
    const result = read(bytes);
    if (result.status === 'read') return result.value;
    unreadable.push({ file, reason: result.reason });
    return null;
  };
  const mrz = take('dg1', readDataGroup1);
  const portrait = take('dg2', readDataGroup2);
  const details = take('dg11', readDataGroup11);
  const announced = take('dg14', readDataGroup14);
  const key = take('dg15', readDataGroup15);
  const measurement: ChipMeasurement = {
    authentication: authenticateChip(input),
    mrz,
    comparison: mrz && page && compareMrz(mrz, page),
    portrait: portrait && { mimeType: portrait.mimeType, width: portrait.width, height: portrait.height },
    details,
    mechanisms: [...new Set(announced?.securityInfos.map(({ mechanism }) => mechanism))],
    activeAuthenticationKey: key?.key ?? null,
    unreadable,
  };
  return { measurement, portrait };
}
