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
export const nameSkeleton = (text: string): string =>
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
    nameSkeleton(printed) === nameSkeleton(mrz)
  );
}
