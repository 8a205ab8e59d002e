import type { MrzDate } from '@idem/vision/stages/mrz/dates';
import { fieldText } from '@idem/vision/stages/mrz/layouts';
import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { MeasuredMrz } from '../measurement.js';
import { isGiven } from '../print/compare-date.js';
import type { PrintAgainstZone } from '../print/read-against-zone.js';

/** What the zone's date of expiry means. */
export type ZoneExpiry =
  | { readonly kind: 'date'; readonly date: MrzDate }
  /** The document has no end. */
  | { readonly kind: 'endless' }
  /** It has one that the zone does not tell, or nothing that could be one. */
  | { readonly kind: 'untold' };

/** What zones write that cannot write 9999 or no date: its last two digits, the last day that there is, or none at all. */
const CODES_WITHOUT_END = ['990101', '991231', '999999', '000000'];

/**
 * Some states issue documents without an end, to the elderly mostly. ICAO 9303-3 §4.8 then has fillers; others write a
 * date that no calendar has or that had passed, and print that there is no end. Only that print makes of such a date
 * none: a document that ended on the first day of 1999 has ended.
 */
export function expiryOfZone(
  { format, lines }: MeasuredMrz,
  parsed: ParsedMrz,
  print: PrintAgainstZone,
): ZoneExpiry {
  const code = fieldText(format, lines, 'dateOfExpiry');
  const printsNone = print.endless !== null && print.dateOfExpiry !== 'same';
  if (CODES_WITHOUT_END.includes(code) && printsNone) return { kind: 'endless' };
  if (parsed.dateOfExpiry === null) return { kind: 'untold' };
  return isGiven(parsed.dateOfExpiry) ? { kind: 'date', date: parsed.dateOfExpiry } : { kind: 'endless' };
}
