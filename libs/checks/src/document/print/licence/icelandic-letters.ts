/**
 * Whether a name on an Icelandic licence shows that þ or ð was read as another letter: `porsson` for Þórsson, `Siguroar` for
 * Sigurðar. Icelandic sets no o beside another vowel, and no name begins small. The reader knows neither letter, and is sure of
 * what it makes of them.
 */
export const hidesIcelandicLetters = (name: string): boolean =>
  /(?<!\p{L})p/u.test(name) || /[aeiouyáéíóúýöæ]o|o[aeiouyáéíóúýöæ]/iu.test(name.replace(/jo/giu, 'j'));
