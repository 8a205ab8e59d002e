import type { Address, DateParts } from '@idem/contracts';
import { parseAddress } from '../address.js';
import { dateIn } from '../dates/printed-date.js';
import { categoriesIn, mendLetters, nameIn, numberIn, sexIn, wordsIn } from '../formats.js';
import { foldLatin } from '../names/names.js';
import { type Cell, cellBelow } from '../page.js';
import type { Printed } from '../printed.js';
import { fillLadder } from './fill-ladder.js';
import { isIssuerName, issuerOf } from './issuer.js';
import { type NumberedField, readNumberedFields } from './numbered-fields.js';

export interface PrintedLicence {
  readonly country: string | null;
  readonly surname: Printed<string> | null;
  readonly givenNames: Printed<string> | null;
  readonly dateOfBirth: Printed<DateParts> | null;
  readonly placeOfBirth: Printed<string> | null;
  readonly issued: Printed<DateParts> | null;
  readonly expires: Printed<DateParts> | null;
  readonly authority: Printed<string> | null;
  readonly number: Printed<string> | null;
  readonly sexCode: Printed<string> | null;
  readonly address: Printed<Address> | null;
  /** As printed: `AM/B`. */
  readonly categories: Printed<string> | null;
}

const HEADING =
  /DRIV(?:ING|ER|ERS)LICEN[CS]E|PERMISDECONDUIRE|FUHRERSCHEIN|PERMISODECONDU|LICENCIADECONDU|PATENTEDIGUIDA|CARTADECONDU|RIJBEWIJS|KORKORT|PRAWOJAZDY|AJOKORTTI|KOREKORT|FORERKORT|PERMISDECONDUCERE|VOZACKADOZVOLA|VEZETOIENGEDELY|JUHILUBA|RIDICSKYPRUKAZ|VODICSKYPREUKAZ|VOZNISKODOVOLJENJE|VADITAJAAPLIECIBA|VAIRUOTOJOPAZYMEJIMAS|CEADUNASTIOMANA|LICENZJATASSEWQAN|SURUCUBELGESI|OKUSKIRTEINI|LEJEDREJTIMI/;

/** Without a heading: this many numbered fields, among them birth and a validity, make a licence. */
const MIN_FIELDS = 5;

/** Reads a driving licence in the layout of ISO/IEC 18013-1 (Europe and most of the world, AAMVA); null for anything else. */
export function readLicence(cells: readonly Cell[]): PrintedLicence | null {
  const numbered = readNumberedFields(cells);
  const isTitle = ({ text }: Cell) => HEADING.test(foldLatin(text));
  const complete = numbered.size >= MIN_FIELDS && numbered.has('3');
  if (!cells.some(isTitle) && !(complete && (numbered.has('4a') || numbered.has('4b')))) return null;

  const northAmerican = [...numbered.values()].some(({ captioned }) => captioned);
  const fields = fillLadder(cells, numbered, northAmerican ? 'north-american' : 'european', (cell) => {
    return isTitle(cell) || isIssuerName(cell.text);
  });
  const country = issuerOf(cells, northAmerican);
  const order = country === 'US' || (northAmerican && country === null) ? 'month-first' : 'day-first';
  const text = (
    field: NumberedField | undefined,
    format: (text: string) => string | null,
  ): Printed<string> | null => {
    const value = field ? format(field.value) : null;
    return field && value !== null ? { value, score: field.cell.score } : null;
  };
  const date = (field: NumberedField | undefined): Printed<DateParts> | null => {
    const found = field && dateIn(field.value, order);
    // A licence in this layout writes years in full; two digits are a misreading.
    if (!found || found.shortYear) return null;
    return { value: { day: found.day, month: found.month, year: found.year }, score: field.cell.score };
  };
  return {
    country,
    surname: text(fields.get('1'), nameIn),
    givenNames: text(fields.get('2'), nameIn),
    dateOfBirth: date(fields.get('3')),
    placeOfBirth: text(fields.get('3'), placeAfterDate),
    issued: date(fields.get('4a')),
    expires: date(fields.get('4b')),
    authority: text(fields.get('4c'), wordsIn),
    number: text(fields.get(northAmerican ? '4d' : '5'), numberIn),
    sexCode: text(fields.get('15'), (value) =>
      value.length > 1 || /[FMX]/.test(value) ? sexIn(value) : null,
    ),
    address: addressOf(cells, fields.get('8'), country),
    categories: text(fields.get('9'), categoriesIn),
  };
}

function placeAfterDate(value: string): string | null {
  const place = mendLetters(value.replace(/^[^\p{L}]+/u, '').trim());
  return place.length > 1 ? place : null;
}

function addressOf(
  cells: readonly Cell[],
  field: NumberedField | undefined,
  country: string | null,
): Printed<Address> | null {
  if (!field) return null;
  const alone = parseAddress([field.value], country);
  const next = alone?.city ? null : cellBelow(cells, field.cell);
  const continued = next && !/^\d{1,2}[a-d]?[.\s]/.test(next.text) && categoriesIn(next.text) === null;
  const address = continued ? parseAddress([field.value, next.text], country) : alone;
  return address && { value: address, score: Math.min(field.cell.score, continued ? next.score : 1) };
}
