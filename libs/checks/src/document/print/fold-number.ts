import { foldLatin } from './names/names.js';

/** O and 0, I and 1 … are one where printed characters are compared with read or coded ones. */
export const foldNumber = (text: string): string =>
  foldLatin(text)
    .replace(/[OQD]/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/Z/g, '2')
    .replace(/S/g, '5')
    .replace(/B/g, '8')
    .replace(/G/g, '6');
