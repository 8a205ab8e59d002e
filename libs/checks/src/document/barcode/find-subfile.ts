import type { AamvaDeviation } from './aamva-card.js';
import { startsWithElement } from './aamva-elements.js';
import type { AamvaHeader, SubfileEntry } from './aamva-header.js';

export const HOLDER_SUBFILES = ['DL', 'EN', 'ID'] as const;
export type HolderSubfile = (typeof HOLDER_SUBFILES)[number];

export interface Subfile {
  /** Null where only the elements are there. */
  readonly type: HolderSubfile | null;
  readonly body: string;
  readonly deviations: readonly AamvaDeviation[];
}

/**
 * The subfile that describes the holder: where its entry says, else where its type is followed by an element
 * of the standard, else whatever elements follow the header.
 */
export function findSubfile(text: string, header: AamvaHeader): Subfile | null {
  const entry = header.entries.find(({ type }) => isHolderSubfile(type));
  const found = startOfSubfile(text, header, entry);
  if (found === null) return null;
  const { at, type, body: start } = found;
  const deviations: AamvaDeviation[] = entry && entry.offset === at ? [] : ['offset'];
  const declaredEnd = at + (entry?.length ?? 0);
  const lengthHolds = entry !== undefined && declaredEnd > start && endsThere(text, declaredEnd);
  if (!lengthHolds) deviations.push('length');
  const end = lengthHolds ? declaredEnd : nextSubfile(text, start, header, type);
  return { type, body: text.slice(start, end), deviations };
}

const isHolderSubfile = (type: string): type is HolderSubfile =>
  HOLDER_SUBFILES.some((known) => known === type);

interface Start {
  readonly at: number;
  readonly type: HolderSubfile | null;
  /** Where the elements begin. */
  readonly body: number;
}

/** What is left of a designator that was damaged stands between the header and its subfile. */
const MAX_REMAINS = 24;

function startOfSubfile(text: string, header: AamvaHeader, entry: SubfileEntry | undefined): Start | null {
  const declared = entry && isHolderSubfile(entry.type) ? entry.type : null;
  const opens = (at: number): Start | null => {
    const type = HOLDER_SUBFILES.find(
      (known) => (declared === null || known === declared) && text.startsWith(known, at),
    );
    if (!type) return null;
    const body = at + type.length + /^\s*/.exec(text.slice(at + type.length))![0].length;
    return startsWithElement(text.slice(body).slice(0, 3).toUpperCase()) ? { at, type, body } : null;
  };
  if (entry && entry.offset >= header.end) {
    const there = opens(entry.offset);
    if (there) return there;
  }
  for (let at = header.end; at < text.length; at++) {
    const mayOpen = at <= header.end + MAX_REMAINS || /\p{Cc}/u.test(text[at - 1]!);
    const there = mayOpen ? opens(at) : null;
    if (there) return there;
  }
  const bare = header.end + /^[^A-Z0-9]{0,4}/i.exec(text.slice(header.end))![0].length;
  return startsWithElement(text.slice(bare)) ? { at: bare, type: declared, body: bare } : null;
}

/**
 * A subfile ends with a segment terminator, at the next subfile's start, or with the text. Behind a carriage return that
 * separates elements the next of them stands.
 */
const endsThere = (text: string, end: number): boolean =>
  end >= text.trimEnd().length
    ? end <= text.length
    : (text[end - 1] === '\r' || text[end] === '\r') && !startsWithElement(text.slice(end).trimStart());

/** Up to the start of another subfile (its type and one of its own elements), or the end of the text. */
function nextSubfile(
  text: string,
  start: number,
  { entries }: AamvaHeader,
  type: HolderSubfile | null,
): number {
  const starts = entries
    .filter((entry) => entry.type !== type && /^[A-Z0-9]{2}$/.test(entry.type))
    .map((entry) => new RegExp(`[\\n\\r]${entry.type}${entry.type}[A-Z]`))
    .concat(/[\n\r](Z[A-Z])\1[A-Z]/)
    .map((opening) => text.slice(start).search(opening))
    .filter((at) => at >= 0);
  return starts.length > 0 ? start + Math.min(...starts) : text.length;
}
