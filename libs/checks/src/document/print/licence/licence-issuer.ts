import { likeness } from '../names/names.js';
import type { Cell } from '../page.js';
import { foldAsRead } from './fold-as-read.js';
import { issuerOf } from './issuer.js';
import { LICENCE_STATES, type LicenceState } from './licence-states.js';

/** By what a licence names its issuer: each as ISO 3166-1 alpha-2, null where it was not read. */
export interface LicenceIssuer {
  readonly country: string | null;
  /** The distinguishing sign left of the heading. */
  readonly sign: string | null;
  /** The states whose licences bear the heading; empty where none was read. */
  readonly heading: readonly string[];
  /** The state's name. */
  readonly name: string | null;
  /** Where the sign stands. */
  readonly signCell: Cell | null;
}

/** The head of a licence without a heading that was read: this share of its height from the top. */
const HEAD = 0.25;
/** A heading counts when this share of its letters was read; a shorter one must be read whole. */
const MIN_HEADING_LIKENESS = 0.8;
const MIN_MISREAD_HEADING = 9;
/** Greek and Cyrillic headings are guessed letter by letter, and long. */
const MIN_GUESSED_LIKENESS = 0.55;
/** A sign stands at most this many heights of the heading above it, and below. */
const SIGN_REACH = 3;

const middleOf = ({ top, bottom }: Cell): number => (top + bottom) / 2;

/** The states whose licences are called so; empty for what is no heading. */
export function statesOfHeading(text: string): readonly string[] {
  const folded = foldAsRead(text);
  const exact = LICENCE_STATES.filter(({ headings }) => headings.some((heading) => folded.includes(heading)));
  if (exact.length > 0) return narrowed(exact, folded);
  if (folded.length < MIN_MISREAD_HEADING) return [];
  const misread = LICENCE_STATES.filter(({ headings, inTwoScripts }) =>
    headings.some((heading) => isMisread(folded, heading, inTwoScripts)),
  );
  return misread.map(({ country }) => country);
}

/** Of states that share a word, those that bear the longest of what was read: `CEADÚNAS TIOMÁNA DRIVING LICENCE`. */
function narrowed(states: readonly LicenceState[], folded: string): readonly string[] {
  const counts = states.map(({ country, headings }) => ({
    country,
    letters: headings
      .filter((heading) => folded.includes(heading))
      .reduce((sum, { length }) => sum + length, 0),
  }));
  const most = Math.max(...counts.map(({ letters }) => letters));
  return counts.filter(({ letters }) => letters === most).map(({ country }) => country);
}

export const isHeading = ({ text }: Cell): boolean => statesOfHeading(text).length > 0;

/** Who issued a licence in the European layout, by the state's name, its sign and what a licence is called. */
export function licenceIssuer(cells: readonly Cell[]): LicenceIssuer {
  const headings = cells.filter(isHeading);
  const heading = sharedBy(headings.map(({ text }) => statesOfHeading(text)));
  const sign = signOf(cells, headings);
  const name = nameOf(cells, headings) ?? issuerOf(cells, false);
  const country = decide({ sign: sign?.country ?? null, heading, name });
  return { country, sign: sign?.country ?? null, heading, name, signCell: sign?.cell ?? null };
}

/** A name decides; without one a sign that the heading bears out, or a heading that one state alone has. */
function decide({ sign, heading, name }: Pick<LicenceIssuer, 'sign' | 'heading' | 'name'>): string | null {
  if (name !== null) return name;
  if (sign !== null) return heading.includes(sign) ? sign : null;
  return heading.length === 1 ? heading[0]! : null;
}

/** States that every line of the heading may be of; where lines contradict each other, those of the most telling one. */
function sharedBy(lines: readonly (readonly string[])[]): readonly string[] {
  const [first, ...rest] = [...lines].sort((a, b) => a.length - b.length);
  if (!first) return [];
  const shared = first.filter((country) => rest.every((line) => line.includes(country)));
  return shared.length > 0 ? shared : first;
}

/** A digit where a sign has letters only: `5` for S, `1` for I. */
const LETTERS: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 5: 'S', 8: 'B' };

function signOf(
  cells: readonly Cell[],
  headings: readonly Cell[],
): { readonly country: string; readonly cell: Cell } | null {
  const [first] = headings;
  const inPlace = (cell: Cell): boolean => {
    if (!first) return cell.top < HEAD && cell.left < HEAD;
    const height = first.bottom - first.top;
    return (
      cell.left < first.left &&
      middleOf(cell) > first.top - SIGN_REACH * height &&
      middleOf(cell) < first.bottom + SIGN_REACH * height
    );
  };
  const found = cells
    .flatMap((cell) => cell.pieces ?? [cell])
    .filter(inPlace)
    .flatMap((cell) => {
      const read = cell.text.toUpperCase().replace(/[^A-Z0-9]/g, '');
      if (read.length === 0 || read.length > 3) return [];
      const letters = [...read].map((sign) => LETTERS[sign] ?? sign).join('');
      return LICENCE_STATES.filter(({ signs }) => signs.includes(letters)).map(({ country }) => ({
        country,
        cell,
      }));
    });
  return new Set(found.map(({ country }) => country)).size === 1 ? found[0]! : null;
}

/** How surely a line holds a state's name: 1 where it is there letter by letter, else its likeness, 0 for none. */
const certaintyOf = (line: string, { names, inTwoScripts }: LicenceState): number =>
  Math.max(
    ...names.map((name) => {
      if (name.length >= 5 && line.includes(name)) return 1;
      return isMisread(line, name, inTwoScripts) ? likeness(line, name) : 0;
    }),
  );

const isMisread = (line: string, words: string, inTwoScripts: boolean): boolean =>
  words.length >= MIN_MISREAD_HEADING &&
  likeness(line, words) >= (inTwoScripts ? MIN_GUESSED_LIKENESS : MIN_HEADING_LIKENESS);

/** Whether a line is a state's name, as its cards bear it, and nothing else. */
export function isStateName({ text }: Cell): boolean {
  const line = foldAsRead(text);
  return LICENCE_STATES.some(({ names, inTwoScripts }) =>
    names.some((name) => line === name || isMisread(line, name, inTwoScripts)),
  );
}

/** The state's name as its cards bear it, in the line of the heading or below it. */
function nameOf(cells: readonly Cell[], headings: readonly Cell[]): string | null {
  const last = headings.at(-1);
  const reach = last ? last.bottom + SIGN_REACH * (last.bottom - last.top) : HEAD;
  const lines = cells.filter(({ top }) => top < reach).map(({ text }) => foldAsRead(text));
  const named = LICENCE_STATES.map((state) => ({
    country: state.country,
    certainty: Math.max(0, ...lines.map((line) => certaintyOf(line, state))),
  }));
  // Greek and Cypriot cards share the word for republic.
  const most = Math.max(...named.map(({ certainty }) => certainty));
  const found = named.filter(({ certainty }) => certainty > 0 && certainty === most);
  return found.length === 1 ? found[0]!.country : null;
}
