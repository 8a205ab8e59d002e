import { CHIP_FILES } from '@idem/domain';
import { type ChipFiles, dataGroupNumber } from '../lds/elementary-file.js';
import type { SecurityObject } from '../lds/security-object.js';
import { hash, sameBytes } from '../pki/digest.js';
import { type DataGroupResult, type Finding, held, refuted, unknown } from './report.js';

/** The presented data groups by number. */
function presentedGroups(files: ChipFiles): Map<number, Uint8Array> {
  const groups = new Map<number, Uint8Array>();
  for (const name of CHIP_FILES) {
    const number = dataGroupNumber(name);
    const bytes = files[name];
    if (number !== null && bytes !== undefined) groups.set(number, bytes);
  }
  return groups;
}

/**
 * Compares the hash of every presented data group with the signed one (ICAO 9303-11, 5.1).
 *
 * A group that is signed and not presented takes nothing away, except DG1: without it the chip belongs to nobody.
 */
export function judgeDataGroups(
  files: ChipFiles,
  object: SecurityObject,
): { readonly finding: Finding; readonly results: readonly DataGroupResult[] } {
  const presented = presentedGroups(files);
  const numbers = [...new Set([...object.hashes.keys(), ...presented.keys()])].sort((a, b) => a - b);
  const results = numbers.map((number): DataGroupResult => {
    const bytes = presented.get(number);
    const signed = object.hashes.get(number);
    return {
      number,
      presented: bytes !== undefined,
      signed: signed !== undefined,
      matches: bytes && signed ? sameBytes(hash(object.digest, bytes), signed) : null,
    };
  });
  return { results, finding: findingOf(results) };
}

function findingOf(results: readonly DataGroupResult[]): Finding {
  const list = (groups: readonly DataGroupResult[]) => groups.map(({ number }) => `DG${number}`).join(', ');
  const altered = results.filter(({ matches }) => matches === false);
  if (altered.length > 0) return refuted('data_group_altered', `${list(altered)} not as signed`);
  const unlisted = results.filter(({ presented, signed }) => presented && !signed);
  if (unlisted.length > 0) return refuted('data_group_not_signed', `${list(unlisted)} not listed`);
  const matching = results.filter(({ matches }) => matches === true);
  if (!matching.some(({ number }) => number === 1)) {
    return unknown('data_group_1_missing', 'DG1 was not presented');
  }
  return held(`${list(matching)} as signed`);
}
