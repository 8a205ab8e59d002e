import type { Address, DateParts } from '@idem/contracts';
import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { MAX_VALIDITY_YEARS, MIN_CONTRADICTING_SCORE } from '../thresholds.js';
import { labelledAddress } from './address.js';
import type { Agreement, ComparedName } from './agreement.js';
import type { CaptionName } from './captions/captions.js';
import { labelledCells, labelPage } from './captions/labels.js';
import {
  agrees,
  type DateOrder,
  dateIn,
  findDate,
  fullYear,
  type PrintedDate,
} from './dates/printed-date.js';
import { nameIn, numberIn, sexIn, wordsIn } from './formats.js';
import { compareNames } from './names/compare-names.js';
import { foldLatin } from './names/names.js';
import type { Cell } from './page.js';
import type { Printed } from './printed.js';

export interface PrintAgainstZone {
  readonly surname: ComparedName;
  readonly givenNames: ComparedName;
  readonly documentNumber: Agreement;
  /** The number is printed character by character, O and 0 told apart. */
  readonly numberSpelled: boolean;
  readonly dateOfBirth: Agreement;
  readonly dateOfExpiry: Agreement;
  readonly sex: Agreement;
  readonly issued: Printed<DateParts> | null;
  readonly expires: Printed<DateParts> | null;
  readonly placeOfBirth: Printed<string> | null;
  readonly address: Printed<Address> | null;
  readonly nationality: Printed<string> | null;
  readonly authority: Printed<string> | null;
  readonly birthName: Printed<string> | null;
}

interface PrintedDateCell {
  readonly date: PrintedDate;
  readonly cell: Cell;
}

/**
 * Compares the print with the MRZ and takes from it what the MRZ does not hold.
 *
 * `different` needs clear print in the place where the field belongs that says something else; print that
 * was not found, or not read well, is `not-seen`.
 *
 * @param sides cells of each side; positions only mean something within one.
 */
export function readAgainstZone(
  sides: readonly (readonly Cell[])[],
  mrz: ParsedMrz,
  country: string | null,
  now: Date,
): PrintAgainstZone {
  const order: DateOrder = country === 'US' ? 'month-first' : 'day-first';
  const pages = sides.map(labelPage);
  const all = sides.flat();
  const labelled = (name: CaptionName) => pages.flatMap((page) => labelledCells(page, name));
  const text = (name: CaptionName, format: (text: string) => string | null): Printed<string> | null =>
    labelled(name)
      .map((cell) => ({ value: format(cell.text), score: cell.score }))
      .find((printed): printed is Printed<string> => printed.value !== null) ?? null;
  const datesIn = (cells: readonly Cell[], read: typeof findDate) =>
    cells.flatMap((cell): PrintedDateCell[] => {
      const date = read(cell.text, order);
      return date ? [{ date, cell }] : [];
    });
  const datesOf = (name: CaptionName) => datesIn(labelled(name), dateIn);
  const dates = datesIn(all, findDate);
  const isBirthOrExpiry = ({ date }: PrintedDateCell) =>
    [mrz.dateOfBirth, mrz.dateOfExpiry].some((known) => known && agrees(date, known));
  const { surname, givenNames } = compareNames(pages, mrz, country);
  const issued =
    datesOf('issued').find((found) => !isBirthOrExpiry(found) && isPast(found, now)) ??
    likelyIssueDate(dates, mrz, now);
  const expires = datesOf('expires')[0];
  const seen = { others: isBirthOrExpiry };
  return {
    surname,
    givenNames,
    documentNumber: compareNumber(all, labelled('number'), mrz.documentNumber),
    numberSpelled: isSpelled(all, mrz.documentNumber),
    dateOfBirth: compareDate(
      [...dates, ...datesOf('dateOfBirth')],
      datesOf('dateOfBirth'),
      mrz.dateOfBirth,
      seen,
    ),
    dateOfExpiry: compareDate([...dates, ...datesOf('expires')], datesOf('expires'), mrz.dateOfExpiry, seen),
    sex: compareSex(labelled('sex'), mrz.sexCode),
    issued: issued ? partsOf(issued, now.getUTCFullYear()) : null,
    expires: expires ? partsOf(expires, now.getUTCFullYear() + MAX_VALIDITY_YEARS) : null,
    placeOfBirth: text('placeOfBirth', wordsIn),
    address: pages.map((page) => labelledAddress(page, country)).find((found) => found !== null) ?? null,
    nationality: text('nationality', wordsIn),
    authority: text('authority', wordsIn),
    birthName: text('birthName', nameIn),
  };
}

const isClear = ({ score }: Cell): boolean => score >= MIN_CONTRADICTING_SCORE;

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
    (cell) =>
      isClear(cell) && numberIn(cell.text) !== null && foldNumber(cell.text).length === expected.length,
  );
  return contradicting ? 'different' : 'not-seen';
}

/** Shorter numbers are found in other print by chance. */
const MIN_SPELLED_NUMBER = 6;

const isSpelled = (all: readonly Cell[], number: string): boolean =>
  number.length >= MIN_SPELLED_NUMBER && all.some(({ text }) => foldLatin(text).includes(number));

function compareDate(
  all: readonly PrintedDateCell[],
  labelled: readonly PrintedDateCell[],
  expected: ParsedMrz['dateOfBirth'],
  /** A date that the MRZ gives for something else stands under the wrong caption by a misreading of the page. */
  { others }: { readonly others: (found: PrintedDateCell) => boolean },
): Agreement {
  if (!expected) return 'not-seen';
  if (all.some(({ date }) => agrees(date, expected))) return 'same';
  return labelled.some((found) => isClear(found.cell) && !others(found)) ? 'different' : 'not-seen';
}

function compareSex(labelled: readonly Cell[], code: string): Agreement {
  const printed = labelled.map(({ text }) => sexIn(text)).filter((sex) => sex !== null);
  if (printed.length === 0) return 'not-seen';
  return printed[0] === (code === '<' ? 'X' : code) ? 'same' : 'different';
}

const isPast = ({ date }: PrintedDateCell, now: Date): boolean =>
  fullYear(date, now.getUTCFullYear()) <= now.getUTCFullYear();

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
