import { type MrzDate, parseBirthDate, parseExpiryDate } from './dates.js';
import { fieldText, type MrzFormat } from './layouts.js';
import { russianPassport } from './russian-passport.js';
import { longDocumentNumber } from './verify-check-digits.js';

/** The content of an MRZ, still in its own spelling (ICAO 9303-3 §4 and §6). */
export interface ParsedMrz {
  /** `P`, `ID`, `AR`, …; fillers removed. */
  readonly documentCode: string;
  /** ICAO 9303-3 §5 code, one to three letters; fillers removed. */
  readonly issuingState: string;
  readonly nationality: string | null;
  /** Fillers removed. */
  readonly documentNumber: string;
  /** Primary identifier, words separated by spaces; empty where the holder has given names only. */
  readonly surname: string;
  /** Secondary identifier, words separated by spaces; empty where the holder has none. */
  readonly givenNames: string;
  /** The name field is full, so the names may go on beyond it. */
  readonly namesMayBeTruncated: boolean;
  readonly dateOfBirth: MrzDate | null;
  /** Every part null: the document has no end. */
  readonly dateOfExpiry: MrzDate | null;
  /** Null when unspecified. */
  readonly sex: 'male' | 'female' | null;
  /** As printed: `M`, `F`, `X` or `<`. */
  readonly sexCode: string;
  /** Of the formats that write it. */
  readonly dateOfIssue?: MrzDate | null;
}

/** Reads the fields out of the lines of an MRZ. `now` decides centuries: births lie before, expiries near it. */
export function parseMrz(format: MrzFormat, lines: readonly string[], now: Date): ParsedMrz {
  const parsed = parseFields(format, lines, now);
  if (format !== 'RUSPN') return parsed;
  return { ...parsed, ...russianPassport(parsed, fieldText(format, lines, 'optionalData'), now) };
}

function parseFields(format: MrzFormat, lines: readonly string[], now: Date): ParsedMrz {
  const text = (name: Parameters<typeof fieldText>[2]) => fieldText(format, lines, name);
  const long = longDocumentNumber(format, lines);
  const nameFields = text('names');
  const hasOwnFields = nameFields === '';
  const [surname, givenNames] = hasOwnFields
    ? [words(text('surname')), words(text('givenNames'))]
    : splitNames(nameFields);
  const sexCode = text('sex');
  const dateOfBirth = parseBirthDate(text('dateOfBirth'), now);
  return {
    documentCode: text('documentCode').replaceAll('<', ''),
    issuingState: text('issuingState').replaceAll('<', ''),
    nationality: text('nationality').replaceAll('<', '') || null,
    documentNumber: (long ? long.principal + long.rest : text('documentNumber')).replaceAll('<', ''),
    surname,
    givenNames,
    namesMayBeTruncated: hasOwnFields
      ? [text('surname'), text('givenNames')].some((names) => names !== '' && !names.endsWith('<'))
      : !nameFields.endsWith('<'),
    dateOfBirth,
    dateOfExpiry: isPermanentSpanishCard(format, lines, dateOfBirth, now)
      ? NO_END
      : parseExpiryDate(text('dateOfExpiry'), now),
    sex: sexCode === 'M' ? 'male' : sexCode === 'F' ? 'female' : null,
    sexCode,
  };
}

const words = (text: string): string => text.split('<').filter(Boolean).join(' ');

/** Primary and secondary identifier are parted by two fillers (9303-3 §4.6); two at the start leave the first one empty. */
function splitNames(text: string): [surname: string, givenNames: string] {
  if (text.startsWith('<<')) return ['', words(text)];
  const trimmed = text.replace(/^<+/, '');
  const at = trimmed.indexOf('<<');
  return at < 0 ? [words(trimmed), ''] : [words(trimmed.slice(0, at)), words(trimmed.slice(at))];
}

/** What 9303-3 §4.8 writes with fillers. */
const NO_END: MrzDate = { year: null, month: null, day: null };

/** From this age on Spain's identity card is issued without an end (Real Decreto 1553/2005, article 6.1). */
const PERMANENT_FROM_AGE = 70;

/**
 * Spain's identity card of a person over 70 prints 01 01 9999, which its zone cuts to 990101. No card of this size
 * ended in 1999: the first was issued in 2006. A younger holder's is none of them.
 */
function isPermanentSpanishCard(
  format: MrzFormat,
  lines: readonly string[],
  birth: MrzDate | null,
  now: Date,
): boolean {
  if (format !== 'TD1' || !lines[0]!.startsWith('IDESP')) return false;
  if (fieldText(format, lines, 'dateOfExpiry') !== '990101' || birth?.year == null) return false;
  return now.getUTCFullYear() - birth.year >= PERMANENT_FROM_AGE;
}
