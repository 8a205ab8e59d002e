import { nameSkeleton } from './latin-names.js';

/** A person as a document names them. */
export interface NamedPerson {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly dob: {
    readonly day: number | null;
    readonly month: number | null;
    readonly year: number | null;
  } | null;
}

/** Letters that a zone has to leave of a name that it cuts off, for the rest to be taken for the same. */
const MIN_CUT_NAME = 3;

/**
 * Whether two documents name one person, up to transliteration, lost diacritics, further given names or surnames, and
 * names that were cut off; never when they give different dates of birth. Null where one of them names nobody.
 *
 * Names that changed, by marriage for instance, are another name.
 */
export function isSamePerson(a: NamedPerson, b: NamedPerson): boolean | null {
  const [birthA, birthB] = [birthOf(a), birthOf(b)];
  if (birthA !== null && birthB !== null && birthA !== birthB) return false;
  const [fewer, more] = [partsOf(a), partsOf(b)].sort((x, y) => x.length - y.length) as [string[], string[]];
  if (fewer.length === 0) return null;
  const left = [...more];
  return fewer.every((part) => {
    const at = left.findIndex((other) => isSamePart(part, other));
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

const isSamePart = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= MIN_CUT_NAME && (a.startsWith(b) || b.startsWith(a)));

const partsOf = ({ first_name, last_name }: NamedPerson): string[] =>
  `${first_name ?? ''} ${last_name ?? ''}`
    // A zone leaves apostrophes out, and writes other marks as blanks.
    .replace(/['’ʼ`]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(nameSkeleton)
    .filter((part) => part !== '')
    // Longest first, so that a short one is not matched with the beginning of another's match.
    .sort((x, y) => y.length - x.length || (x < y ? -1 : 1));

/** Null unless day, month and year are known. */
function birthOf({ dob }: NamedPerson): string | null {
  if (dob === null || dob.day === null || dob.month === null || dob.year === null) return null;
  return `${dob.year}-${dob.month}-${dob.day}`;
}
