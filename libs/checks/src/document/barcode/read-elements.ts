import { type ElementId, type Elements, FORMS, isElementId, ONLY_BEFORE_2003 } from './aamva-elements.js';

/** Controls: line feed and carriage return by the standard, information separators on some cards. */
const SEPARATORS = /\p{Cc}+/u;
/** Typographic apostrophes, as Windows-1252 codes them among what Latin-1 takes for control characters. */
const APOSTROPHES = /[\u0091\u0092\u2018\u2019]/gu;

export interface ReadElements {
  readonly elements: Elements;
  /** Separators were missing. */
  readonly glued: boolean;
}

/**
 * The elements of one subfile, by identifier; of repeated ones the first. Elements end with a line feed, the
 * subfile with a carriage return; either, or any other separator, is taken for the end of an element.
 *
 * Where separators are missing, an element ends where its form says so, or before an identifier that must be one: it
 * has a form that nothing else has, or no card of the version is without it, and it occurs once. An element whose end
 * is not certain is left out, for a number that holds the next element is worse than none.
 *
 * @param version of the header: which identifiers may be expected.
 * @param otherSubfiles types of the further subfiles that the header announces.
 */
export function readElements(
  subfile: string,
  version: number,
  otherSubfiles: readonly string[] = [],
): ReadElements {
  const pieces = withUpperIdentifiers(
    subfile
      .replace(APOSTROPHES, "'")
      .split(SEPARATORS)
      .map((piece) => piece.trimStart()),
  );
  const starts = new Set(pieces.map((piece) => piece.slice(0, 3)).filter(isElementId));
  const context: Context = { version, whole: pieces.join('\n'), starts, otherSubfiles };
  const elements: Partial<Record<ElementId, string>> = {};
  let glued = false;
  for (const piece of pieces) {
    if (!isElementId(piece.slice(0, 3))) continue;
    const parts = partElements(piece, context);
    glued ||= parts.glued;
    for (const { id, value } of parts.found) elements[id] ??= value;
  }
  return { elements, glued };
}

interface Context {
  readonly version: number;
  /** The subfile with a line feed for every separator. */
  readonly whole: string;
  /** Identifiers that follow a separator: what else looks like one of them is part of a value. */
  readonly starts: ReadonlySet<ElementId>;
  readonly otherSubfiles: readonly string[];
}

/** Some programs write identifiers in lower case. Where one is in capitals, all are. */
function withUpperIdentifiers(pieces: readonly string[]): readonly string[] {
  if (pieces.some((piece) => isElementId(piece.slice(0, 3)))) return pieces;
  return pieces.map((piece) => piece.slice(0, 3).toUpperCase() + piece.slice(3));
}

interface Parts {
  readonly found: readonly { readonly id: ElementId; readonly value: string }[];
  readonly glued: boolean;
}

/** What stands between two separators: one element, or several whose separators are missing. */
function partElements(piece: string, context: Context): Parts {
  const found: { id: ElementId; value: string }[] = [];
  let glued = false;
  let at = 0;
  while (at < piece.length) {
    const id = piece.slice(at, at + 3);
    if (!isElementId(id)) break;
    const rest = piece.slice(at + 3);
    const inForm = endByForm(id, rest, context);
    if (inForm !== null) {
      found.push({ id, value: rest.slice(0, inForm.end).trim() });
      if (inForm.next === null) break;
      glued = true;
      at += 3 + inForm.next;
      continue;
    }
    const candidates = candidatesIn(rest, id, context);
    const [first, second] = candidates;
    if (first === undefined) {
      found.push({ id, value: rest.trim() });
      break;
    }
    glued = true;
    const parted = (second === undefined || second.at >= first.at + 3) && isCertain(first, context);
    if (parted) found.push({ id, value: rest.slice(0, first.at).trim() });
    const next = parted ? first : candidates.find((one) => isCertain(one, context));
    if (next === undefined) break;
    at += 3 + next.at;
  }
  return { found, glued };
}

/** Where an element of known form ends, and where the next begins; null where its form does not tell. */
function endByForm(
  id: ElementId,
  rest: string,
  context: Context,
): { readonly end: number; readonly next: number | null } | null {
  const form = FORMS.get(id)?.exec(rest);
  if (!form) return null;
  const end = form[0].length;
  const spaces = /^\s*/.exec(rest.slice(end))![0].length;
  const next = end + spaces;
  if (next === rest.length) return { end, next: null };
  if (opensSubfile(rest, next, context)) return { end, next: null };
  return candidateAt(rest, next, id, context) ? { end, next } : null;
}

interface Candidate {
  readonly id: ElementId | null;
  readonly at: number;
  /** Nothing else than this element looks like that. */
  readonly hasForm: boolean;
}

/** A subfile of the jurisdiction's own: its type, and an element that begins with the type. Some names do as well. */
function opensSubfile(text: string, at: number, { otherSubfiles, starts }: Context): boolean {
  const type = /^(Z[A-Z])\1[A-Z]/.exec(text.slice(at, at + 5))?.[1];
  return type !== undefined && (otherSubfiles.includes(type) || starts.size <= MOSTLY_PARTED);
}

/** A number has a digit not far from its beginning; a name that contains `DAQ` has none. */
const NUMBER = /^[A-Z*]{0,8}[ -]?\d/i;
const STREET = /^(?:.*\d|.{3})/;
const CITY = /^[\p{L}][\p{L} .'’-]{2}/u;
/** What a value of free text must look like to be taken for one in the midst of another. */
const PLAUSIBLE: ReadonlyMap<ElementId, RegExp> = new Map<ElementId, RegExp>([
  ...(['DAG', 'DAH', 'DAL', 'DAM'] as const).map((id): [ElementId, RegExp] => [id, STREET]),
  ...(['DAI', 'DAN'] as const).map((id): [ElementId, RegExp] => [id, CITY]),
  ...(['DAQ', 'DBJ'] as const).map((id): [ElementId, RegExp] => [id, NUMBER]),
]);

function candidateAt(rest: string, at: number, within: ElementId, context: Context): Candidate | null {
  if (opensSubfile(rest, at, context)) return { id: null, at, hasForm: false };
  const id = rest.slice(at, at + 3);
  if (!isElementId(id) || context.starts.has(id)) return null;
  // Names of people hold the letters of older identifiers; a number that does is not believed.
  if (context.version >= 2 && ONLY_BEFORE_2003.has(id) && within !== 'DAQ') return null;
  if (INSTEAD.some(([there, not]) => context.starts.has(there) && not.has(id))) return null;
  const value = rest.slice(at + 3);
  const form = FORMS.get(id);
  if (form) {
    const matched = form.exec(value)?.[0];
    if (matched === undefined) return null;
    const after = value.slice(matched.length).trimStart();
    const followed = isElementId(after.slice(0, 3)) || opensSubfile(after, 0, context);
    const stands = followed || matched.length === DATE_LENGTH;
    const ends = after === '' && (context.version >= 4 || !SINCE_2009.test(id));
    return stands || ends ? { id, at, hasForm: stands || matched.length > 1 } : null;
  }
  return value !== '' && (PLAUSIBLE.get(id)?.test(value) ?? true) ? { id, at, hasForm: false } : null;
}

/** A card that has the first has none of the others: they would say the same. */
const INSTEAD: readonly (readonly [ElementId, ReadonlySet<ElementId>])[] = [
  ['DAA', new Set<ElementId>(['DAB', 'DAC', 'DAD', 'DCS', 'DCT'])],
  ['DCT', new Set<ElementId>(['DAC', 'DAD'])],
];

/** Where in a value another element may begin; in a number not before its first digit, unless all is glued. */
function candidatesIn(rest: string, within: ElementId, context: Context): Candidate[] {
  const mayEnd = (value: string) => within !== 'DAQ' || /\d/.test(value);
  const mostlyParted = context.starts.size > MOSTLY_PARTED;
  return Array.from({ length: Math.max(0, rest.length - 2) }, (_, at) =>
    candidateAt(rest, at, within, context),
  ).filter(
    (one): one is Candidate =>
      one !== null &&
      (one.hasForm ||
        !mostlyParted ||
        (mayEnd(rest.slice(0, one.at)) && (one.at > 0 || isCertain(one, context)))),
  );
}

const DATE_LENGTH = 8;

/** With so many elements that follow a separator, an empty one rarely lacks the separator behind it. */
const MOSTLY_PARTED = 3;

/** Whether an identifier in the midst of a value must be one. */
function isCertain({ id, hasForm }: Candidate, { whole, version }: Context): boolean {
  if (id === null) return false;
  const always = ALWAYS_THERE.get(id);
  const there = always?.(version, whole) ?? false;
  const known = !OPTIONAL_LETTER.test(id) && (version >= 4 || !SINCE_2009.test(id));
  return ((hasForm && known) || there) && whole.indexOf(id) === whole.lastIndexOf(id);
}

/** Flags of truncation and what came with them; before, their letters are those of names. */
const SINCE_2009 = /^DD[A-P]$/;

/** One letter or digit that many cards do not have: a name may hold the same four. */
const OPTIONAL_LETTER = /^(?:DD[ADK-P]|DCE)$/;

/** Elements without a form that no card of a version lacks, where no other element says the same. */
const ALWAYS_THERE: ReadonlyMap<ElementId, (version: number, whole: string) => boolean> = new Map<
  ElementId,
  (version: number, whole: string) => boolean
>([
  ['DAQ', () => true],
  ['DCS', (version, whole) => version >= 2 && !/DA[AB]/.test(whole)],
  ['DAC', (version, whole) => version >= 4 && !whole.includes('DCT')],
  ['DCT', (version, whole) => (version === 2 || version === 3) && !whole.includes('DAC')],
  ['DAA', (version, whole) => version < 2 && !/DAB|DCS/.test(whole)],
  ['DAG', (version) => version >= 2],
  ['DAI', (version) => version >= 2],
  ['DCF', (version) => version >= 2],
]);
