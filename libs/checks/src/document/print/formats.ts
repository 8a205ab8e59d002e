import { foldLatin } from './names/names.js';

/** Letters that stand for the holder's sex wherever they are printed; others mean one here and the other there. */
const FEMALE = ['F', 'W', 'K', 'Z', 'N'];
const SEX_WORDS: readonly (readonly [RegExp, 'M' | 'F'])[] = [
  [/^(?:FEMALE|FEMININ|FEMENINO|FEMMINILE|FEMININO|WEIBLICH|VROUW)/, 'F'],
  [/^(?:MALE$|MASCULIN|MASCHILE|MANNLICH|MAN$)/, 'M'],
];

/** `F`, `F/F`, `K/F`, `N / F`, `Female`; null for what is none. A letter of the MRZ decides over a national one. */
export function sexIn(text: string): 'M' | 'F' | 'X' | null {
  const tokens = text
    .split(/[^\p{L}]+/u)
    .map(foldLatin)
    .filter(Boolean);
  if (tokens.length === 0 || tokens.length > 3) return null;
  for (const code of ['F', 'M', 'X'] as const) if (tokens.includes(code)) return code;
  for (const token of tokens) {
    const word = SEX_WORDS.find(([pattern]) => pattern.test(token));
    if (word) return word[1];
  }
  return tokens.length === 1 && FEMALE.includes(tokens[0]!) ? 'F' : null;
}

/** Zeros among letters are the letter O; any other digit is left for the caller to refuse. */
export const mendLetters = (text: string): string =>
  text.replace(/(?<=\p{L})0(?=\p{L})|(?<=\p{L}{2})0\b|\b0(?=\p{L}{2})/gu, 'O');

/** A name as printed: letters, spaces, hyphens, apostrophes, commas and full stops; null for anything else. */
export function nameIn(text: string): string | null {
  const name = mendLetters(text).trim();
  if (!/^[\p{L}\s\-'’.,]+$/u.test(name)) return null;
  return foldLatin(name).length >= 2 ? name : null;
}

/** A place, an authority, a nationality: mostly letters. */
export function wordsIn(text: string): string | null {
  const words = mendLetters(text)
    .replace(/^[\s:/.,-]+|[\s:/,-]+$/g, '')
    .trim();
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  // What is captioned once more, by a caption that is not known, is something else.
  if (words.includes(':')) return null;
  return letters >= 2 && letters * 2 >= words.replace(/\s/g, '').length ? words : null;
}

/** A document's number without the spaces it is printed with: five characters at least, three of them digits. */
export function numberIn(text: string): string | null {
  const number = text.replace(/[\s.]/g, '');
  if (!/^[A-Za-z\d\-/]{5,20}$/.test(number)) return null;
  return (number.match(/\d/g)?.length ?? 0) >= 3 ? number : null;
}

/** `AM/B`, `B B1 CE`, `D`: directive 2006/126/EC, article 4, and North American classes. */
export const categoriesIn = (value: string): string | null =>
  /^(?:[A-Z][A-Z\d]?E?[\s/,.-]*)+$/.test(value) ? value.trim() : null;
