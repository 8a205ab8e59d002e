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
 * The characters that no check digit tells from this one: their values agree modulo ten (0, <, A, K and U;
 * G and 6; B and 1; …), and the weights are prime to ten.
 */
export function indistinguishable(character: string): readonly string[] {
  const rest = characterValue(character) % 10;
  return [...MRZ_ALPHABET].filter((other) => other !== character && characterValue(other) % 10 === rest);
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
