import { foldLatin } from '../names/names.js';
import { monthOf, monthsOf } from './months.js';

/** A date with a month's name, its numbers as they are printed. */
export interface NamedDate {
  readonly day: string;
  /** 1 … 12. */
  readonly month: number;
  /** Four digits, or two. */
  readonly year: string;
}

interface Token {
  readonly kind: 'digits' | 'letters' | 'mark';
  readonly text: string;
}

/** What may stand between the parts of a date; a comma only before the year of `AUG 12, 1974`. */
const SEPARATOR = /^[\s./-]{1,3}$/;
/** Words that join a day to its month: `1er avril`, `12 de agosto`, `1st April`. */
const CONNECTORS = new Set(['DE', 'DEL', 'OF', 'ER', 'ST', 'ND', 'RD', 'TH']);
/** A bilingual date names its month twice; a connector or a stray letter may stand beside each. */
const MAX_NAMES = 5;
/** Readers take these letters for digits: `5EP`, `0CT`. */
const GLYPHS: Readonly<Record<string, string>> = { '0': 'O', '5': 'S' };

/**
 * The first date with a month's name: `12 AUG/AOÛT 64`, `15KW/APR2031`, `12 de agosto de 1974`, `AUG 12, 1974`,
 * `1974. AUG. 12.`.
 *
 * A part is never made of a piece of a number: `15KWI` is the 15th, not the 1st of a month that opens with a misread
 * S. Where a digit may have been parted from its number, or read as a letter, there is no date.
 */
export function findNamedDate(text: string): NamedDate | null {
  const tokens = tokensOf(text);
  for (const read of [dayFirst, monthFirst, yearFirst]) {
    for (const at of tokens.keys()) {
      const found = read(tokens, at);
      if (found) return found;
    }
  }
  return null;
}

const tokensOf = (text: string): Token[] =>
  [...text.normalize('NFC').matchAll(/\d+|\p{L}+|[^\d\p{L}]+/gu)].map(([piece]): Token => {
    const kind = /\d/.test(piece) ? 'digits' : /\p{L}/u.test(piece) ? 'letters' : 'mark';
    return { kind, text: piece };
  });

const isSeparator = (token: Token | undefined): boolean =>
  token?.kind === 'mark' && SEPARATOR.test(token.text);

function dayFirst(tokens: readonly Token[], at: number): NamedDate | null {
  const run = tokens[at]!;
  if (run.kind !== 'digits') return null;
  const next = tokens[at + 1];
  const glyph = run.text.length === 3 && next?.kind === 'letters' ? misreadOpening(run.text[2]!, next) : null;
  const day = glyph ? run.text.slice(0, 2) : run.text;
  if (day.length > 2 || (day.length === 1 && isPieceOfNumber(tokens, at))) return null;
  const { names, end } = namesFrom(tokens, at + 1, glyph, day.length === 2);
  const year = tokens[end];
  if (year?.kind !== 'digits' || !isYear(year.text) || isHalfYear(tokens, end)) return null;
  // A five or a nought before the month may have been read as its first letter: `1SKWI`.
  if (day.length === 1 && monthsOf(names.find((name) => !CONNECTORS.has(name)) ?? '').length === 0) {
    return null;
  }
  const month = monthOf(...names);
  return month === null ? null : { day, month, year: year.text };
}

function monthFirst(tokens: readonly Token[], at: number): NamedDate | null {
  if (tokens[at]!.kind !== 'letters' || isPrecededByNumber(tokens, at)) return null;
  const { names, end } = namesFrom(tokens, at, null, false);
  const [day, ...rest] = tokens.slice(end);
  if (day?.kind !== 'digits' || day.text.length > 2) return null;
  const ordinal = rest[0]?.kind === 'letters' && CONNECTORS.has(foldLatin(rest[0].text));
  const [mark, year] = ordinal ? rest.slice(1) : rest;
  if (mark?.kind !== 'mark' || !/^[,.]?\s?$/.test(mark.text)) return null;
  if (year?.kind !== 'digits' || !/^(?:1[89]|20)\d{2}$/.test(year.text)) return null;
  const month = monthOf(...names);
  return month === null ? null : { day: day.text, month, year: year.text };
}

function yearFirst(tokens: readonly Token[], at: number): NamedDate | null {
  const year = tokens[at]!;
  if (!/^(?:1[89]|20)\d{2}$/.test(year.text) || isPieceOfNumber(tokens, at)) return null;
  const { names, end } = namesFrom(tokens, at + 1, null, false);
  const [day, after, beyond] = tokens.slice(end);
  if (day?.kind !== 'digits' || day.text.length > 2) return null;
  if (after?.kind === 'letters' || (isSeparator(after) && beyond?.kind === 'digits')) return null;
  const month = monthOf(...names);
  return month === null ? null : { day: day.text, month, year: year.text };
}

/** The words from a token on, up to the next number, folded. */
function namesFrom(
  tokens: readonly Token[],
  from: number,
  glyph: string | null,
  mayOpenWithDigit: boolean,
): { readonly names: readonly string[]; readonly end: number } {
  const names: string[] = [];
  let end = from;
  let opening = glyph ?? '';
  while (end < tokens.length && names.length < MAX_NAMES) {
    const token = tokens[end]!;
    const next = tokens[end + 1];
    if (token.kind === 'letters') {
      names.push(foldLatin(opening + token.text));
      opening = '';
    } else if (token.kind === 'digits') {
      // `25-5EP-1973`: a digit that is no number of its own.
      const misread = mayOpenWithDigit && next?.kind === 'letters' ? misreadOpening(token.text, next) : null;
      if (misread === null) break;
      opening = misread;
    } else if (!isSeparator(token)) break;
    end += 1;
  }
  return { names: names.reduce(rejoined, []), end };
}

/** A name that a space was seen in: `RU JAN` is September, and `MAR RASKUU` November. */
function rejoined(names: readonly string[], name: string): string[] {
  const previous = names.at(-1);
  if (previous === undefined) return [...names, name];
  if (CONNECTORS.has(previous)) {
    // `1 ST U NOV` is the first of STU, not of UNOV.
    const isParted = monthsOf(name).length === 0 && monthsOf(previous + name).length > 0;
    return isParted ? [...names.slice(0, -1), previous + name] : [...names, name];
  }
  const isWhole = monthsOf(previous).length > 0 && monthsOf(name).length > 0;
  const [apart, together] = [monthsOf(previous), monthsOf(previous + name)];
  const saysMore = together.length > 0 && together.join() !== apart.join();
  return !isWhole && saysMore ? [...names.slice(0, -1), previous + name] : [...names, name];
}

/** The letter that a digit before a word was, where the word is a month's name with it and none without. */
function misreadOpening(digit: string, { text }: Token): string | null {
  const letter = GLYPHS[digit];
  if (letter === undefined || monthsOf(text).length > 0) return null;
  return monthsOf(letter + text).length > 0 ? letter : null;
}

const isYear = (text: string): boolean => /^(?:(?:1[89]|20)\d{2}|\d{2})$/.test(text);

/** `20 31`: a year that was parted. */
const isHalfYear = (tokens: readonly Token[], at: number): boolean =>
  /^(?:1[89]|20)$/.test(tokens[at]!.text) &&
  isSeparator(tokens[at + 1]) &&
  /^\d{2}$/.test(tokens[at + 2]?.text ?? '');

/** Whether digits before may belong to a number (`1 5`), or a letter that was one (`I5`); a field's number does not. */
function isPieceOfNumber(tokens: readonly Token[], at: number): boolean {
  const [before, mark] = [tokens[at - 2], tokens[at - 1]];
  if (mark === undefined) return false;
  if (mark.kind === 'letters' || /[|!\]]$/.test(mark.text)) return true;
  if (!isSeparator(mark) || before?.kind !== 'digits') return false;
  return !(at === 2 && before.text.length === 1 && /^[.)]\s/.test(mark.text));
}

/** Whether words lead back to a number, whose month this then is. */
function isPrecededByNumber(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (token.kind === 'digits') return true;
    if (token.kind === 'mark' && !isSeparator(token)) return false;
  }
  return false;
}
