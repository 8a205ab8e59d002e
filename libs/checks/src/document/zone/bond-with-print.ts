import { foldLatin } from '../print/names/names.js';
import type { Cell } from '../print/page.js';
import type { PrintAgainstZone } from '../print/read-against-zone.js';
import type { ZoneRecognition } from './recognise-zone.js';

/** A shorter personal number is found in other print by chance. */
const MIN_PERSONAL_NUMBER = 7;

/**
 * What in print is of the document that the zone is of, for a reviewer: its number, the holder's personal number, or two of
 * name, birth and expiry. Null where less was found: the zone then says nothing of what was photographed beside it.
 *
 * @param cells of the side that must agree.
 */
export function bondWithPrint(
  print: PrintAgainstZone,
  cells: readonly Cell[],
  { personalNumber, signed }: Pick<ZoneRecognition, 'personalNumber' | 'signed'>,
): string | null {
  if (signed) return 'what its chip says';
  if (print.documentNumber === 'same') return 'the document number';
  const isPrinted = cells.some(({ text }) => foldLatin(text).includes(personalNumber));
  if (personalNumber.length >= MIN_PERSONAL_NUMBER && isPrinted) return 'the personal number';
  const agreeing = [
    ...(print.surname.agreement === 'same' || print.givenNames.agreement === 'same' ? ['the name'] : []),
    ...(print.dateOfBirth === 'same' ? ['the date of birth'] : []),
    ...(print.dateOfExpiry === 'same' ? ['the expiry date'] : []),
  ];
  return agreeing.length >= 2 ? agreeing.join(' and ') : null;
}
