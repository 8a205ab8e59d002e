import type { DateParts } from '@idem/contracts';
import { fieldText } from '@idem/vision/stages/mrz/layouts';
import { parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { Insight } from '../../check.js';
import type { MeasuredMrz } from '../measurement.js';
import { isOneAlike } from '../print/alike.js';
import { completeName } from '../print/names/complete-name.js';
import { foldLatin, isSameName } from '../print/names/names.js';
import type { ComparedField, DocumentReading, Fact, Voucher } from '../reading/reading.js';
import { MIN_FIELD_CONFIDENCE } from '../thresholds.js';
import { toAlpha2 } from './country.js';

/** What a zone says of one field of the front. */
type Agreement = 'same' | 'different' | 'misread' | 'untold';

/**
 * A licence's front and the zone on its back. The front says everything and the zone a part of it again: what agrees is
 * vouched for by its check digits, what differs is another card's or was edited. A number that differs in one character
 * which a reader takes for another is the zone's, where a check digit proves it.
 *
 * @param reading what the front says.
 * @param mrz one of the formats of licences; nothing is taken from one whose check digits disagree.
 */
export function withLicenceZone(reading: DocumentReading, mrz: MeasuredMrz, now: Date): DocumentReading {
  const hasDigits = mrz.checks.length > 0;
  if (hasDigits && !mrz.valid) return reading;
  const { facts } = reading;
  const zone = parseMrz(mrz.format, mrz.lines, now);
  const country = toAlpha2(zone.issuingState);
  const number = compareNumbers(
    facts.number,
    numbersOf(mrz, zone.documentNumber),
    isSure(mrz, 'documentNumber'),
  );
  const compared: Readonly<Record<ComparedField, Agreement>> = {
    name: compareName(
      facts.last_name,
      zone.surname,
      zone.namesMayBeTruncated,
      country,
      isSure(mrz, 'names') || hasDigits,
    ),
    'document number': number,
    'date of birth': compareDates(facts.dob, zone.dateOfBirth, isSure(mrz, 'dateOfBirth')),
    'expiry date': compareDates(facts.expiration_date, zone.dateOfExpiry, isSure(mrz, 'dateOfExpiry')),
  };
  const proves = (name: 'documentNumber' | 'dateOfExpiry'): readonly Voucher[] =>
    (mrz.fields[name]?.vouchedBy.length ?? 0) > 0 ? ['check-digit'] : ['print'];
  const vouchers: readonly (readonly [ComparedField, Fact, readonly Voucher[]])[] = [
    ['name', 'last_name', ['print']],
    ['document number', 'number', proves('documentNumber')],
    ['date of birth', 'dob', ['print']],
    ['expiry date', 'expiration_date', proves('dateOfExpiry')],
  ];
  const told = vouchers.filter(([field]) => compared[field] === 'same' || compared[field] === 'misread');
  const provenance = {
    ...reading.provenance,
    ...Object.fromEntries(
      told.map(([, fact, by]) => [fact, [...new Set([...(reading.provenance[fact] ?? []), ...by])]]),
    ),
  };
  const isMisread = number === 'misread' && proves('documentNumber').includes('check-digit');
  const fields = Object.keys(compared) as ComparedField[];
  return {
    ...reading,
    facts: {
      ...facts,
      issuing_country: facts.issuing_country ?? country,
      number: isMisread ? zone.documentNumber : facts.number,
    },
    provenance,
    unproven: [
      ...reading.unproven.filter((field) => field !== 'document number' || !isMisread),
      ...(number === 'misread' && !isMisread ? (['document number'] as const) : []),
    ],
    contradicted: [...reading.contradicted, ...fields.filter((field) => compared[field] === 'different')],
    insights: [...(reading.insights ?? []), ...(isMisread ? [MISREAD_NUMBER] : [])],
  };
}

const MISREAD_NUMBER: Insight = {
  signal: 'number_print',
  level: 'elevated',
  score: 1,
  note: 'the printed document number differs from the zone’s in one character that may have been misread',
};

/** Whether a field of the zone was read well enough to contradict print. */
const isSure = (
  { fields }: MeasuredMrz,
  name: 'documentNumber' | 'names' | 'dateOfBirth' | 'dateOfExpiry',
): boolean =>
  (fields[name]?.vouchedBy.length ?? 0) > 0 || (fields[name]?.confidence ?? 0) >= MIN_FIELD_CONFIDENCE;

/** The Swiss zone says the number of the blank and, in its second line, that of the licence. */
function numbersOf({ format, lines }: MeasuredMrz, documentNumber: string): readonly string[] {
  const others = format === 'DLCHE' ? [fieldText(format, lines, 'optionalData').replaceAll('<', '')] : [];
  return [documentNumber, ...others].filter((number) => number !== '');
}

/** Licences print spaces, and an issue number behind their own. */
function compareNumbers(printed: string | null, zone: readonly string[], isCertain: boolean): Agreement {
  if (printed === null || zone.length === 0) return 'untold';
  const seen = foldLatin(printed);
  if (zone.some((number) => seen.startsWith(foldLatin(number)))) return 'same';
  if (zone.some((number) => isOneAlike(seen, foldLatin(number)))) return 'misread';
  return isCertain ? 'different' : 'untold';
}

function compareName(
  printed: string | null,
  zone: string,
  isCut: boolean,
  country: string | null,
  isCertain: boolean,
): Agreement {
  if (printed === null || zone === '') return 'untold';
  if (isSameName(printed, zone) || (isCut && completeName(printed, zone, country) !== null)) return 'same';
  return isCertain ? 'different' : 'untold';
}

function compareDates(printed: DateParts | null, zone: DateParts | null, isCertain: boolean): Agreement {
  if (printed === null || zone === null) return 'untold';
  const isSame = (['year', 'month', 'day'] as const).every(
    (part) => printed[part] === null || zone[part] === null || printed[part] === zone[part],
  );
  if (isSame) return 'same';
  return isCertain ? 'different' : 'untold';
}
