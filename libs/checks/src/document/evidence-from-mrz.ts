import type { DateParts } from '@idem/contracts';
import type { DocumentType } from '@idem/domain';
import { type ParsedMrz, parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { toAlpha2 } from './country.js';
import type { ComparedField, Evidence } from './evidence.js';
import type { MeasuredMrz } from './measurement.js';
import { fullestSpelling } from './names.js';
import { MIN_NAME_CONFIDENCE } from './thresholds.js';
import type { Cell } from './viz/page.js';
import { readAgainstMrz, type VizAgainstMrz } from './viz/read-against-mrz.js';

/**
 * Facts from a valid MRZ, completed from the print on both sides. Check digits vouch for number and
 * dates; names have none and are proven by clear characters or by the same name in print.
 */
export function evidenceFromMrz(
  mrz: MeasuredMrz,
  type: DocumentType,
  sides: readonly (readonly Cell[])[],
  now: Date,
): Evidence {
  const parsed = parseMrz(mrz.format, mrz.lines, now);
  const country = toAlpha2(parsed.issuingState);
  const viz = readAgainstMrz(sides, parsed, country, now);
  const expires = parsed.dateOfExpiry ?? (mrz.format === 'IDFRA' ? frenchExpiry(parsed, viz, now) : null);
  const proven: Readonly<Record<ComparedField, boolean>> = {
    name: namesAreProven(mrz, parsed, viz),
    'date of birth': parsed.dateOfBirth?.year != null,
    'document number': parsed.documentNumber !== '',
    // Some states issue cards to the elderly without an end; 9303 then has fillers, which are null parts.
    'expiry date': expires !== null,
  };
  const compared: Readonly<Record<ComparedField, boolean>> = {
    name: viz.surname === 'different' || viz.givenNames === 'different',
    'date of birth': viz.dateOfBirth === 'different',
    'document number': viz.documentNumber === 'different',
    'expiry date': viz.dateOfExpiry === 'different',
  };
  return {
    facts: {
      type,
      issuing_country: country,
      first_name: parsed.givenNames ? fullestSpelling(parsed.givenNames, viz.printedGivenNames) : null,
      last_name: parsed.surname ? fullestSpelling(parsed.surname, viz.printedSurname) : null,
      dob: parsed.dateOfBirth,
      issued_date: viz.issued ?? (mrz.format === 'IDFRA' ? frenchIssue(parsed, now) : null),
      expiration_date: expires && hasParts(expires) ? expires : null,
      number: parsed.documentNumber || null,
      sex: parsed.sex ?? 'unknown',
      unparsed_sex: parsed.sexCode === '<' ? null : parsed.sexCode,
      unparsed_place_of_birth: viz.placeOfBirth,
      address: viz.address,
    },
    unproven: namesOf(proven, false),
    contradicted: namesOf(compared, true),
  };
}

const namesOf = (fields: Readonly<Record<ComparedField, boolean>>, value: boolean): ComparedField[] =>
  (Object.keys(fields) as ComparedField[]).filter((field) => fields[field] === value);

function namesAreProven({ fields }: MeasuredMrz, parsed: ParsedMrz, viz: VizAgainstMrz): boolean {
  if (parsed.surname === '') return false;
  const confirmed = viz.surname === 'same' && (parsed.givenNames === '' || viz.givenNames === 'same');
  const clear = (['names', 'surname', 'givenNames'] as const).every((name) => {
    const field = fields[name];
    return !field || field.confidence >= MIN_NAME_CONFIDENCE || field.vouchedBy.length > 0;
  });
  return confirmed || clear;
}

const hasParts = ({ year, month, day }: DateParts): boolean =>
  year !== null || month !== null || day !== null;

/** The old French card's number opens with the year and month of its issue. */
function frenchIssue({ documentNumber }: ParsedMrz, now: Date): DateParts | null {
  const match = /^(\d{2})(0[1-9]|1[0-2])/.exec(documentNumber);
  if (!match) return null;
  const [yy, month] = [Number(match[1]), Number(match[2])];
  return { year: yy <= now.getUTCFullYear() % 100 ? 2000 + yy : 1900 + yy, month, day: null };
}

/**
 * The old French card has its expiry on the back and none in its MRZ. Unread, it is fifteen years after
 * issue, the longest any of them is valid (ten, prolonged by five from 2014 on).
 */
function frenchExpiry(parsed: ParsedMrz, viz: VizAgainstMrz, now: Date): DateParts | null {
  if (viz.expires) return viz.expires;
  const issued = frenchIssue(parsed, now);
  return issued && { ...issued, year: issued.year! + 15 };
}
