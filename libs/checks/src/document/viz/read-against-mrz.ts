import type { Address, DateParts } from '@idem/contracts';
import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { foldLatin, isSameName, likeness } from '../names.js';
import { MAX_VALIDITY_YEARS, MIN_CONTRADICTING_SCORE, SAME_NAME_LIKENESS } from '../thresholds.js';
import { labelledAddress } from './address.js';
import { labelledCells } from './labels.js';
import type { Cell } from './page.js';
import type { Printed } from './printed.js';
import { agrees, type DateOrder, findDate, fullYear, type PrintedDate } from './printed-date.js';

/** What the print says of something the MRZ says too. */
export type Agreement = 'same' | 'different' | 'not-seen';

export interface VizAgainstMrz {
  readonly surname: Agreement;
  readonly givenNames: Agreement;
  readonly documentNumber: Agreement;
  readonly dateOfBirth: Agreement;
  readonly dateOfExpiry: Agreement;
  /** The names as printed, where they are the MRZ's. */
  readonly printedSurname: string | null;
  readonly printedGivenNames: string | null;
  readonly issued: Printed<DateParts> | null;
  readonly expires: Printed<DateParts> | null;
  readonly placeOfBirth: Printed<string> | null;
  readonly address: Printed<Address> | null;
}

interface PrintedDateCell {
  readonly date: PrintedDate;
  readonly cell: Cell;
}

/**
 * Compares the visual zone with the MRZ and takes from it what the MRZ does not hold.
 *
 * `different` needs clear print in the place where the field belongs that says something else; print that
 * was not found, or not read well, is `not-seen`.
 *
 * @param sides cells of each side; positions only mean something within one.
 */
export function readAgainstMrz(
  sides: readonly (readonly Cell[])[],
  mrz: ParsedMrz,
  country: string | null,
  now: Date,
): VizAgainstMrz {
  const order: DateOrder = country === 'US' ? 'month-first' : 'day-first';
  const all = sides.flat();
  const labelled = (name: Parameters<typeof labelledCells>[1]) =>
    sides.flatMap((cells) => labelledCells(cells, name));
  const datesIn = (cells: readonly Cell[]) =>
    cells.flatMap((cell): PrintedDateCell[] => {
      const date = findDate(cell.text, order);
      return date ? [{ date, cell }] : [];
    });
  const dates = datesIn(all);
  const surname = compareName(all, labelled('surname'), mrz.surname);
  const givenNames = compareName(all, labelled('givenNames'), mrz.givenNames);
  const issued = datesIn(labelled('issued'))[0] ?? likelyIssueDate(dates, mrz, now);
  const expires = datesIn(labelled('expires'))[0];
  const place = labelled('placeOfBirth').find(({ text, score }) => score >= 0.8 && /\p{L}{2}/u.test(text));
  return {
    surname: surname.agreement,
    givenNames: givenNames.agreement,
    printedSurname: surname.printed,
    printedGivenNames: givenNames.printed,
    documentNumber: compareNumber(all, labelled('number'), mrz.documentNumber),
    dateOfBirth: compareDate(dates, datesIn(labelled('dateOfBirth')), mrz.dateOfBirth),
    dateOfExpiry: compareDate(dates, datesIn(labelled('expires')), mrz.dateOfExpiry),
    issued: issued ? partsOf(issued, now.getUTCFullYear()) : null,
    expires: expires ? partsOf(expires, now.getUTCFullYear() + MAX_VALIDITY_YEARS) : null,
    placeOfBirth: place ? { value: place.text.trim(), score: place.score } : null,
    address: sides.map((cells) => labelledAddress(cells, country)).find((found) => found !== null) ?? null,
  };
}

const isClear = ({ score }: Cell): boolean => score >= MIN_CONTRADICTING_SCORE;

/** A cell may open with a field's number or caption: `1. ERIKSSON`, `Nom: BERTHIER`. */
const bare = (text: string): string => text.replace(/^.*:\s*/, '').replace(/^\d{1,2}[.)\s]+/, '');

function compareName(
  all: readonly Cell[],
  labelled: readonly Cell[],
  mrzName: string,
): { agreement: Agreement; printed: string | null } {
  if (mrzName === '') return { agreement: 'not-seen', printed: null };
  const same = all.find(({ text }) => isSameName(bare(text), mrzName));
  if (same) return { agreement: 'same', printed: bare(same.text) };
  const contradicting = labelled.some((cell) => isClear(cell) && isOtherName(bare(cell.text), mrzName));
  return { agreement: contradicting ? 'different' : 'not-seen', printed: null };
}

/** Neither a misreading, nor a part, nor an extension of the MRZ's name. */
function isOtherName(printed: string, mrzName: string): boolean {
  if (!/^[\p{L}\s\-'’.,]+$/u.test(printed) || likeness(printed, mrzName) >= SAME_NAME_LIKENESS) return false;
  const wordsOf = (text: string) => text.split(/[\s\-.,]+/).filter((word) => foldLatin(word).length > 1);
  const mrzWords = wordsOf(mrzName);
  const words = wordsOf(printed);
  const known = words.filter(
    (word) =>
      foldLatin(mrzName).includes(foldLatin(word)) ||
      mrzWords.some((other) => likeness(word, other) >= SAME_NAME_LIKENESS),
  );
  if (words.length === 0) return false;
  return words.length === mrzWords.length ? known.length < words.length : known.length * 2 < words.length;
}

/** O and 0, I and 1 … are one when printed characters are compared with read ones. */
const foldNumber = (text: string): string =>
  foldLatin(text)
    .replace(/[OQD]/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/Z/g, '2')
    .replace(/S/g, '5')
    .replace(/B/g, '8')
    .replace(/G/g, '6');

function compareNumber(all: readonly Cell[], labelled: readonly Cell[], number: string): Agreement {
  const expected = foldNumber(number);
  if (all.some(({ text }) => foldNumber(text).includes(expected))) return 'same';
  const contradicting = labelled.some(
    (cell) => isClear(cell) && /\d{3}/.test(cell.text) && foldNumber(cell.text).length === expected.length,
  );
  return contradicting ? 'different' : 'not-seen';
}

function compareDate(
  all: readonly PrintedDateCell[],
  labelled: readonly PrintedDateCell[],
  expected: ParsedMrz['dateOfBirth'],
): Agreement {
  if (!expected) return 'not-seen';
  if (all.some(({ date }) => agrees(date, expected))) return 'same';
  return labelled.some(({ cell }) => isClear(cell)) ? 'different' : 'not-seen';
}

/** The only printed date that can be one of issue: past, and within one validity before expiry. */
function likelyIssueDate(
  dates: readonly PrintedDateCell[],
  mrz: ParsedMrz,
  now: Date,
): PrintedDateCell | null {
  const { dateOfBirth, dateOfExpiry } = mrz;
  const expiryYear = dateOfExpiry?.year;
  if (!dateOfBirth || !expiryYear) return null;
  const candidates = dates.filter(({ date }) => {
    if (agrees(date, dateOfBirth) || agrees(date, dateOfExpiry)) return false;
    const year = fullYear(date, now.getUTCFullYear());
    return year <= now.getUTCFullYear() && year <= expiryYear && year >= expiryYear - MAX_VALIDITY_YEARS;
  });
  return candidates.length === 1 ? candidates[0]! : null;
}

function partsOf({ date, cell }: PrintedDateCell, latest: number): Printed<DateParts> {
  return { value: { day: date.day, month: date.month, year: fullYear(date, latest) }, score: cell.score };
}
