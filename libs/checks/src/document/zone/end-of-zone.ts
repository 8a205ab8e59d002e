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

/** The earliest age from which a state issues cards without an end: Romania's of before 2021. */
const ENDLESS_FROM_AGE = 55;

/**
 * Some states issue cards without an end, to the elderly mostly. ICAO 9303-3 §4.8 then has fillers; others write a date
 * that no calendar has or that had passed, and print that there is no end. Only that print makes of such a date none: a
 * document that ended on the first day of 1999 has ended. Fillers need it too where the holder is not old, and in
 * passports, which all have an end (9303-4 §4.1.1): whoever blots out a date in zone and print leaves nothing.
 */
export function expiryOfZone(
  { format, lines }: MeasuredMrz,
  parsed: ParsedMrz,
  print: PrintAgainstZone,
  now: Date,
): ZoneExpiry {
  const code = fieldText(format, lines, 'dateOfExpiry');
  const printsNone =
    print.endless !== null && (print.dateOfExpiry !== 'same' || !isGiven(parsed.dateOfExpiry));
  if (CODES_WITHOUT_END.includes(code) && printsNone) return { kind: 'endless' };
  if (parsed.dateOfExpiry === null) return { kind: 'untold' };
  if (isGiven(parsed.dateOfExpiry)) return { kind: 'date', date: parsed.dateOfExpiry };
  const born = print.birth.date?.year ?? null;
  const isOld = born !== null && now.getUTCFullYear() - born >= ENDLESS_FROM_AGE;
  const isCard = format === 'TD1' || format === 'TD2';
  return printsNone || format === 'RUSPN' || (isCard && isOld) ? { kind: 'endless' } : { kind: 'untold' };
}
