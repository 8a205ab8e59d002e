import { nameSkeleton } from '@idem/domain';

export { foldLatin, isSameName, transliterate } from '@idem/domain';

/** 1 − edit distance / longer length, of the folded texts; 0 … 1. */
export function likeness(a: string, b: string): number {
  const [x, y] = [nameSkeleton(a), nameSkeleton(b)];
  const longer = Math.max(x.length, y.length);
  return longer === 0 ? 0 : 1 - editDistance(x, y) / longer;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Openings of a surname that keep their own capital: `McDONALD`, `MacLEOD`, `DeVRIES`, and `McLee` as it is. */
const OPENING = /^(Mc|Mac|Fitz|De|Di|La|Le|Van|Von)(\p{Lu}(?:\p{Lu}+|\p{Ll}+))$/u;
const ROMAN = /^(?:II|III|IV)$/;

/**
 * `ANNA-MARIA O’NEIL` → `Anna-Maria O’Neil`. Words with lower case of their own are left as printed (`van der`,
 * `McDonald`); a lower-case letter alone among capitals is one that the reader knows in that case only, mostly a
 * capital with an accent or a dot: `LUCiA` → `Lucia`, `ANDRé` → `André`.
 */
export function toNaturalCase(name: string): string {
  return name.normalize('NFC').replace(/[\p{L}\p{M}]+/gu, (part, at: number) => {
    return ROMAN.test(part) && at > 0 && at + part.length === name.length ? part : naturalPart(part);
  });
}

function naturalPart(part: string): string {
  const capitals = part.match(/\p{Lu}/gu)?.length ?? 0;
  const runs = part.match(/\p{Ll}+/gu) ?? [];
  const small = runs.join('').length;
  if (capitals === 0) return part;
  const opening = OPENING.exec(part);
  if (opening) return opening[1]! + capitalised(opening[2]!);
  if (small > 0 && (small > capitals || runs.some(({ length }) => length > 2))) return part;
  return /^MC\p{Lu}{3}/u.test(part) ? `Mc${capitalised(part.slice(2))}` : capitalised(part);
}

/** The dotted capital I has no lower case of one letter outside Turkish; the dot is the letter's own there. */
const lower = (text: string): string => text.replaceAll('İ', 'i').toLowerCase();

function capitalised(part: string): string {
  const [first = '', ...rest] = part;
  return (first === 'ß' ? 'ẞ' : first.toUpperCase()) + lower(rest.join(''));
}
