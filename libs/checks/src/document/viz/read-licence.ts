import type { Address, DateParts } from '@idem/contracts';
import { foldLatin } from '../names.js';
import { parseAddress } from './address.js';
import { issuerOf } from './issuer.js';
import { type NumberedField, readNumberedFields } from './numbered-fields.js';
import { type Cell, cellBelow } from './page.js';
import type { Printed } from './printed.js';
import { findDate } from './printed-date.js';

export interface PrintedLicence {
  readonly country: string | null;
  readonly surname: Printed<string> | null;
  readonly givenNames: Printed<string> | null;
  readonly dateOfBirth: Printed<DateParts> | null;
  readonly placeOfBirth: Printed<string> | null;
  readonly issued: Printed<DateParts> | null;
  readonly expires: Printed<DateParts> | null;
  readonly number: Printed<string> | null;
  readonly sexCode: Printed<string> | null;
  readonly address: Printed<Address> | null;
}

const HEADING =
  /DRIV(?:ING|ER|ERS)LICEN[CS]E|PERMISDECONDUIRE|FUHRERSCHEIN|PERMISODECONDU|LICENCIADECONDU|PATENTEDIGUIDA|CARTADECONDU|RIJBEWIJS|KORKORT|PRAWOJAZDY|AJOKORTTI|KOREKORT|FORERKORT|PERMISDECONDUCERE|VOZACKADOZVOLA|VEZETOIENGEDELY|JUHILUBA|RIDICSKYPRUKAZ|VODICSKYPREUKAZ|VOZNISKODOVOLJENJE/;

/** Without a heading: this many numbered fields, among them birth and a validity, make a licence. */
const MIN_FIELDS = 5;

/** Reads a driving licence in the layout of ISO/IEC 18013-1 (Europe and most of the world, AAMVA); null for anything else. */
export function readLicence(cells: readonly Cell[]): PrintedLicence | null {
  const fields = readNumberedFields(cells);
  const headed = cells.some(({ text }) => HEADING.test(foldLatin(text)));
  const numbered = fields.size >= MIN_FIELDS && fields.has('3') && (fields.has('4a') || fields.has('4b'));
  if (!headed && !numbered) return null;

  const northAmerican = [...fields.values()].some(({ captioned }) => captioned);
  const country = issuerOf(cells, northAmerican);
  const order = country === 'US' || (northAmerican && country === null) ? 'month-first' : 'day-first';
  const text = (field: NumberedField | undefined): Printed<string> | null =>
    field ? { value: field.value, score: field.cell.score } : null;
  const date = (field: NumberedField | undefined): Printed<DateParts> | null => {
    const found = field && findDate(field.value, order);
    // A licence in this layout writes years in full; two digits are a misreading.
    if (!found || found.shortYear) return null;
    return { value: { day: found.day, month: found.month, year: found.year }, score: field.cell.score };
  };
  const number = fields.get(northAmerican ? '4d' : '5');
  const birth = fields.get('3');
  return {
    country,
    surname: text(fields.get('1')),
    givenNames: text(fields.get('2')),
    dateOfBirth: date(birth),
    placeOfBirth: birth ? placeAfterDate(birth) : null,
    issued: date(fields.get('4a')),
    expires: date(fields.get('4b')),
    number: number ? { value: number.value.replace(/\s+/g, ''), score: number.cell.score } : null,
    sexCode: text(fields.get('15')),
    address: addressOf(cells, fields.get('8'), country),
  };
}

function placeAfterDate({ value, cell }: NumberedField): Printed<string> | null {
  const place = value.replace(/^[^\p{L}]+/u, '').trim();
  return place.length > 1 ? { value: place, score: cell.score } : null;
}

function addressOf(
  cells: readonly Cell[],
  field: NumberedField | undefined,
  country: string | null,
): Printed<Address> | null {
  if (!field) return null;
  const next = cellBelow(cells, field.cell);
  const continued = next && !/^\d{1,2}[a-d]?[.\s]/.test(next.text);
  const address = parseAddress(continued ? [field.value, next.text] : [field.value], country);
  return address && { value: address, score: Math.min(field.cell.score, continued ? next.score : 1) };
}
