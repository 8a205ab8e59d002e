/**
 * Composes machine readable zones.
 *
 * Deliberately independent of the reader under test: a reader checked against its own encoder would agree with
 * its own mistakes.
 */

/** What a machine readable zone states. */
export interface MrzContent {
  /** Three letters as the zone writes them, without filler: `UTO`, `D`. */
  readonly issuingState: string;
  /** One or two letters; by default those of the format: `P`, `I`, `V`. */
  readonly documentCode?: string;
  readonly nationality: string;
  readonly surname: string;
  /** Empty for a holder with one name only. */
  readonly givenNames: string;
  readonly documentNumber: string;
  /** ISO 8601 calendar date, `YYYY-MM-DD`. */
  readonly dateOfBirth: string;
  readonly dateOfExpiry: string;
  readonly sex: 'F' | 'M' | 'X';
  readonly optionalData?: string;
}

/** The check digits that a forgery can get wrong. */
export type CheckedField = 'number' | 'birth' | 'expiry' | 'composite';

export interface MrzFlaws {
  /** This check digit is printed one too high (modulo 10). */
  readonly wrongCheckDigit?: CheckedField;
}

/** ICAO 9303-3, section 6.A: Latin letters whose recommended form is more than the letter without its accent. */
const LATIN: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ħ: 'H',
  ı: 'I',
  Ĳ: 'IJ',
  Ł: 'L',
  Ŋ: 'N',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  ß: 'SS',
  ẞ: 'SS',
  Þ: 'TH',
  Ŧ: 'T',
  Ü: 'UE',
};

/** Capital letters without accents, dropped or spelled out (ICAO 9303-3, 6.A); everything else is kept. */
export function plainCapitals(name: string): string {
  const letters = [...name.normalize('NFC')].map((letter) => {
    const upper = letter === 'ß' || letter === 'ı' ? letter : letter.toUpperCase();
    return LATIN[upper] ?? upper.normalize('NFD').replace(/\p{M}/gu, '');
  });
  return letters.join('');
}

/**
 * Writes a name with A–Z and the filler: accents dropped or spelled out, apostrophes and full stops omitted,
 * spaces, commas and hyphens as `<` (ICAO 9303-3, 4.6).
 *
 * @throws {RangeError} for a character without a Latin transliteration.
 */
export function transliterate(name: string): string {
  const written = plainCapitals(name)
    .replace(/['’.]/g, '')
    .replace(/[\s,-]+/g, '<')
    .replace(/^<+|<+$/g, '');
  if (!/^[A-Z<]*$/.test(written)) throw new RangeError(`cannot write ${JSON.stringify(name)} in an MRZ`);
  return written;
}

/** Check digit over `value`: weights 7, 3, 1 repeating, modulo 10; A–Z count 10–35, `<` 0 (ICAO 9303-3, 4.9). */
export function checkDigit(value: string): string {
  const sum = [...value].reduce((total, character, index) => {
    const worth = character === '<' ? 0 : Number.parseInt(character, 36);
    return total + worth * (index % 3 === 0 ? 7 : index % 3 === 1 ? 3 : 1);
  }, 0);
  return String(sum % 10);
}

/** Two lines of 44 characters: passport booklets (ICAO 9303-4, 4.2.2). */
export function td3Lines(content: MrzContent, flaws: MrzFlaws = {}): [string, string] {
  const { numberPart, birthPart, expiryPart, digit } = commonParts(content, flaws);
  const optional = (content.optionalData ?? '').padEnd(14, '<').slice(0, 14);
  const optionalPart = optional + (content.optionalData ? checkDigit(optional) : '<');
  const composite = digit('composite', numberPart + birthPart + expiryPart + optionalPart);
  return [
    `${code(content, 'P')}${state(content.issuingState)}${nameField(content, 39)}`,
    numberPart +
      state(content.nationality) +
      birthPart +
      sexLetter(content) +
      expiryPart +
      optionalPart +
      composite,
  ];
}

/** Three lines of 30 characters: identity cards (ICAO 9303-5, 4.2.2). */
export function td1Lines(content: MrzContent, flaws: MrzFlaws = {}): [string, string, string] {
  const digit = checkDigits(flaws);
  const number = content.documentNumber;
  const optional = content.optionalData ?? '';
  // A longer number continues in the optional data, and a filler stands in for its check digit (9303-5, 4.2.4).
  const numberPart =
    number.length > 9
      ? `${number.slice(0, 9)}<${number.slice(9)}${digit('number', number)}<${optional}`
      : number.padEnd(9, '<') + digit('number', number.padEnd(9, '<')) + optional;
  if (numberPart.length > 25) throw new RangeError('document number and optional data exceed line 1');
  const birthPart = datePart(content.dateOfBirth, 'birth', digit);
  const expiryPart = datePart(content.dateOfExpiry, 'expiry', digit);
  const upper = numberPart.padEnd(25, '<');
  const lower = '<'.repeat(11);
  return [
    `${code(content, 'I')}${state(content.issuingState)}${upper}`,
    birthPart +
      sexLetter(content) +
      expiryPart +
      state(content.nationality) +
      lower +
      digit('composite', upper + birthPart + expiryPart + lower),
    nameField(content, 30),
  ];
}

/** Two lines of 36 characters: larger cards (ICAO 9303-6, 4.2.2). */
export function td2Lines(content: MrzContent, flaws: MrzFlaws = {}): [string, string] {
  const { numberPart, birthPart, expiryPart, digit } = commonParts(content, flaws);
  const optional = (content.optionalData ?? '').padEnd(7, '<').slice(0, 7);
  const composite = digit('composite', numberPart + birthPart + expiryPart + optional);
  return [
    `${code(content, 'I')}${state(content.issuingState)}${nameField(content, 31)}`,
    numberPart +
      state(content.nationality) +
      birthPart +
      sexLetter(content) +
      expiryPart +
      optional +
      composite,
  ];
}

/** Two lines of 44 (`MRVA`) or 36 (`MRVB`) characters: visas, which have no composite digit (ICAO 9303-7, 4.2.2). */
export function visaLines(
  format: 'MRVA' | 'MRVB',
  content: MrzContent,
  flaws: Exclude<MrzFlaws, { wrongCheckDigit: 'composite' }> = {},
): [string, string] {
  const length = format === 'MRVA' ? 44 : 36;
  const { numberPart, birthPart, expiryPart } = commonParts(content, flaws);
  const lower =
    numberPart +
    state(content.nationality) +
    birthPart +
    sexLetter(content) +
    expiryPart +
    (content.optionalData ?? '');
  if (lower.length > length) throw new RangeError('the optional data exceed line 2');
  return [
    `${code(content, 'V')}${state(content.issuingState)}${nameField(content, length - 5)}`,
    lower.padEnd(length, '<'),
  ];
}

/**
 * Two lines of 36 characters: the French identity card issued until 2021. Its number has 12 digits, opening with year
 * and month of issue; it states no expiry and no nationality.
 *
 * @param content.optionalData department and office of issue, six characters.
 */
export function frenchCardLines(content: MrzContent, flaws: MrzFlaws = {}): [string, string] {
  const digit = checkDigits(flaws);
  const { documentNumber: number } = content;
  if (!/^\d{12}$/.test(number)) throw new RangeError('a French card of this kind has a number of 12 digits');
  const surname = transliterate(content.surname).slice(0, 25).padEnd(25, '<');
  const given = transliterate(content.givenNames.replace(/\s+/g, ' ')).replaceAll(' ', '<');
  const upper = `IDFRA${surname}${(content.optionalData ?? '').padEnd(6, '<').slice(0, 6)}`;
  const lower =
    number +
    digit('number', number) +
    given.slice(0, 14).padEnd(14, '<') +
    datePart(content.dateOfBirth, 'birth', digit) +
    sexLetter(content);
  return [upper, lower + digit('composite', upper + lower)];
}

/** What lines of 36 and 44 characters have in common. */
function commonParts(content: MrzContent, flaws: MrzFlaws) {
  const digit = checkDigits(flaws);
  const number = content.documentNumber.padEnd(9, '<');
  if (number.length > 9) throw new RangeError('a document number has at most 9 characters here');
  return {
    digit,
    numberPart: number + digit('number', number),
    birthPart: datePart(content.dateOfBirth, 'birth', digit),
    expiryPart: datePart(content.dateOfExpiry, 'expiry', digit),
  };
}

type DigitOf = (field: CheckedField, value: string) => string;

function checkDigits({ wrongCheckDigit }: MrzFlaws): DigitOf {
  return (field, value) => {
    const digit = checkDigit(value);
    return field === wrongCheckDigit ? String((Number(digit) + 1) % 10) : digit;
  };
}

function datePart(isoDate: string, field: CheckedField, digit: DigitOf): string {
  const written = isoDate.slice(2).replaceAll('-', '');
  return written + digit(field, written);
}

const state = (issuer: string) => issuer.padEnd(3, '<');
const code = ({ documentCode }: MrzContent, usual: string) => (documentCode ?? usual).padEnd(2, '<');
const sexLetter = ({ sex }: MrzContent) => (sex === 'X' ? '<' : sex);

/**
 * Surname, two fillers, given names; cut to `length` so that at least one given letter stays, and ending in a letter,
 * which tells that it may go on (9303-4, 4.2.3): `CHRISTINAM` of `CHRISTINA MARGARETHA`.
 */
function nameField(content: MrzContent, length: number): string {
  const given = transliterate(content.givenNames);
  const room = given === '' ? length : length - 3;
  const surname = transliterate(content.surname).slice(0, room);
  const full = given === '' ? surname : `${surname}<<${given}`;
  const goesOn = full.length > length && full[length - 1] === '<' && full[length - 2] !== '<';
  const cut = goesOn ? full.slice(0, length - 1) + full.slice(length) : full;
  return cut.slice(0, length).padEnd(length, '<');
}
