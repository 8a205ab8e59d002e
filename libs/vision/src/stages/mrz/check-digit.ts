/** The 37 characters an MRZ may hold (ICAO 9303-3 §4.3), in the order of the line reader's classes 1 … 37. */
export const MRZ_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';

const WEIGHTS = [7, 3, 1] as const;

/** The value of a character in a check-digit sum (ICAO 9303-3 §4.9): 0–9, A = 10 … Z = 35, filler = 0. */
function characterValue(character: string): number {
  const index = MRZ_ALPHABET.indexOf(character);
  if (index < 0 || character.length !== 1) throw new RangeError('not a character of the MRZ alphabet');
  if (character === '<') return 0;
  return index < 26 ? index + 10 : index - 26;
}

/**
 * The check digit of a string (ICAO 9303-3 §4.9): weights 7, 3, 1 repeating, modulo 10.
 *
 * @throws RangeError for characters outside the MRZ alphabet.
 */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += characterValue(text[i]!) * WEIGHTS[i % 3]!;
  return String(sum % 10);
}
