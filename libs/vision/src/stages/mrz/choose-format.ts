import { decodeFixedLength, type FixedLengthReading } from './ctc.js';
import { MRZ_FORMATS, MRZ_LAYOUTS, type MrzFormat, OPENINGS } from './layouts.js';
import type { Decoding, MrzEdit, ReadStrip } from './reading.js';
import { repairByCheckDigits } from './repair.js';
import { type Verification, verifyCheckDigits } from './verify-check-digits.js';

export interface FormatChoice extends Decoding {
  readonly lines: readonly string[];
  readonly edits: readonly MrzEdit[];
  readonly verification: Verification;
  /** All check digits agreed before any repair. */
  readonly validAsRead: boolean;
  /** How many check digits agreed before any repair. */
  readonly agreeing: number;
  /** Mean log-probability per character (nats, ≤ 0). */
  readonly meanLogProbability: number;
  /** Rank among choices; higher is better. */
  readonly rank: number;
}

/**
 * Print read this clearly (nats per character) is what stands there, whether or not its check digits agree:
 * rendered specimens with wrong check digits are read exactly, at −0.06 and above.
 */
const BEYOND_DOUBT = -0.1;

export const isBeyondDoubt = ({ meanLogProbability }: FormatChoice): boolean =>
  meanLogProbability > BEYOND_DOUBT;

/** Looking for another band would be wasted time. */
export const isSettled = (choice: FormatChoice): boolean => choice.validAsRead || isBeyondDoubt(choice);

/** A strip whose greedy reading is further than this from a line's length is not such a line. */
const LENGTH_TOLERANCE = 0.3;
/** A strip read this confidently has shown its length; 0.15 still holds 30, 36 and 44 apart. */
const CONFIDENT = { score: 0.95, tolerance: 0.15 } as const;
/** A line needs this many time steps per character to be decodable. */
const STEPS_PER_CHARACTER = 1.2;

/**
 * Decodes consecutive strips (top to bottom) as each format and returns the best. What the reader saw
 * counts, agreeing check digits count more, edits count against.
 */
export function chooseFormat(strips: readonly ReadStrip[]): FormatChoice | null {
  let best: FormatChoice | null = null;
  const readings = new Map<string, FixedLengthReading | null>();
  const read = (index: number, classes: string): FixedLengthReading | null => {
    const key = `${index} ${classes}`;
    let reading = readings.get(key);
    if (reading === undefined) {
      reading = decodeFixedLength(strips[index]!, classes);
      readings.set(key, reading);
    }
    return reading;
  };
  for (const format of MRZ_FORMATS) {
    const { classes } = MRZ_LAYOUTS[format];
    for (let first = 0; first + classes.length <= strips.length; first++) {
      const window = strips.slice(first, first + classes.length);
      if (!window.every((strip, line) => fits(strip, classes[line]!.length))) continue;
      const decoded: FixedLengthReading[] = [];
      for (const [line, lineClasses] of classes.entries()) {
        const reading = read(first + line, lineClasses);
        if (!reading || !opensAs(format, line, reading.text)) break;
        decoded.push(reading);
      }
      if (decoded.length < classes.length) continue;
      const choice = judge({ format, strips: window, readings: decoded });
      if (choice && (!best || choice.rank > best.rank)) best = choice;
    }
  }
  return best;
}

function fits({ greedy, steps }: ReadStrip, lineLength: number): boolean {
  const lengthOff = Math.abs(greedy.text.length - lineLength);
  const tolerance = greedy.score > CONFIDENT.score ? CONFIDENT.tolerance : LENGTH_TOLERANCE;
  return lengthOff <= tolerance * lineLength && steps >= STEPS_PER_CHARACTER * lineLength;
}

function judge(decoding: Decoding): FormatChoice | null {
  const { format, readings } = decoding;
  const asRead = readings.map(({ text }) => text);
  if (!isOfItsSize(format, asRead)) return null;
  const characters = asRead.join('').length;
  const meanLogProbability = readings.reduce((sum, r) => sum + r.logProbability, 0) / characters;
  const before = verifyCheckDigits(format, asRead);
  const { lines, edits, verification } = repairByCheckDigits(decoding);
  const agreeing = before.checks.filter(({ ok }) => ok).length;
  // The opening of a format without check digits is as unlikely in other print as all of them.
  const share = before.checks.length === 0 ? 1 : agreeing / before.checks.length;
  const rank = meanLogProbability * 3 + share * 2 + (verification.valid ? 1 : 0) - 0.2 * edits.length;
  return {
    ...decoding,
    lines,
    edits,
    verification,
    validAsRead: before.valid,
    agreeing,
    meanLogProbability,
    rank,
  };
}

/** What a line alone tells: visas open with V, and the formats of one issuer with their own code. */
function opensAs(format: MrzFormat, line: number, text: string): boolean {
  const own = OPENINGS[format];
  if (own) return line !== own.line || text.startsWith(own.text);
  if (line !== 0) return true;
  if ((format === 'MRVA' || format === 'MRVB') !== text.startsWith('V')) return false;
  return !OTHERS_OPENINGS.some((opening) => text.startsWith(opening));
}

/** Of one issuer's formats; the old French card is told from newer ones by its second line. */
const OTHERS_OPENINGS = Object.values(OPENINGS)
  .map(({ text }) => text)
  .filter((text) => text !== 'IDFRA');

/** A French card in the TD2 shape (issued since 2021 to some) has a nationality at positions 11–13. */
function isOfItsSize(format: MrzFormat, [first = '', second = '']: readonly string[]): boolean {
  if (format !== 'TD2' && format !== 'IDFRA') return true;
  const oldFrench = first.startsWith('IDFRA') && !/^[A-Z0-9<]{9}[0-9<][A-Z<]{3}[0-9]{7}/.test(second);
  return (format === 'IDFRA') === oldFrench;
}
