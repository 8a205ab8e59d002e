import type { DateParts, DocumentFacts } from '@idem/contracts';
import type { DocumentType } from '@idem/domain';
import { fieldText } from '@idem/vision/stages/mrz/layouts';
import { type ParsedMrz, parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { Insight } from '../../check.js';
import type { MeasuredMrz } from '../measurement.js';
import type { Agreement } from '../print/agreement.js';
import { printVouches } from '../print/licence/reading-from-licence.js';
import type { Cell } from '../print/page.js';
import { type PrintAgainstZone, readAgainstZone } from '../print/read-against-zone.js';
import type { ComparedField, DocumentReading, Voucher } from '../reading/reading.js';
import { detailsOf, provenanceOf, unprovenFields } from '../reading/vouching.js';
import { toAlpha2 } from './country.js';
import { expiryOfZone } from './end-of-zone.js';
import { namesOfHolder } from './holder-names.js';
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
  const expiry = expiryOfZone(mrz, parsed, print, now);
  const told = expiry.kind === 'date' ? expiry.date : null;
  const expires = expiry.kind === 'untold' && isFrench ? frenchExpiry(parsed, print, now) : told;
  const { firstName, lastName } = namesOfHolder(parsed, print, country);
  const isMisread = print.numberMisread && (vouched.documentNumber ?? []).includes('check-digit');
  const facts: DocumentFacts = {
    type,
    issuing_country: country,
    first_name: firstName,
    last_name: lastName,
    dob: print.birth.date,
    issued_date: issued,
    expiration_date: expires,
    number: parsed.documentNumber || null,
    sex: parsed.sex ?? 'unknown',
    unparsed_sex: parsed.sexCode === '<' ? null : parsed.sexCode,
    unparsed_place_of_birth: print.placeOfBirth?.value ?? null,
    address: print.address?.value ?? null,
  };
  const number = vouchersOfNumber(mrz, parsed, vouched);
  const provenance = provenanceOf(facts, {
    issuing_country: vouched.issuingState ?? [],
    first_name: (parsed.givenNames ? vouched.givenNames : vouched.surname) ?? vouched.names ?? [],
    last_name: vouched.surname ?? vouched.names ?? [],
    // Nothing tells a child from a person a hundred years older.
    dob: print.birth.centuryUnknown ? [] : (vouched.dateOfBirth ?? []),
    // The old French card's dates of issue and expiry are told by its number.
    issued_date: print.issued ? printVouches(print.issued) : number,
    expiration_date: vouched.dateOfExpiry ?? (print.expires ? printVouches(print.expires) : number),
    number,
    sex: vouched.sex ?? [],
    unparsed_sex: vouched.sex ?? [],
    unparsed_place_of_birth: printVouches(print.placeOfBirth),
    address: printVouches(print.address),
  });
  const compared: Readonly<Record<ComparedField, readonly Agreement[]>> = {
    name: [print.surname.agreement, print.givenNames.agreement],
    'date of birth': [print.dateOfBirth],
    'document number': [isMisread ? 'not-seen' : print.documentNumber],
    'expiry date': [expiry.kind === 'endless' && print.endless !== null ? 'same' : print.dateOfExpiry],
  };
  const fields = Object.keys(compared) as ComparedField[];
  const unproven = unprovenFields(facts, provenance, {
    endless: expiry.kind === 'endless' && (vouched.dateOfExpiry?.length ?? 0) > 0,
    oneName: parsed.surname === '' || parsed.givenNames === '',
  });
  return {
    facts,
    provenance,
    printed: detailsOf({
      nationality: print.nationality,
      authority: print.authority,
      birth_name: print.birthName,
      categories: null,
    }),
    unproven: [...new Set([...unproven, ...fields.filter((field) => compared[field].includes('unclear'))])],
    contradicted: fields.filter((field) => compared[field].includes('different')),
    ...(isMisread ? { insights: [MISREAD_NUMBER] } : {}),
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

/** A check digit proves the zone's number, and the print differs by what its reader may have taken for another. */
const MISREAD_NUMBER: Insight = {
  signal: 'number_print',
  level: 'elevated',
  score: 1,
  note: 'the printed document number differs in one character that may have been misread',
};

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
