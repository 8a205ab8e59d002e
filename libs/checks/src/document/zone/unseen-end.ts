import { hasExpired } from '../expiry.js';
import type { PrintAgainstZone } from '../print/read-against-zone.js';
import type { ZoneRecognition } from './recognise-zone.js';

/**
 * Whether an end of validity that the document must print was not seen there. A zone is retyped easily, and what it says
 * of the end counts only where print says the same; an end that is over needs no second witness, nor one that a chip
 * vouches for. A document without an end says so in print where its zone
 * writes a date in the place of none; where it has fillers, some print nothing. The old French card has its end in print alone.
 */
export function isEndUnseen(
  {
    parsed,
    endless,
    writesEnd,
    signed,
  }: Pick<ZoneRecognition, 'parsed' | 'endless' | 'writesEnd' | 'signed'>,
  print: Pick<PrintAgainstZone, 'dateOfExpiry' | 'expires' | 'endless'>,
  now: Date,
): boolean {
  if (signed) return false;
  if (endless) return writesEnd && print.endless === null;
  if (parsed.dateOfExpiry === null) return print.expires === null;
  return print.dateOfExpiry !== 'same' && !hasExpired(parsed.dateOfExpiry, now);
}
