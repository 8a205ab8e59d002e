import type { Address, DateParts } from '@idem/contracts';
import { parseAddress } from '../address.js';
import { categoriesIn, mendLetters, nameIn, numberIn, sexIn, wordsIn } from '../formats.js';
import { foldLatin } from '../names/names.js';
import { type Cell, cellBelow } from '../page.js';
import type { Printed } from '../printed.js';
import { fillLadder } from './fill-ladder.js';
import { withoutFormOfAddress } from './form-of-address.js';
import { isIssuerName, issuerOf } from './issuer.js';
import { licenceDates } from './licence-dates.js';
import { isHeading, isStateName, type LicenceIssuer, licenceIssuer } from './licence-issuer.js';

import { type NumberStructure, readBritishNumber, structuredNumber } from './licence-number.js';
import type { LicencePlaces, Place } from './licence-places.js';
import { ISSUERS_IN_TWO_SCRIPTS } from './licence-states.js';
import { type NumberedField, readNumberedFields } from './numbered-fields.js';

export interface PrintedLicence extends LicencePlaces {
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
  /** By what the issuer was told; null for a North American card. */
  readonly issuer: LicenceIssuer | null;
  /** Whether the number has its issuer's form and bears out the rest; null where the form is not known. */
  readonly numberStructure: NumberStructure | null;
  /** Printed behind the number and no part of it. */
  readonly issueNumber: string | null;
  /** Printed before the given names: `MRS`. */
  readonly title: string | null;
}

/** Headings of licences beyond the states of `LICENCE_STATES`. */
const HEADING = /DRIV(?:ING|ER|ERS)LICEN[CS]E|DRIVINGPERMIT|PERMISODECONDU|LICENCIADECONDU/;

/** Without a heading: this many numbered fields, among them birth and a validity, make a licence. */
const MIN_FIELDS = 5;

/** Reads a driving licence in the layout of ISO/IEC 18013-1 (Europe and most of the world, AAMVA); null for anything else. */
export function readLicence(cells: readonly Cell[]): PrintedLicence | null {
  const numbered = readNumberedFields(cells);
  const isTitle = (cell: Cell) => HEADING.test(foldLatin(cell.text)) || isHeading(cell);
  const complete = numbered.size >= MIN_FIELDS && numbered.has('3');
  const heading = cells.find(isTitle);
  if (!heading && !(complete && (numbered.has('4a') || numbered.has('4b')))) return null;

  const northAmerican = [...numbered.values()].some(({ captioned }) => captioned);
  const issuer = northAmerican ? null : licenceIssuer(cells);
  const country = issuer ? issuer.country : issuerOf(cells, true);
  const layout =
    country !== null && ISSUERS_IN_TWO_SCRIPTS.includes(country)
      ? ('two-scripts' as const)
      : ('european' as const);
  const fields = fillLadder(cells, numbered, northAmerican ? 'north-american' : layout, (cell) => {
    return isTitle(cell) || isIssuerName(cell.text) || isStateName(cell);
  });
  const order = country === 'US' || (northAmerican && country === null) ? 'month-first' : 'day-first';
  const text = (
    field: NumberedField | undefined,
    format: (text: string) => string | null,
  ): Printed<string> | null => {
    const value = field ? format(field.value) : null;
    return field && value !== null ? { value, score: field.cell.score } : null;
  };
  const [birth, issue, expiry] = [fields.get('3'), fields.get('4a'), fields.get('4b')];
  const dates = licenceDates(
    { dateOfBirth: birth?.value, issued: issue?.value, expires: expiry?.value },
    order,
  );
  const dated = (value: DateParts | null, field: NumberedField | undefined): Printed<DateParts> | null =>
    value && field ? { value, score: field.cell.score } : null;
  const surname = text(fields.get('1'), nameIn);
  const addressed = text(fields.get('2'), nameIn);
  const number = text(fields.get(northAmerican ? '4d' : '5'), numberIn);
  const { givenNames, title } = bareNames(addressed, country, number);
  const structured =
    number &&
    structuredNumber(number.value, {
      country: northAmerican ? null : country,
      surname: surname?.value ?? null,
      givenNames: givenNames?.value ?? null,
      dateOfBirth: dates.dateOfBirth,
    });
  return {
    country,
    surname,
    givenNames,
    dateOfBirth: dated(dates.dateOfBirth, birth),
    placeOfBirth: text(birth, placeAfterDate),
    issued: dated(dates.issued, issue),
    expires: dated(dates.expires, expiry),
    authority: text(fields.get('4c'), wordsIn),
    number: number && structured && { value: structured.value, score: number.score },
    sexCode: text(fields.get('15'), (value) =>
      value.length > 1 || /[FMX]/.test(value) ? sexIn(value) : null,
    ),
    address: addressOf(cells, fields.get('8'), country),
    categories: text(fields.get('9'), categoriesIn),
    issuer,
    numberStructure: structured?.structure ?? null,
    issueNumber: structured?.issueNumber ?? null,
    title,
    places: Object.fromEntries([...fields].map(([field, { cell }]) => [field, placeOf(cell)])),
    headingPlace: heading ? placeOf(heading) : null,
    signPlace: issuer?.signCell ? placeOf(issuer.signCell) : null,
  };
}

const placeOf = ({ left, top, right, bottom }: Cell): Place => ({ left, top, right, bottom });

/** Issuers that print a form of address before the given names. */
const PRINT_TITLES: readonly (string | null)[] = ['GB', 'GI', 'IE'];

function bareNames(
  printed: Printed<string> | null,
  country: string | null,
  number: Printed<string> | null,
): { readonly givenNames: Printed<string> | null; readonly title: string | null } {
  if (!printed || !PRINT_TITLES.includes(country)) return { givenNames: printed, title: null };
  const initial = (country === 'GB' && number && readBritishNumber(number.value)?.initials[0]) || null;
  const { names, title } = withoutFormOfAddress(printed.value, initial);
  return { givenNames: { ...printed, value: names }, title };
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
