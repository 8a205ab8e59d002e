import { foldLatin } from '../names/names.js';
import { CAPTION_PHRASES, type CaptionName, type Phrase } from './captions.js';

/** A caption inside a line of print. */
export interface FoundCaption {
  readonly name: CaptionName;
  /** Characters `start` (inclusive) to `end` (exclusive) of the line. */
  readonly start: number;
  readonly end: number;
}

/** Phrases from this length on are found anywhere, misread ones too; shorter ones must fill their piece of the line. */
const MIN_FREE_LENGTH = 6;
/** One misread character is forgiven for every so many of a caption, one at least from seven on: `PLACE OF BRTH`. */
const CHARACTERS_PER_EDIT = 6;
const MIN_MISREAD_LENGTH = 7;
const GRAM = 3;

const FREE = CAPTION_PHRASES.filter(({ folded }) => folded.length >= MIN_FREE_LENGTH);
const SHORT = new Map(
  CAPTION_PHRASES.filter(({ folded }) => folded.length < MIN_FREE_LENGTH).map((phrase) => [
    phrase.folded,
    phrase,
  ]),
);

const gramsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - GRAM + 1) }, (_, i) => text.slice(i, i + GRAM));

/** A phrase within its edits keeps at least one run of three letters: only those sharing one are compared. */
const PHRASES_OF_GRAM = new Map<string, Phrase[]>();
for (const phrase of FREE) {
  for (const gram of new Set(gramsOf(phrase.folded))) {
    PHRASES_OF_GRAM.set(gram, [...(PHRASES_OF_GRAM.get(gram) ?? []), phrase]);
  }
}

/**
 * The captions in a line of print, from left to right: `Date of birth / Date de naissance` holds two of one
 * field, `Nom: BERTHIER` one and its value. Spaces, slashes and some letters may have been lost.
 */
export function findCaptions(text: string): FoundCaption[] {
  const line = foldLine(text);
  const found: Span[] = [];
  const candidates = new Set(gramsOf(line.folded).flatMap((gram) => PHRASES_OF_GRAM.get(gram) ?? []));
  const spans = [...candidates]
    .flatMap((phrase) => approximate(phrase, line))
    .sort((a, b) => b.weight - a.weight);
  for (const span of spans) {
    if (found.every((other) => span.end <= other.start || span.start >= other.end)) found.push(span);
  }
  for (const piece of piecesBetween(line, found)) {
    const phrase = SHORT.get(line.folded.slice(piece.start, piece.end));
    if (phrase) found.push({ ...piece, name: phrase.name, weight: 0 });
  }
  return found
    .filter((span) => !isProse(line, found, span))
    .sort((a, b) => a.start - b.start)
    .map(({ name, start, end }) => ({ name, start: line.at[start]!, end: line.at[end - 1]! + 1 }));
}

interface Span {
  readonly name: CaptionName;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

interface FoldedLine {
  readonly folded: string;
  /** Position in the line of each folded character. */
  readonly at: readonly number[];
  /** Whether a word begins before each folded character; one more for the end. */
  readonly breaks: readonly boolean[];
  /** Whether something other than a space parts it from the one before: a slash, a colon. */
  readonly cuts: readonly boolean[];
}

function foldLine(text: string): FoldedLine {
  const at: number[] = [];
  const breaks: boolean[] = [];
  const cuts: boolean[] = [];
  let folded = '';
  let gap = true;
  let cut = true;
  let lower = false;
  for (let i = 0; i < text.length; i++) {
    const letters = foldLatin(text[i]!);
    if (letters === '') {
      gap ||= true;
      cut ||= !/[\s'’\-.°()]/.test(text[i]!);
      continue;
    }
    const upper = /\p{Lu}/u.test(text[i]!);
    for (const letter of letters) {
      at.push(i);
      breaks.push(gap || (lower && upper));
      cuts.push(cut);
      folded += letter;
      gap = false;
      cut = false;
    }
    lower = /\p{Ll}/u.test(text[i]!);
  }
  return { folded, at, breaks: [...breaks, true], cuts: [...cuts, true] };
}

/** The best match of a phrase in the line: fewest edits, at the edge of a word unless it is exact. */
function approximate({ name, folded }: Phrase, line: FoldedLine): Span[] {
  const exact = line.folded.indexOf(folded);
  if (exact >= 0) {
    const end = exact + folded.length;
    if (!line.breaks[exact] && !line.breaks[end]) return [];
    return [{ name, start: exact, end, weight: folded.length }];
  }
  if (folded.length < MIN_MISREAD_LENGTH) return [];
  // Without its last word the caption of a number is the document's heading: `PASSPORT`.
  const most = name === 'number' || name === 'personalNumber' ? 1 : 3;
  const allowed = Math.min(most, Math.round(folded.length / CHARACTERS_PER_EDIT));
  const best = closest(folded, line, allowed);
  return best ? [{ name, ...best, weight: folded.length - 3 * best.edits }] : [];
}

/** Sellers' search: the substring of the line at the least edit distance, both ends at the edge of a word. */
function closest(
  phrase: string,
  { folded, breaks }: FoldedLine,
  allowed: number,
): { start: number; end: number; edits: number } | null {
  const columns = phrase.length + 1;
  let costs = Array.from({ length: columns }, (_, i) => i);
  let origins = Array.from({ length: columns }, () => 0);
  let best: { start: number; end: number; edits: number } | null = null;
  for (let j = 1; j <= folded.length; j++) {
    const nextCosts = [0];
    const nextOrigins = [j];
    for (let i = 1; i < columns; i++) {
      const substitute = costs[i - 1]! + (phrase[i - 1] === folded[j - 1] ? 0 : 1);
      const insert = costs[i]! + 1;
      const drop = nextCosts[i - 1]! + 1;
      const least = Math.min(substitute, insert, drop);
      nextCosts.push(least);
      nextOrigins.push(
        least === substitute ? origins[i - 1]! : least === insert ? origins[i]! : nextOrigins[i - 1]!,
      );
    }
    [costs, origins] = [nextCosts, nextOrigins];
    const edits = costs[columns - 1]!;
    const start = origins[columns - 1]!;
    if (edits <= allowed && edits < (best?.edits ?? allowed + 1) && breaks[start] && breaks[j]) {
      best = { start, end: j, edits };
    }
  }
  return best;
}

/** Sentences name fields too: `This card is not evidence of citizenship or …`. */
const MAX_PROSE = 20;

function isProse({ folded, cuts }: FoldedLine, found: readonly Span[], span: Span): boolean {
  let { start, end } = span;
  while (start > 0 && !cuts[start]) start--;
  while (end < folded.length && !cuts[end]) end++;
  const covered = found
    .filter((other) => other.start >= start && other.end <= end)
    .reduce((sum, other) => sum + other.end - other.start, 0);
  const rest = end - start - covered;
  return rest > MAX_PROSE && rest > 1.5 * covered;
}

/** The pieces of the line that no phrase covers, cut at slashes and colons, field numbers dropped. */
function piecesBetween(
  line: FoldedLine,
  found: readonly Span[],
): { readonly start: number; readonly end: number }[] {
  const covered = (i: number) => found.some(({ start, end }) => i >= start && i < end);
  const pieces: { start: number; end: number }[] = [];
  let start: number | null = null;
  for (let i = 0; i <= line.folded.length; i++) {
    if (start !== null && (i === line.folded.length || covered(i) || line.cuts[i])) {
      const number = /^\d{1,2}(?=[A-Z])/.exec(line.folded.slice(start, i))?.[0].length ?? 0;
      pieces.push({ start: start + number, end: i });
      start = null;
    }
    if (i < line.folded.length && !covered(i)) start ??= i;
  }
  return pieces.filter((piece) => piece.end > piece.start);
}
