import type { Address, DateParts } from '@idem/contracts';
import type { MrzDate } from '@idem/vision/stages/mrz/dates';
import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { MAX_VALIDITY_YEARS, MIN_CONTRADICTING_SCORE } from '../thresholds.js';
import { labelledAddress } from './address.js';
import type { Agreement, ComparedName } from './agreement.js';
import type { CaptionName } from './captions/captions.js';
import { labelledCells, labelPage } from './captions/labels.js';
import { compareDate, isGiven, type PrintedDateCell } from './compare-date.js';
import { compareNumber, isSpelled } from './compare-number.js';
import { type DatedBirth, dateBirth } from './dates/century-of-birth.js';
import { isStruckOut, saysEndless } from './dates/endless.js';
import { agrees, bareDateIn, type DateOrder, dateIn, findDate, fullYear } from './dates/printed-date.js';
import { nameIn, sexIn, wordsIn } from './formats.js';
import { compareNames } from './names/compare-names.js';
import type { Cell } from './page.js';
import type { Printed } from './printed.js';

export interface PrintAgainstZone {
  readonly surname: ComparedName;
  readonly givenNames: ComparedName;
  /** Where the zone has one name, the caption that the page prints it under; null where neither tells. */
  readonly soleName: 'surname' | 'givenNames' | null;
  readonly documentNumber: Agreement;
  /** `unclear` only because the reader was not certain of the one character. */
  readonly numberMisread: boolean;
  /** The number is printed character by character, O and 0 told apart. */
  readonly numberSpelled: boolean;
  readonly dateOfBirth: Agreement;
  /** The zone's date of birth in the century that the print tells. */
  readonly birth: DatedBirth;
  readonly dateOfExpiry: Agreement;
  /** Beside the caption of the expiry stands that there is none: in words or as the year 9999, or by strokes. */
  readonly endless: 'said' | 'struck-out' | null;
  readonly sex: Agreement;
  readonly issued: Printed<DateParts> | null;
  readonly expires: Printed<DateParts> | null;
  readonly placeOfBirth: Printed<string> | null;
  readonly address: Printed<Address> | null;
  readonly nationality: Printed<string> | null;
  readonly authority: Printed<string> | null;
  readonly birthName: Printed<string> | null;
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
  const isNumber = ({ cell }: PrintedDateCell) => cell.text.replace(/\D/g, '') === mrz.documentNumber;
  const bare = datesIn(all, bareDateIn).filter(
    (found) => !isNumber(found) && !findDate(found.cell.text, order),
  );
  // Eight digits are a date where one of the zone's dates is printed in the same way: readers drop its spaces.
  const isBarePage = bare.some(({ date }) =>
    [mrz.dateOfBirth, mrz.dateOfExpiry].some((known) => isGiven(known) && agrees(date, known)),
  );
  const dates = [...datesIn(all, findDate), ...(isBarePage ? bare : [])];
  const isBirthOrExpiry = ({ date }: PrintedDateCell) =>
    [birth.date, mrz.dateOfExpiry].some((known) => isGiven(known) && agrees(date, known));
  const births = datesOf('dateOfBirth');
  const birth = dateBirth(mrz.dateOfBirth, births, dates, now);
  const { surname, givenNames, soleName } = compareNames(pages, mrz, country);
  const number = compareNumber(all, labelled('number'), mrz.documentNumber);
  const issued =
    datesOf('issued').find((found) => !isBirthOrExpiry(found) && isPast(found, now)) ??
    likelyIssueDate(dates, mrz, now);
  const expires = datesOf('expires')[0];
  const expiry = compareDate(
    [...dates, ...datesOf('expires')],
    datesOf('expires'),
    mrz.dateOfExpiry,
    isBirthOrExpiry,
  );
  const printedBirth = compareDate([...dates, ...births], births, birth.date, isBirthOrExpiry);
  const endless = expires ? null : endlessIn(labelled('expires'));
  const saysNone = endless !== null && mrz.dateOfExpiry !== null && !isGiven(mrz.dateOfExpiry);
  return {
    surname,
    givenNames,
    soleName,
    documentNumber: number.agreement,
    numberMisread: number.misread,
    numberSpelled: isSpelled(all, mrz.documentNumber),
    dateOfBirth: printedBirth === 'not-seen' && isOfNoCentury(dates, birth.date) ? 'unclear' : printedBirth,
    birth,
    dateOfExpiry: saysNone && expiry === 'not-seen' ? 'same' : expiry,
    endless,
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

/** The zone's day, month and year in two digits are printed in full, and only in a century in which nobody alive was born. */
function isOfNoCentury(dates: readonly PrintedDateCell[], birth: MrzDate | null): boolean {
  if (!isGiven(birth) || dates.some(({ date }) => agrees(date, birth))) return false;
  return [-200, -100, 100].some((centuries) =>
    dates.some(({ date, cell }) => {
      const printed = { ...birth, year: (birth?.year ?? 0) + centuries };
      return !date.shortYear && cell.score >= MIN_CONTRADICTING_SCORE && agrees(date, printed);
    }),
  );
}

function endlessIn(cells: readonly Cell[]): PrintAgainstZone['endless'] {
  if (cells.some(({ text }) => saysEndless(text))) return 'said';
  return cells.some(({ text }) => isStruckOut(text)) ? 'struck-out' : null;
}

function compareSex(labelled: readonly Cell[], code: string): Agreement {
  const printed = labelled.map(({ text }) => sexIn(text)).filter((sex) => sex !== null);
  if (printed.length === 0) return 'not-seen';
  return printed[0] === (code === '<' ? 'X' : code) ? 'same' : 'different';
}

const isPast = ({ date }: PrintedDateCell, now: Date): boolean =>
  fullYear(date, now.getUTCFullYear()) <= now.getUTCFullYear();

/**
 * The only printed date that can be one of issue: past, after the birth, and within one validity before expiry; where
 * none is within it, the only one before that, so that a validity of twenty years is seen to be one.
 */
function likelyIssueDate(
  dates: readonly PrintedDateCell[],
  mrz: ParsedMrz,
  now: Date,
): PrintedDateCell | null {
  const { dateOfBirth, dateOfExpiry } = mrz;
  const expiryYear = dateOfExpiry?.year;
  if (!dateOfBirth || !expiryYear) return null;
  const yearOf = ({ date }: PrintedDateCell) => fullYear(date, now.getUTCFullYear());
  const past = dates.filter((found) => {
    if (agrees(found.date, dateOfBirth) || agrees(found.date, dateOfExpiry)) return false;
    const year = yearOf(found);
    const isBirthOfOtherCentury =
      found.date.day === dateOfBirth.day &&
      found.date.month === dateOfBirth.month &&
      year % 100 === (dateOfBirth.year ?? 0) % 100;
    return year <= now.getUTCFullYear() && year <= expiryYear && !isBirthOfOtherCentury;
  });
  const recent = past.filter((found) => yearOf(found) >= expiryYear - MAX_VALIDITY_YEARS);
  const later = past.filter((found) => yearOf(found) > (dateOfBirth.year ?? 0));
  const candidates = recent.length > 0 ? recent : later;
  return candidates.length === 1 ? candidates[0]! : null;
}

function partsOf({ date, cell }: PrintedDateCell, latest: number): Printed<DateParts> {
  return { value: { day: date.day, month: date.month, year: fullYear(date, latest) }, score: cell.score };
}
