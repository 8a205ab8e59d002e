import {
  type CharacterClass,
  MRZ_FORMATS,
  MRZ_LAYOUTS,
  type MrzFormat,
  OPENINGS,
} from '@idem/vision/stages/mrz/layouts';
import { verifyCheckDigits } from '@idem/vision/stages/mrz/verify-check-digits';
import type { RivalMrz } from './rival.js';

/** A machine-readable zone found in recognised text, and how much speaks for it. */
export interface ScoredMrz extends RivalMrz {
  /** 0 … 100: agreeing check digits, and a tenth as much for each line of the right length, as PassportEye scores. */
  readonly score: number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';
const MIN_LINE = 20;
/** Of a line's characters, so many must be of the alphabet. */
const MIN_ALPHABET_SHARE = 0.85;

/** What recognisers of ordinary text read for each other, by what may stand at the place. */
const AS_LETTER: Readonly<Record<string, string>> = {
  0: 'O',
  1: 'I',
  2: 'Z',
  4: 'A',
  5: 'S',
  6: 'G',
  8: 'B',
};
const AS_DIGIT: Readonly<Record<string, string>> = {
  B: '8',
  C: '0',
  D: '0',
  G: '6',
  I: '1',
  O: '0',
  Q: '0',
  S: '5',
  Z: '2',
};
const LETTERS: ReadonlySet<CharacterClass> = new Set(['D', 'A', 'a', 'S']);
const DIGITS: ReadonlySet<CharacterClass> = new Set(['N', 'n', 'C', 'c']);

/**
 * The zone in the text that a general recogniser gave, as PassportEye makes one of it: spaces dropped, short
 * lines dropped, letters and digits exchanged where only the other may stand, short lines filled up. Beyond
 * PassportEye, which takes all lines or none, every run of lines is tried in all six formats, so that a
 * line of other print beside the zone does no harm. The one for which most speaks; null where no run fits.
 */
export function mrzFromText(text: string): ScoredMrz | null {
  const lines = mrzShapedLines(text);
  let best: ScoredMrz | null = null;
  for (const format of MRZ_FORMATS) {
    const { length } = MRZ_LAYOUTS[format].classes;
    for (let first = 0; first + length <= lines.length; first++) {
      const found = asFormat(format, lines.slice(first, first + length));
      if (found && (!best || found.score > best.score)) best = found;
    }
  }
  return best;
}

function mrzShapedLines(text: string): string[] {
  return text
    .toUpperCase()
    .split('\n')
    .map((line) => line.replaceAll('«', '<<').replace(/\s+/g, ''))
    .filter((line) => line.length >= MIN_LINE || line.includes('<<'))
    .flatMap((line) => {
      const clean = [...line].filter((character) => ALPHABET.includes(character)).join('');
      return clean.length >= MIN_ALPHABET_SHARE * line.length ? [clean] : [];
    });
}

/** Visas begin with V and nothing else does; the old French card is told by its first five letters. */
const begins = (format: MrzFormat, first: string): boolean => {
  const own = OPENINGS[format];
  if (own) return own.line === 0 && first.startsWith(own.text);
  return first.startsWith('V') === (format === 'MRVA' || format === 'MRVB');
};
/** Characters by which a line may miss its format's length; more is another format's line. */
const LENGTH_TOLERANCE = 6;

function asFormat(format: MrzFormat, raw: readonly string[]): ScoredMrz | null {
  const { lineLength, classes, checks } = MRZ_LAYOUTS[format];
  // Fillers at a line's end are what recognisers lose first, so only the longest line tells the format.
  const longest = Math.max(...raw.map((line) => line.length));
  if (Math.abs(longest - lineLength) > LENGTH_TOLERANCE || !begins(format, raw[0]!)) return null;
  const lines = raw.map((line, i) =>
    [...line.slice(0, classes[i]!.length).padEnd(classes[i]!.length, '<')]
      .map((character, at) => fitted(character, classes[i]![at] as CharacterClass))
      .join(''),
  );
  const verification = verifyCheckDigits(format, lines);
  const agreeing = verification.checks.filter(({ ok }) => ok).length;
  const whole = raw.filter((line) => line.length === lineLength).length;
  const most = 10 * checks.length + lines.length;
  return {
    format,
    lines,
    valid: verification.valid,
    score: (100 * (10 * agreeing + whole)) / most,
  };
}

function fitted(character: string, kind: CharacterClass): string {
  if (LETTERS.has(kind)) return AS_LETTER[character] ?? character;
  if (DIGITS.has(kind)) return AS_DIGIT[character] ?? character;
  return character;
}
