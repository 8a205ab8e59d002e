import type { MrzFieldName } from '@idem/vision/stages/mrz/layouts';
import { parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { MrzComparison } from '../../chip/compare-mrz.js';
import type { ChipMeasurement } from '../../chip/examine-chip.js';
import type { DataGroup1 } from '../../chip/lds/dg1.js';
import type { PassiveAuthentication } from '../../chip/passive/report.js';
import type { DocumentMeasurement, MeasuredMrz } from '../measurement.js';
import { type Cell, cellsOf } from '../print/page.js';
import { readAgainstZone } from '../print/read-against-zone.js';
import type { DocumentReading } from '../reading/reading.js';
import { REASONS, reasonOfQuality } from '../reasons.js';
import { MIN_FIELD_CONFIDENCE } from '../thresholds.js';
import { toAlpha2 } from '../zone/country.js';
import { typeOfMrz } from '../zone/document-type.js';
import { mrzOf, sideWithZone } from '../zone/side-with-zone.js';
import { readingFromChip } from './reading-from-chip.js';

/** What a chip does to the judgement of the document it is said to be of. */
export type ChipJudgement =
  /** There is none, or it proves nothing: the page decides as if it were not there. */
  | { readonly status: 'silent' }
  /** `reason`: one sentence to the person. */
  | { readonly status: 'refused'; readonly reason: string }
  /** It is genuine and of the document in the picture. */
  | {
      readonly status: 'vouches';
      readonly reading: DocumentReading;
      /** The zone that the chip repeats. */
      readonly zone: DataGroup1;
      /** The page's MRZ was not read: print alone ties the chip to the page. */
      readonly standsIn: boolean;
      /** Where the names are from. */
      readonly names: 'dg1' | 'dg11';
    };

const SILENT: ChipJudgement = { status: 'silent' };

/**
 * Judges what was read from a chip (docs/adr/0009):
 *
 * - refuted → refused, whatever the page says
 * - unproven → silent
 * - authentic, and DG1 says something else than was clearly read on the page → refused
 * - authentic, and number, birth and expiry stand on the page, in its MRZ or in print → vouches
 * - authentic, and they were not found there → refused: a chip that is not tied to the page in front of the
 *   camera says nothing of the document that was photographed
 */
export function judgeChip(measurement: DocumentMeasurement, now: Date): ChipJudgement {
  const { chip, front, back } = measurement;
  if (chip === undefined) return SILENT;
  const { authentication, mrz: dg1 } = chip;
  if (authentication.verdict === 'refuted') return refused(reasonOfRefutation(authentication));
  if (authentication.verdict === 'unproven' || dg1 === null) return SILENT;

  const side = sideWithZone(front, back);
  const page = side && mrzOf(side);
  const difference = page && differenceOf(chip, page);
  if (difference) return refused(difference);
  const sides = [cellsOf(front), cellsOf(back)];
  if (!isOnPage(chip, page, sides, now)) {
    return refused(reasonOfQuality(side ?? front) ?? REASONS.chipUnmatched);
  }
  const type = typeOfMrz(dg1.format, dg1.lines[0]!.slice(0, 2).replaceAll('<', ''));
  // The page says the same of itself, and is refused for its type.
  if (type === null) return SILENT;
  const { reading, names } = readingFromChip({ dg1, details: chip.details, type, sides, now });
  return { status: 'vouches', reading, zone: dg1, names, standsIn: page?.valid !== true };
}

const refused = (reason: string): ChipJudgement => ({ status: 'refused', reason });

/** Steps that fail when bytes were changed after the signing; any other means that nobody entitled signed. */
const ALTERATIONS: readonly string[] = ['data_groups', 'signed_attributes'];

function reasonOfRefutation({ steps }: PassiveAuthentication): string {
  const refutedSteps = steps.filter(({ status }) => status === 'refuted');
  return refutedSteps.some(({ step }) => ALTERATIONS.includes(step))
    ? REASONS.chipAltered
    : REASONS.chipNotSigned;
}

/** Words for the person; fields without one are told together as “details”. */
const FIELD_WORDS: Readonly<Partial<Record<MrzFieldName, string>>> = {
  names: 'name',
  documentNumber: 'document number',
  dateOfBirth: 'date of birth',
  dateOfExpiry: 'expiry date',
  issuingState: 'issuing state',
  nationality: 'nationality',
  sex: 'sex',
};

/** What the page says that its chip does not; null where the reader may simply have erred. */
function differenceOf({ comparison }: ChipMeasurement, page: MeasuredMrz): string | null {
  if (comparison === null) return null;
  if (page.valid && comparison.verdict === 'different') return REASONS.chipOfOtherDocument;
  const fields = comparison.fields
    .filter(({ field, differing }) => differing > 0 && isCertain(page, field))
    .map(({ field }) => FIELD_WORDS[field] ?? 'details');
  return fields.length > 0 ? REASONS.chipDiffers([...new Set(fields)]) : null;
}

/** Read so clearly, or proven by so many check digits, that the reader's error does not explain it. */
function isCertain({ fields }: MeasuredMrz, name: MrzFieldName): boolean {
  const field = fields[name];
  return field !== undefined && (field.confidence >= MIN_FIELD_CONFIDENCE || field.vouchedBy.length > 0);
}

/** Whether what tells one document from every other stands on the page: in its MRZ as read, or in print. */
function isOnPage(
  { mrz: dg1, comparison }: ChipMeasurement,
  page: MeasuredMrz | null,
  sides: readonly (readonly Cell[])[],
  now: Date,
): boolean {
  const parsed = parseMrz(dg1!.format, dg1!.lines, now);
  const print = readAgainstZone(sides, parsed, toAlpha2(parsed.issuingState), now);
  return (['documentNumber', 'dateOfBirth', 'dateOfExpiry'] as const).every(
    (field) => (page !== null && isSame(comparison, field)) || print[field] === 'same',
  );
}

const isSame = (comparison: MrzComparison | null, name: MrzFieldName): boolean =>
  comparison?.fields.some(({ field, differing }) => field === name && differing === 0) ?? false;
