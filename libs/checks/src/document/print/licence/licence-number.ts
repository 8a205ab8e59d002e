import type { DateParts } from '@idem/contracts';
import { foldLatin } from '../names/names.js';

/** What a licence's number must agree with. */
export interface NumberContext {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly dateOfBirth: DateParts | null;
}

/**
 * - `agrees`: the number says what the print says elsewhere, or its check sign is right;
 * - `fits`: it has its issuer's form, which says nothing about the rest;
 * - `differs`: it has not its issuer's form, or says something else than the print.
 */
export type NumberStructure = 'agrees' | 'fits' | 'differs';

export interface StructuredNumber {
  /** The number alone, signs that readers take for each other set right where the form tells. */
  readonly value: string;
  /** What follows the number and is no part of it: the count of cards that were issued under it. */
  readonly issueNumber: string | null;
  /** Null where the issuer's form is not known. */
  readonly structure: NumberStructure | null;
}

const TO_LETTER: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 6: 'G', 8: 'B' };
const TO_DIGIT: Readonly<Record<string, string>> = {
  O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', G: '6', B: '8',
}; // biome-ignore format: pairs of signs that readers take for each other

/** A number in a form of `@` letter, `#` digit, `*` either; anything else stands for itself. Null where it does not fit. */
function shaped(number: string, form: string): string | null {
  if (number.length !== form.length) return null;
  const signs = [...number].map((sign, at) => {
    const wanted = form[at]!;
    if (wanted === '*') return /[A-Z0-9]/.test(sign) ? sign : null;
    if (wanted === '@') return /[A-Z]/.test(sign) ? sign : (TO_LETTER[sign] ?? null);
    if (wanted === '#') return /\d/.test(sign) ? sign : (TO_DIGIT[sign] ?? null);
    return sign === wanted || (TO_LETTER[sign] ?? TO_DIGIT[sign]) === wanted ? wanted : null;
  });
  return signs.includes(null) ? null : signs.join('');
}

/** Licences print capitals: a small l is an I or a 1. */
const compact = (printed: string): string => printed.replace(/l/g, 'I').toUpperCase().replace(/[\s.]/g, '');

type Rule = (number: string, context: NumberContext) => StructuredNumber | null;

/**
 * Forms as issuers publish them and validators collect them (Microsoft Purview's sensitive information types, the states'
 * own pages). A state may print older numbers in other forms, so a form that does not fit is told and refuses nothing.
 */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  AT: ['########'],
  BE: ['##########'],
  BG: ['#########'],
  CH: ['############'],
  CZ: ['@@######'],
  DK: ['########'],
  EE: ['@@######'],
  FR: ['##@@#####', '############'],
  HR: ['########'],
  HU: ['@@######'],
  IE: ['######@@@@', '#########', '###@@#####'],
  IT: ['@@#######@', 'U1*******@'],
  LT: ['########'],
  LU: ['######'],
  LV: ['@@######'],
  NL: ['##########'],
  NO: ['###########'],
  PL: ['###########'],
  PT: ['@########', '@@#######'],
  RO: ['@########@', '@########'],
  SI: ['#########'],
  SK: ['@#######', '@@######'],
  UA: ['@@@######'],
};

const RULES: Readonly<Record<string, Rule>> = {
  GB: britishNumber,
  DE: germanNumber,
  ES: spanishNumber,
  SE: (number, context) => personalNumber(number, '######-####', context),
};

/**
 * Parts a licence's number from what stands behind it, sets misread signs right where its form tells, and says whether it
 * bears out the rest of the print. A witness beside others: whoever knows the rules can print a number that obeys them.
 */
export function structuredNumber(printed: string, context: NumberContext): StructuredNumber {
  const number = compact(printed);
  const plain: StructuredNumber = { value: number, issueNumber: null, structure: null };
  const { country } = context;
  if (country === null) return plain;
  const rule = RULES[country];
  if (rule) return rule(number, context) ?? { ...plain, structure: 'differs' };
  const forms = FORMS[country];
  if (!forms) return plain;
  const fits = forms.some(
    (form) => shaped(number.replace(/[-/]/g, ''), form) === number.replace(/[-/]/g, ''),
  );
  return { ...plain, structure: fits ? 'fits' : 'differs' };
}

/** A British driver number and what it says of its holder (DVLA's published description). */
export interface BritishNumber {
  readonly value: string;
  readonly issueNumber: string | null;
  /** Five letters, short surnames filled with 9; the first two given names' initials, 9 for none. */
  readonly surname: string;
  readonly initials: string;
  readonly female: boolean;
  readonly day: number;
  readonly month: number;
  /** The last two digits. */
  readonly year: number;
}

/** A 16-character driver number, perhaps with the two digits of its issue; null for anything else. */
export function readBritishNumber(printed: string): BritishNumber | null {
  const signs = compact(printed);
  if (signs.length !== 16 && signs.length !== 18) return null;
  const raw = signs.slice(0, 16);
  const surname = [...raw.slice(0, 5)]
    .map((sign) => (sign === '9' ? sign : (TO_LETTER[sign] ?? sign)))
    .join('');
  const digits = shaped(raw.slice(5, 11), '######');
  const initials = [...raw.slice(11, 13)]
    .map((sign) => (sign === '9' ? sign : (TO_LETTER[sign] ?? sign)))
    .join('');
  const last = shaped(raw.slice(13), '*@@');
  const issueNumber = signs.length === 18 ? shaped(signs.slice(16), '##') : null;
  if (!/^[A-Z]{1,5}9*$/.test(surname) || surname.length !== 5 || !digits || !last) return null;
  if (!/^[A-Z][A-Z9]$/.test(initials) || (signs.length === 18 && issueNumber === null)) return null;
  const month = Number(digits.slice(1, 3));
  const day = Number(digits.slice(3, 5));
  if (month % 50 < 1 || month % 50 > 12 || month > 62 || day < 1 || day > 31) return null;
  return {
    value: surname + digits + initials + last,
    issueNumber,
    surname,
    initials,
    female: month > 50,
    day,
    month: month % 50,
    year: Number(digits[0]! + digits[5]!),
  };
}

function britishNumber(
  number: string,
  { surname, givenNames, dateOfBirth }: NumberContext,
): StructuredNumber | null {
  // Northern Ireland numbers with eight digits.
  const northern = shaped(number, '########');
  if (northern && /^\d{8}$/.test(number)) return { value: number, issueNumber: null, structure: 'fits' };
  const read = readBritishNumber(number);
  if (!read) return null;
  const { value, issueNumber } = read;
  if (surname === null || dateOfBirth?.year == null) return { value, issueNumber, structure: 'fits' };
  const letters = foldLatin(surname).replace(/^MAC/, 'MC').slice(0, 5).padEnd(5, '9');
  const initial = givenNames === null ? null : foldLatin(givenNames)[0];
  const agrees =
    letters === read.surname &&
    dateOfBirth.day === read.day &&
    dateOfBirth.month === read.month &&
    dateOfBirth.year % 100 === read.year &&
    (initial === null || initial === read.initials[0]);
  return { value, issueNumber, structure: agrees ? 'agrees' : 'differs' };
}

/**
 * Germany: four signs of the authority, five of the licence, a check sign and the number of the copy. The check is the sum of
 * the first nine (A = 10 … Z = 35) times 9 … 1 modulo 11, X for 10; the published specimen B072RRE2I55 obeys it.
 */
function germanNumber(number: string): StructuredNumber | null {
  if (!/^[A-Z0-9]{11}$/.test(number)) return null;
  const holds = (candidate: string) => {
    const sum = [...candidate.slice(0, 9)].reduce(
      (total, sign, i) => total + Number.parseInt(sign, 36) * (9 - i),
      0,
    );
    return candidate[9] === (sum % 11 === 10 ? 'X' : String(sum % 11));
  };
  // Letter, three digits; a check sign and a copy that are digits but for X.
  const shape = (candidate: string) => {
    const head = shaped(candidate.slice(0, 4), '@###') ?? candidate.slice(0, 4);
    const check = candidate[9] === 'X' ? 'X' : (shaped(candidate[9]!, '#') ?? candidate[9]!);
    return head + candidate.slice(4, 9) + check + candidate[10]!;
  };
  const value = shape(number);
  if (holds(value)) return { value, issueNumber: null, structure: 'agrees' };
  const mended = [4, 5, 6, 7, 8].flatMap((at) => {
    const other = TO_LETTER[value[at]!] ?? TO_DIGIT[value[at]!];
    const candidate = other && value.slice(0, at) + other + value.slice(at + 1);
    return candidate && holds(candidate) ? [candidate] : [];
  });
  return mended.length === 1
    ? { value: mended[0]!, issueNumber: null, structure: 'agrees' }
    : { value, issueNumber: null, structure: 'differs' };
}

/** Spain numbers licences by the identity number: eight digits, or X, Y, Z and seven, and the letter of its remainder of 23. */
function spanishNumber(number: string): StructuredNumber | null {
  const signs = number.replace(/-/g, '');
  const read = shaped(signs, '########@') ?? shaped(signs, '@#######@');
  if (!read) return null;
  const digits = read.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  if (!/^\d{8}$/.test(digits)) return null;
  const agrees = 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === read.at(-1);
  const value = number.includes('-') ? `${read.slice(0, -1)}-${read.at(-1)}` : read;
  return { value, issueNumber: null, structure: agrees ? 'agrees' : 'differs' };
}

/** A personal number that begins with the birth, `YYMMDD`. */
function personalNumber(
  number: string,
  form: string,
  { dateOfBirth }: NumberContext,
): StructuredNumber | null {
  const value = shaped(number, form);
  if (!value || dateOfBirth?.year == null)
    return value ? { value, issueNumber: null, structure: 'fits' } : null;
  const { day, month, year } = dateOfBirth;
  const birth = [year % 100, month ?? 0, day ?? 0].map((part) => String(part).padStart(2, '0')).join('');
  return { value, issueNumber: null, structure: value.startsWith(birth) ? 'agrees' : 'fits' };
}
