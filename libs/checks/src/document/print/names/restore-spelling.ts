import { foldLatin, transliterate } from './names.js';

/** What the reader shows for a letter it does not know, what the MRZ writes for it, and the letter. */
type Restoration = readonly [printed: string, mrz: string, letter: string];

/**
 * Letters that ICAO 9303-3 §6 A writes with more than their base letter, so that print without the diacritic
 * and the MRZ together prove them. Ü is the only letter written UE, and Ñ the only one written NXX; AE and OE
 * stand for two letters each, of which every alphabet has one.
 */
const ANYWHERE: readonly Restoration[] = [
  ['U', 'UE', 'Ü'],
  ['U', 'UXX', 'Ü'],
  ['N', 'NXX', 'Ñ'],
];
const UMLAUTS: readonly Restoration[] = [
  ['A', 'AE', 'Ä'],
  ['O', 'OE', 'Ö'],
];
/** Readers take Æ for E or A; both differ from the AE of the MRZ. */
const DANISH: readonly Restoration[] = [
  ['A', 'AE', 'Æ'],
  ['E', 'AE', 'Æ'],
  ['O', 'OE', 'Ø'],
  ['A', 'AA', 'Å'],
];
/** ß is read as B. A single S beside SS is none of it: readers drop one of two equal letters. */
const GERMAN: readonly Restoration[] = [...UMLAUTS, ['B', 'SS', 'ẞ']];

/** Letters of the issuing state's own alphabet, by ISO 3166-1 alpha-2. Elsewhere AE, OE and AA prove nothing. */
const ALPHABETS: Readonly<Record<string, readonly Restoration[]>> = {
  AT: GERMAN,
  CH: UMLAUTS,
  DE: GERMAN,
  DK: DANISH,
  EE: UMLAUTS,
  FI: [...UMLAUTS, ['A', 'AA', 'Å']],
  FO: DANISH,
  GL: DANISH,
  HU: [['O', 'OE', 'Ö']],
  IS: [
    ['A', 'AE', 'Æ'],
    ['E', 'AE', 'Æ'],
    ['O', 'OE', 'Ö'],
    ['P', 'TH', 'Þ'],
  ],
  LI: UMLAUTS,
  LU: UMLAUTS,
  NO: DANISH,
  SE: [...UMLAUTS, ['A', 'AA', 'Å']],
  SK: [['A', 'AE', 'Ä']],
  TR: [['O', 'OE', 'Ö']],
};

/** Issuing states in whose alphabets letters are restored. */
export const RESTORED_ALPHABETS: readonly string[] = Object.keys(ALPHABETS);

/**
 * The spelling of a name's letters that print and MRZ prove together: `MULLER` and `MUELLER` are `MÜLLER`. The
 * letters of the print stand wherever the MRZ's agree with them; nothing is restored that the MRZ does not spell
 * out (`PENA` stays `PENA`).
 *
 * @param printed letters, with the apostrophes among them; no spaces or hyphens.
 * @param mrz letters A–Z, fillers left out.
 * @param country ISO 3166-1 alpha-2 of the issuer: its alphabet tells Ä from Æ.
 * @returns null where the two are not the same name, or can be matched in two ways. Upper case.
 */
export function restoreSpelling(printed: string, mrz: string, country: string | null): string | null {
  return (
    alignSpelling(printed, mrz, country)
      ?.map(({ letter }) => letter)
      .join('') ?? null
  );
}

/** A letter of the restored name and how many of the MRZ's characters it stands for. */
export interface AlignedLetter {
  readonly letter: string;
  readonly length: number;
}

/** `restoreSpelling`, letter by letter. */
export function alignSpelling(
  printed: string,
  mrz: string,
  country: string | null,
): readonly AlignedLetter[] | null {
  const letters = [...upper(printed)];
  const restorations = [...ANYWHERE, ...(ALPHABETS[country ?? ''] ?? [])];
  const endings = new Map<string, readonly (readonly AlignedLetter[])[]>();
  const follow = (i: number, j: number): readonly (readonly AlignedLetter[])[] => {
    if (i === letters.length) return j === mrz.length ? [[]] : [];
    const known = endings.get(`${i} ${j}`);
    if (known) return known;
    const ways = stepsAt(letters, i, mrz, j, restorations).flatMap((step) =>
      follow(i + 1, j + step.length).map((rest) => [step, ...rest]),
    );
    // Two ways are as good as a hundred: the name is not proven.
    const first = ways.slice(0, 2);
    endings.set(`${i} ${j}`, first);
    return first;
  };
  const [way, other] = follow(0, 0);
  return way && !other ? way : null;
}

function stepsAt(
  letters: readonly string[],
  i: number,
  mrz: string,
  j: number,
  restorations: readonly Restoration[],
): AlignedLetter[] {
  const letter = letters[i]!;
  if (/['’]/.test(letter)) return [{ letter: '’', length: 0 }];
  const steps = [...new Set([foldLatin(letter), transliterate(letter)])]
    .filter((spelled) => spelled !== '' && mrz.startsWith(spelled, j))
    .map((spelled) => ({ letter, length: spelled.length }));
  const restored = restorations
    .filter(([base, spelled]) => base === letter && mrz.startsWith(spelled, j))
    .map(([, spelled, restoredLetter]) => ({ letter: restoredLetter, length: spelled.length }));
  return [...steps, ...restored];
}

/** Upper case that keeps ß one letter. */
export const upper = (text: string): string => text.normalize('NFC').replaceAll('ß', 'ẞ').toUpperCase();
