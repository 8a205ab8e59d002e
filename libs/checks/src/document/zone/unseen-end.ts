import { hasExpired } from '../expiry.js';
import type { PrintAgainstZone } from '../print/read-against-zone.js';
import type { ZoneRecognition } from './recognise-zone.js';

/**
 * Whether an end of validity that the document must print was not seen there. A zone is retyped easily, and what it says
 * of the end counts only where print says the same; an end that is over needs no second witness, nor one that a chip
 * vouches for, nor a document without an end. The old French card has its end in print alone.
 */
export function isEndUnseen(
  { parsed, endless, signed }: ZoneRecognition,
  print: Pick<PrintAgainstZone, 'dateOfExpiry' | 'expires'>,
  now: Date,
): boolean {
  if (endless || signed) return false;
  if (parsed.dateOfExpiry === null) return print.expires === null;
  return print.dateOfExpiry !== 'same' && !hasExpired(parsed.dateOfExpiry, now);
}
