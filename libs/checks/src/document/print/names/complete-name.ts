import { nameIn } from '../formats.js';
import { toNaturalCase } from './names.js';
import { type AlignedLetter, alignSpelling, upper } from './restore-spelling.js';

/**
 * A name that the zone cut, as the page bears it whole, in natural case: `ALEXAN` printed `ALEXANDRA`, `CHRISTINAM`
 * printed `CHRISTINA MARGARETHA`, `BENNELONG WOOLOO WARRAND W` printed in full. ICAO 9303-3 §4.6 and 9303-4 §4.2.3 let
 * the zone cut the end, cut words to their first letters, and leave words out at the end.
 *
 * @param printed the print beside the caption of this name.
 * @param zone words A–Z, parted by spaces; only of a zone whose names fill their field.
 * @param country ISO 3166-1 alpha-2 of the issuer, whose alphabet tells Ä from Æ.
 * @returns null where the print is another name, or does not go on.
 */
export function completeName(printed: string, zone: string, country: string | null): string | null {
  const name = nameIn(printed.replace(/[,.]/g, ' ').replace(/\s+/g, ' '));
  if (name === null || zone === '') return null;
  const pieces = upper(name).split(/([\s-]+)/);
  const words = zone.split(' ');
  const whole = cutWords(pieces, words, country) ?? cutEnd(pieces, words, country);
  if (whole === null || (pieces.length === 1 && isRunTogether(whole, words))) return null;
  // Print that has lower case already knows its own: `van der Berg`.
  return toNaturalCase(upper(name) === whole ? name : whole);
}

/** Every word of the zone opens the word in its place; the print has more letters. */
function cutWords(pieces: readonly string[], zone: readonly string[], country: string | null): string | null {
  const words = pieces.filter((_, i) => i % 2 === 0);
  if (zone.length > words.length) return null;
  const opened = zone.map((word, i) => opening(words[i]!, word, country));
  if (opened.some((found) => found === null)) return null;
  const goesOn = words.length > zone.length || opened.some((found) => found!.rest !== '');
  if (!goesOn) return null;
  return pieces
    .map((piece, i) => {
      const found = i % 2 === 0 ? opened[i / 2] : undefined;
      return found ? found.spelled + found.rest : piece;
    })
    .join('');
}

/** The zone's letters open those of the print, wherever each parts its words. */
function cutEnd(pieces: readonly string[], zone: readonly string[], country: string | null): string | null {
  const letters = pieces.filter((_, i) => i % 2 === 0).join('');
  const found = opening(letters, zone.join(''), country);
  if (!found || found.rest === '') return null;
  if (pieces.length === 1) return respaced(found, zone);
  const spelled = [...found.spelled, ...found.rest];
  return pieces
    .map((piece, i) => (i % 2 === 1 ? piece : spelled.splice(0, [...piece].length).join('')))
    .join('');
}

/** Readers drop spaces: words that run together are parted where the zone parts them. */
function respaced({ aligned, rest }: Opening, zone: readonly string[]): string | null {
  const ends = new Set<number>();
  let end = 0;
  for (const word of zone.slice(0, -1)) {
    end += word.length;
    ends.add(end);
  }
  let [read, spelled] = [0, ''];
  for (const { letter, length } of aligned) {
    if (ends.has(read) && length > 0) spelled += ' ';
    spelled += letter;
    read += length;
  }
  return spelled + rest;
}

/**
 * Where the zone cut a word, only the print could part what follows it. A word this long that goes on for so many
 * letters is two that ran together (`FRANZISKAMARGARETHA`) more often than one.
 */
const MAX_WORD = 13;
const MAX_REST = 4;

function isRunTogether(whole: string, zone: readonly string[]): boolean {
  const last = whole.split(' ').at(-1)!;
  return last.length > MAX_WORD && last.length - zone.at(-1)!.length > MAX_REST;
}

interface Opening {
  readonly aligned: readonly AlignedLetter[];
  readonly spelled: string;
  readonly rest: string;
}

/** The fewest letters of a printed word that spell what the zone has of it, and the rest. */
function opening(printed: string, zone: string, country: string | null): Opening | null {
  const letters = [...printed];
  for (let length = 1; length <= letters.length; length++) {
    const aligned = alignSpelling(letters.slice(0, length).join(''), zone, country);
    if (!aligned) continue;
    const rest = letters.slice(length).join('');
    return { aligned, spelled: aligned.map(({ letter }) => letter).join(''), rest };
  }
  return null;
}
