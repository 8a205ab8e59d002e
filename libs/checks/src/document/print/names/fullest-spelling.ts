import { foldLatin, toNaturalCase } from './names.js';
import { type AlignedLetter, alignSpelling, upper } from './restore-spelling.js';

/**
 * The fullest spelling of a name that print and MRZ prove together, in natural case: the print's hyphens,
 * apostrophes and diacritics, those that the reader lost where the MRZ spells them out, and the MRZ's spaces
 * where the reader dropped them. Where print and MRZ are not the same word it is the MRZ's.
 *
 * @param mrz words A–Z, parted by spaces.
 * @param country ISO 3166-1 alpha-2 of the issuer, whose alphabet tells Ä from Æ; null restores less.
 */
export function fullestSpelling(mrz: string, printed: string | null, country: string | null = null): string {
  const words = mrz.split(' ');
  const pieces = upper(printed ?? '')
    .replace(/[,.]/g, ' ')
    .trim()
    .split(/([\s-]+)/);
  const printedWords = pieces.filter((_, i) => i % 2 === 0);
  const inParts = printedWords.length === words.length;
  const spelled = inParts
    ? pieces
        .map((piece, i) => (i % 2 === 1 ? separator(piece) : wordOf(piece, words[i / 2]!, country)))
        .join('')
    : (respaced(printedWords.join(''), words, country) ?? mrz);
  // Print that has lower case already knows its own: `van der Berg`.
  const isMixed = printed !== null && /\p{Ll}/u.test(printed) && upper(printed) === spelled;
  return toNaturalCase(isMixed ? printed : spelled);
}

const separator = (piece: string): string => (piece.includes('-') ? '-' : ' ');

const wordOf = (printed: string, mrz: string, country: string | null): string => {
  const aligned = alignSpelling(printed, mrz, country);
  return aligned ? withPlausibleApostrophes(aligned) : mrz;
};

/** `O’NEILL`, `D’ANGELO`, `DELL’ACQUA`, `SANT’ANNA`; a stroke anywhere else is dirt. */
const ELISION = /^(?:\p{Lu}|D[AE]LL?|ALL|NELL|SANT)’\p{Lu}{3}[^’]*$/u;

function withPlausibleApostrophes(aligned: readonly AlignedLetter[]): string {
  const text = aligned.map(({ letter }) => letter).join('');
  return ELISION.test(text) ? text : text.replaceAll('’', '');
}

/** Words run together in print, parted where the MRZ parts them. */
function respaced(printed: string, words: readonly string[], country: string | null): string | null {
  const aligned = alignSpelling(printed, foldLatin(words.join('')), country);
  if (!aligned) return null;
  const ends = new Set<number>();
  words.reduce((end, word) => {
    ends.add(end + word.length);
    return end + word.length;
  }, 0);
  let read = 0;
  let spelled = '';
  for (const { letter, length } of aligned) {
    if (length > 0 && spelled !== '' && ends.has(read)) spelled += ' ';
    spelled += letter === '’' ? '' : letter;
    const before = read;
    read += length;
    // A letter that stands across the end of a word belongs to neither.
    if ([...ends].some((end) => end > before && end < read)) return null;
  }
  return spelled;
}
