import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { fullestSpelling } from '../print/names/fullest-spelling.js';
import type { PrintAgainstZone } from '../print/read-against-zone.js';

export interface HolderNames {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/**
 * Issuers that leave the line of the surname empty for a holder whose names cannot be divided, and write them all as the
 * zone's primary identifier.
 */
const UNDIVIDED_NAMES_ARE_GIVEN = ['IN'];

/**
 * The holder's names in natural case, in their fullest proven spelling: whole where the zone cut them and the page does
 * not. A name without a second one is what the page captions it; where it tells nothing, ICAO 9303-3 §4.6 has it as the
 * primary identifier, a surname.
 *
 * @param country ISO 3166-1 alpha-2 of the issuer; null where it is none.
 */
export function namesOfHolder(
  parsed: ParsedMrz,
  print: PrintAgainstZone,
  country: string | null,
): HolderNames {
  const spelled = (name: 'surname' | 'givenNames'): string | null =>
    parsed[name] === ''
      ? null
      : (print[name].whole ?? fullestSpelling(parsed[name], print[name].printed, country));
  const [lastName, firstName] = [spelled('surname'), spelled('givenNames')];
  if (lastName === null || firstName !== null) return { firstName, lastName };
  const caption =
    print.soleName ?? (UNDIVIDED_NAMES_ARE_GIVEN.includes(country ?? '') ? 'givenNames' : 'surname');
  return caption === 'givenNames' ? { firstName: lastName, lastName: null } : { firstName, lastName };
}
