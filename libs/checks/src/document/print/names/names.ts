/** ICAO 9303-3 §6 A: letters whose recommended transliteration is more than dropping a diacritic. */
const TRANSLITERATION: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ħ: 'H',
  Ĳ: 'IJ',
  ı: 'I',
  Ł: 'L',
  Ñ: 'N',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  ß: 'SS',
  ẞ: 'SS',
  Þ: 'TH',
  Ü: 'UE',
};

/** Upper case A–Z and digits as the MRZ would spell the text; everything else is dropped. */
export function transliterate(text: string): string {
  const spelled = [...text.normalize('NFC')].map((letter) => {
    return TRANSLITERATION[letter] ?? TRANSLITERATION[letter.toUpperCase()] ?? letter;
  });
  return foldLatin(spelled.join(''));
}

/** Upper case A–Z and digits without diacritics; everything else is dropped. */
export function foldLatin(text: string): string {
  return text
    .replace(/[ßẞ]/g, 'SS')
    .replace(/[øØ]/g, 'O')
    .replace(/[łŁ]/g, 'L')
    .replace(/[đĐðÐ]/g, 'D')
    .replace(/[æÆ]/g, 'AE')
    .replace(/[œŒ]/g, 'OE')
    .replace(/[ħĦ]/g, 'H')
    .replace(/ı/g, 'I')
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

/** A key under which Ä, AE and A are one: readers lose diacritics, issuers spell them out. */
const skeleton = (text: string): string =>
  transliterate(text)
    .replace(/AE|AA/g, 'A')
    .replace(/OE/g, 'O')
    .replace(/UE/g, 'U')
    .replace(/SS/g, 'S')
    .replace(/TH/g, 'T');

/** Whether a printed name is the MRZ's, up to transliteration and lost diacritics. */
export function isSameName(printed: string, mrz: string): boolean {
  if (foldLatin(mrz) === '') return false;
  return (
    transliterate(printed) === foldLatin(mrz) ||
    foldLatin(printed) === foldLatin(mrz) ||
    skeleton(printed) === skeleton(mrz)
  );
}

/** 1 − edit distance / longer length, of the folded texts; 0 … 1. */
export function likeness(a: string, b: string): number {
  const [x, y] = [skeleton(a), skeleton(b)];
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

/** Openings of a surname that keep their own capital: `McDONALD`, `MacLEOD`, `DeVRIES`. */
const OPENING = /^(\p{Lu}\p{Ll}{1,3})(\p{Lu}{2,})$/u;
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
  if (opening && /^(?:Mc|Mac|Fitz|De|Di|La|Le|Van|Von)$/.test(opening[1]!)) {
    return opening[1]! + capitalised(opening[2]!);
  }
  if (small > 0 && (small > capitals || runs.some(({ length }) => length > 2))) return part;
  return /^MC\p{Lu}{3}/u.test(part) ? `Mc${capitalised(part.slice(2))}` : capitalised(part);
}

/** The dotted capital I has no lower case of one letter outside Turkish; the dot is the letter's own there. */
const lower = (text: string): string => text.replaceAll('İ', 'i').toLowerCase();

function capitalised(part: string): string {
  const [first = '', ...rest] = part;
  return (first === 'ß' ? 'ẞ' : first.toUpperCase()) + lower(rest.join(''));
}
