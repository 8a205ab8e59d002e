import type { ComparedField, Evidence } from './evidence.js';
import { toNaturalCase } from './names.js';
import { MIN_LICENCE_FIELD_SCORE } from './thresholds.js';
import type { Printed, PrintedLicence } from './viz/read-licence.js';

/** Facts from a licence without MRZ: nothing vouches for print but the reader's certainty. */
export function evidenceFromLicence(licence: PrintedLicence): Evidence {
  const isSure = (printed: Printed<unknown> | null): boolean =>
    printed !== null && printed.score >= MIN_LICENCE_FIELD_SCORE;
  const required: readonly (readonly [ComparedField, readonly (Printed<unknown> | null)[]])[] = [
    ['name', [licence.surname, licence.givenNames]],
    ['date of birth', [licence.dateOfBirth]],
    ['document number', [licence.number]],
    ['expiry date', [licence.expires]],
  ];
  return {
    facts: {
      type: 'driving_license',
      issuing_country: licence.country,
      first_name: naturalName(licence.givenNames),
      last_name: naturalName(licence.surname),
      dob: licence.dateOfBirth?.value ?? null,
      issued_date: licence.issued?.value ?? null,
      expiration_date: licence.expires?.value ?? null,
      number: licence.number?.value ?? null,
      sex: licence.sexCode === 'M' ? 'male' : licence.sexCode === 'F' ? 'female' : null,
      unparsed_sex: licence.sexCode,
      unparsed_place_of_birth: licence.placeOfBirth,
      address: licence.address,
    },
    unproven: required.filter(([, printed]) => !printed.every(isSure)).map(([field]) => field),
    contradicted: [],
  };
}

const naturalName = (printed: Printed<string> | null): string | null =>
  printed && toNaturalCase(printed.value.trim());
