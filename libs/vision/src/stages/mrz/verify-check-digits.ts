import { checkDigit } from './check-digit.js';
import { fieldText, MRZ_LAYOUTS, type MrzCheckName, type MrzFormat } from './layouts.js';

export interface CheckResult {
  readonly name: MrzCheckName;
  readonly ok: boolean;
}

export interface Verification {
  /** Every check digit of the format agrees; false for a format without any, of which nothing is proven. */
  readonly valid: boolean;
  readonly checks: readonly CheckResult[];
}

/**
 * A document number longer than nine characters: the check digit's place holds a filler, and the rest of
 * the number followed by its check digit opens the optional data (ICAO 9303-5 §4.2.2 note j, 9303-6
 * §4.2.2 note j). Null for ordinary numbers.
 */
export function longDocumentNumber(
  format: MrzFormat,
  lines: readonly string[],
): { readonly principal: string; readonly rest: string; readonly digit: string } | null {
  if (format !== 'TD1' && format !== 'TD2') return null;
  if (fieldText(format, lines, 'documentNumberCheck') !== '<') return null;
  const overflow = fieldText(format, lines, 'optionalData').split('<')[0]!;
  if (overflow.length < 2) return null;
  return {
    principal: fieldText(format, lines, 'documentNumber'),
    rest: overflow.slice(0, -1),
    digit: overflow.slice(-1),
  };
}

/**
 * Recomputes every check digit of a format.
 *
 * @throws RangeError when the lines have not the format's shape or leave the MRZ alphabet.
 */
export function verifyCheckDigits(format: MrzFormat, lines: readonly string[]): Verification {
  const { classes, checks } = MRZ_LAYOUTS[format];
  if (lines.length !== classes.length || lines.some((line, i) => line.length !== classes[i]!.length)) {
    throw new RangeError(`not lines of ${classes.map(({ length }) => length).join(', ')} characters`);
  }
  const long = longDocumentNumber(format, lines);
  const results = checks.map(({ name, digit, covers }): CheckResult => {
    if (name === 'documentNumber' && long) {
      // Issuers disagree on whether the filler between the two parts takes a weight; 9303's example fits both.
      const { principal, rest, digit } = long;
      const ok = checkDigit(principal + rest) === digit || checkDigit(`${principal}<${rest}`) === digit;
      return { name, ok };
    }
    const expected = checkDigit(covers.map((field) => fieldText(format, lines, field)).join(''));
    const printed = fieldText(format, lines, digit);
    // 9303-4 §4.2.2 note l: where there is no optional data its check digit may be a filler.
    const fillerForZero = name === 'optionalData' && printed === '<' && expected === '0';
    // Some issuers leave both the expiry and its digit unwritten.
    const unwritten =
      name === 'dateOfExpiry' && /^<+$/.test(fieldText(format, lines, 'dateOfExpiry') + printed);
    return { name, ok: printed === expected || fillerForZero || unwritten };
  });
  return { valid: results.length > 0 && results.every(({ ok }) => ok), checks: results };
}
