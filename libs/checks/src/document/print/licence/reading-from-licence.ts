import type { DocumentFacts } from '@idem/contracts';
import type { DocumentReading, Voucher } from '../../reading/reading.js';
import { detailsOf, provenanceOf, unprovenFields } from '../../reading/vouching.js';
import { MIN_LICENCE_FIELD_SCORE } from '../../thresholds.js';
import { toNaturalCase } from '../names/names.js';
import type { Printed } from '../printed.js';
import { hidesIcelandicLetters } from './icelandic-letters.js';
import { ISSUERS_IN_TWO_SCRIPTS } from './licence-states.js';
import type { PrintedLicence } from './read-licence.js';

/**
 * Issuers whose licences print names in another script first, and of whose cards it is not known that Latin names follow. The reader knows Latin letters only and is sure of
 * what it makes of Cyrillic and Greek ones, so that nothing vouches for such a name. ISO 3166-1 alpha-2.
 */
export const ISSUERS_WITHOUT_LATIN_PRINT: readonly string[] =
  'AE AM BA BD BH BY CN DZ EG GE IL IN IQ IR JO JP KG KR KW KZ LA LB LK LY MA ME MK MM MN NP OM PK QA RS RU SA SD SY TH TJ TN TW YE'.split(
    ' ',
  );

/** Facts from a licence without MRZ: nothing vouches for print but the reader's certainty. */
export function readingFromLicence(licence: PrintedLicence): DocumentReading {
  const sexCode = licence.sexCode?.value ?? null;
  const facts: DocumentFacts = {
    type: 'driving_license',
    issuing_country: licence.country,
    first_name: naturalName(licence.givenNames),
    last_name: naturalName(licence.surname),
    dob: licence.dateOfBirth?.value ?? null,
    issued_date: licence.issued?.value ?? null,
    expiration_date: licence.expires?.value ?? null,
    number: licence.number?.value ?? null,
    sex: sexCode === 'M' ? 'male' : sexCode === 'F' ? 'female' : null,
    unparsed_sex: sexCode,
    unparsed_place_of_birth: licence.placeOfBirth?.value ?? null,
    address: licence.address?.value ?? null,
  };
  // An issuer whose name was not read may be one of them.
  const isLatin = licence.country !== null && !ISSUERS_WITHOUT_LATIN_PRINT.includes(licence.country);
  // Where names stand in two scripts the Latin ones were held against the others; of places there is one line only.
  const hasLatinPlaces = isLatin && !ISSUERS_IN_TWO_SCRIPTS.includes(licence.country);
  const provenance = provenanceOf(facts, {
    first_name: isLatin ? nameVouches(licence.givenNames, licence.country) : [],
    last_name: isLatin ? nameVouches(licence.surname, licence.country) : [],
    dob: printVouches(licence.dateOfBirth),
    issued_date: printVouches(licence.issued),
    expiration_date: printVouches(licence.expires),
    number: [
      ...printVouches(licence.number),
      ...(licence.numberStructure === 'agrees' ? (['check-digit'] as const) : []),
    ],
    sex: printVouches(licence.sexCode),
    unparsed_sex: printVouches(licence.sexCode),
    unparsed_place_of_birth: hasLatinPlaces ? printVouches(licence.placeOfBirth) : [],
    address: hasLatinPlaces ? printVouches(licence.address) : [],
  });
  return {
    facts,
    provenance,
    printed: detailsOf({
      nationality: null,
      authority: licence.authority,
      birth_name: null,
      categories: licence.categories,
    }),
    unproven: unprovenFields(facts, provenance, { endless: false, oneName: false }),
    contradicted: [],
  };
}

/** What vouches for something that only the print says. */
export const printVouches = (printed: Printed<unknown> | null): Voucher[] =>
  printed && printed.score >= MIN_LICENCE_FIELD_SCORE ? ['reader'] : [];

function nameVouches(name: Printed<string> | null, country: string | null): Voucher[] {
  return country === 'IS' && name && hidesIcelandicLetters(name.value) ? [] : printVouches(name);
}

const naturalName = (printed: Printed<string> | null): string | null =>
  printed && toNaturalCase(printed.value.trim());
