import type { DateParts, DocumentFacts } from '@idem/contracts';
import type { DocumentType } from '@idem/domain';
import { fieldText } from '@idem/vision/stages/mrz/layouts';
import { type ParsedMrz, parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { MeasuredMrz } from '../measurement.js';
import { printVouches } from '../print/licence/reading-from-licence.js';
import { fullestSpelling } from '../print/names/fullest-spelling.js';
import type { Cell } from '../print/page.js';
import { type PrintAgainstZone, readAgainstZone } from '../print/read-against-zone.js';
import type { ComparedField, DocumentReading, Voucher } from '../reading/reading.js';
import { detailsOf, provenanceOf, unprovenFields } from '../reading/vouching.js';
import { toAlpha2 } from './country.js';
import { type VouchedFields, vouchForFields } from './vouch-for-fields.js';

/**
 * Facts from a valid MRZ, completed from the print on both sides. Each says what vouches for it; a required
 * one that nothing vouches for is unproven, valid check digits or not.
 */
export function readingFromZone(
  mrz: MeasuredMrz,
  type: DocumentType,
  sides: readonly (readonly Cell[])[],
  now: Date,
): DocumentReading {
  const parsed = parseMrz(mrz.format, mrz.lines, now);
  const country = toAlpha2(parsed.issuingState);
  const print = readAgainstZone(sides, parsed, country, now);
  const vouched = vouchForFields(mrz, parsed, print);
  const isFrench = mrz.format === 'IDFRA';
  const issued = print.issued?.value ?? (isFrench ? frenchIssue(parsed, now) : null);
  const expires = parsed.dateOfExpiry ?? (isFrench ? frenchExpiry(parsed, print, now) : null);
  const facts: DocumentFacts = {
    type,
    issuing_country: country,
    first_name: parsed.givenNames
      ? fullestSpelling(parsed.givenNames, print.givenNames.printed, country)
      : null,
    last_name: parsed.surname ? fullestSpelling(parsed.surname, print.surname.printed, country) : null,
    dob: parsed.dateOfBirth,
    issued_date: issued,
    expiration_date: expires && hasParts(expires) ? expires : null,
    number: parsed.documentNumber || null,
    sex: parsed.sex ?? 'unknown',
    unparsed_sex: parsed.sexCode === '<' ? null : parsed.sexCode,
    unparsed_place_of_birth: print.placeOfBirth?.value ?? null,
    address: print.address?.value ?? null,
  };
  const number = vouchersOfNumber(mrz, parsed, vouched);
  const provenance = provenanceOf(facts, {
    issuing_country: vouched.issuingState ?? [],
    first_name: vouched.givenNames ?? vouched.names ?? [],
    last_name: vouched.surname ?? vouched.names ?? [],
    dob: vouched.dateOfBirth ?? [],
    // The old French card's dates of issue and expiry are told by its number.
    issued_date: print.issued ? printVouches(print.issued) : number,
    expiration_date: vouched.dateOfExpiry ?? (print.expires ? printVouches(print.expires) : number),
    number,
    sex: vouched.sex ?? [],
    unparsed_sex: vouched.sex ?? [],
    unparsed_place_of_birth: printVouches(print.placeOfBirth),
    address: printVouches(print.address),
  });
  const compared: Readonly<Record<ComparedField, boolean>> = {
    name: print.surname.agreement === 'different' || print.givenNames.agreement === 'different',
    'date of birth': print.dateOfBirth === 'different',
    'document number': print.documentNumber === 'different',
    'expiry date': print.dateOfExpiry === 'different',
  };
  return {
    facts,
    provenance,
    printed: detailsOf({
      nationality: print.nationality,
      authority: print.authority,
      birth_name: print.birthName,
      categories: null,
    }),
    unproven: unprovenFields(facts, provenance, {
      // Some states issue cards to the elderly without an end; 9303 then has fillers, which are null parts.
      endless: expires !== null && (vouched.dateOfExpiry?.length ?? 0) > 0,
      oneName: parsed.surname !== '',
    }),
    contradicted: (Object.keys(compared) as ComparedField[]).filter((field) => compared[field]),
  };
}

/** A number too long for its field goes on in the optional data (ICAO 9303-5 §4.2.2.1, note j): both must be sure. */
function vouchersOfNumber(
  { format, lines }: MeasuredMrz,
  { documentNumber }: ParsedMrz,
  vouched: VouchedFields,
): readonly Voucher[] {
  const first = vouched.documentNumber ?? [];
  if (documentNumber.length <= fieldText(format, lines, 'documentNumber').length) return first;
  return first.filter((voucher) => vouched.optionalData?.includes(voucher));
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
function frenchExpiry(parsed: ParsedMrz, print: PrintAgainstZone, now: Date): DateParts | null {
  if (print.expires) return print.expires.value;
  const issued = frenchIssue(parsed, now);
  return issued && { ...issued, year: issued.year! + 15 };
}
