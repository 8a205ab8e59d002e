import { DOCUMENT_TYPES, type ErrorCode } from '@idem/domain';
import type { Circumstances, Verdict } from '../check.js';
import { insightsOfEarlierUses } from '../insights-of-earlier-uses.js';
import { evaluateAuthenticity } from './authenticity/evaluate-authenticity.js';
import { compareWithPrint } from './barcode/compare-with-print.js';
import { findCard } from './barcode/find-card.js';
import { readingFromBarcode } from './barcode/reading-from-barcode.js';
import { insightsOfChip } from './chip/insights-of-chip.js';
import { type ChipJudgement, judgeChip } from './chip/judge-chip.js';
import { hasExpired } from './expiry.js';
import { insightsOf } from './insights.js';
import type { DocumentMeasurement, MeasuredMrz } from './measurement.js';
import { readLicence } from './print/licence/read-licence.js';
import { readingFromLicence } from './print/licence/reading-from-licence.js';
import { cellsOf } from './print/page.js';
import type { DocumentReading } from './reading/reading.js';
import { REASONS, reasonOfQuality, reasonOfUndecodable, SIDE_NEEDED } from './reasons.js';
import { explainUnrecognised } from './scenes/explain-unrecognised.js';
import { contradictionOfSides } from './sides/contradiction-of-sides.js';
import { missingPart } from './sides/missing-part.js';
import { CLEANLY_READ_MRZ } from './thresholds.js';
import { isLicenceZone, typeOfMrz } from './zone/document-type.js';
import { withLicenceZone } from './zone/licence-zone.js';
import { readingFromZone } from './zone/reading-from-zone.js';
import { mrzOf, sideWithZone } from './zone/side-with-zone.js';

/**
 * Judges a document. The first that applies decides:
 *
 * 1. a clear MRZ of a document that is none of the accepted types → `document_type_not_supported`
 * 2. a chip that is refuted, or genuine and of another document; an MRZ that is there and cannot be trusted, a
 *    barcode that is not of the printed card, or nothing recognisable → `document_unverified_other`
 * 3. a recognised type that the session does not allow → `document_type_not_supported`
 * 4. a specimen in live mode, then whatever else of `evaluateAuthenticity` decides →
 *    `document_unverified_other`
 * 5. print that contradicts the MRZ or the barcode, then required fields nothing vouches for →
 *    `document_unverified_other`
 * 6. a last day that had ended everywhere on earth at submission (docs/adr/0032) → `document_expired`
 *
 * What a document says is taken from its chip where that is proven genuine and this document's (docs/adr/0009),
 * else from a valid MRZ, else from the barcode of a North American card, else from the
 * print of a driving licence: the first of them that is there.
 *
 * Expiry comes last because a date that cannot be trusted cannot expire anything.
 */
export function evaluate(
  measurement: DocumentMeasurement,
  { options, submittedAt, livemode, earlierUses }: Circumstances,
): Verdict {
  const chip = judgeChip(measurement, submittedAt);
  const found = recognise(measurement, chip, submittedAt);
  const authenticity = evaluateAuthenticity(measurement, 'facts' in found ? found.facts : null, {
    livemode,
    submittedAt,
  });
  const insights = [
    ...insightsOf(measurement),
    ...insightsOfChip(measurement.chip, chip),
    ...insightsOfEarlierUses(earlierUses, ['id_document_front', 'id_document_back']),
    ...authenticity.insights,
    ...('facts' in found ? (found.insights ?? []) : []),
  ];
  const fail = (code: ErrorCode, reason: string): Verdict => ({
    status: 'failed',
    code,
    reason,
    insights,
    ...(SIDE_NEEDED.has(reason) ? { incomplete: true } : {}),
  });
  if ('code' in found) return fail(found.code, found.reason);

  const { facts, contradicted, contradictedBy, unproven } = found;
  const allowed = options.document?.allowed_types ?? DOCUMENT_TYPES;
  if (!allowed.includes(facts.type)) return fail('document_type_not_supported', REASONS.typeNotSupported);
  if (authenticity.refusal !== null) return fail('document_unverified_other', authenticity.refusal);
  if (contradicted.length > 0) {
    return fail('document_unverified_other', REASONS.contradicted(contradicted, contradictedBy));
  }
  if (unproven.length > 0) return fail('document_unverified_other', REASONS.unproven(unproven));
  if (facts.expiration_date && hasExpired(facts.expiration_date, submittedAt)) {
    return fail('document_expired', REASONS.expired);
  }
  const { provenance, printed } = found;
  return { status: 'passed', facts, insights, provenance, ...(printed ? { printed } : {}) };
}

type Refusal = { readonly code: ErrorCode; readonly reason: string };

function recognise(
  measurement: DocumentMeasurement,
  chip: ChipJudgement,
  now: Date,
): DocumentReading | Refusal {
  const { front, back } = measurement;
  const refuse = (reason: string): Refusal => ({ code: 'document_unverified_other', reason });
  if (front.status === 'undecodable') return refuse(reasonOfUndecodable(front));
  const sides = [cellsOf(front), cellsOf(back)];
  const contradiction = contradictionOfSides(front, back, sides, measurement.together === true);
  if (contradiction) return refuse(contradiction);
  const side = sideWithZone(front, back);
  const mrz = side ? mrzOf(side) : null;
  if (side && mrz) {
    const type = typeOfMrz(mrz.format, mrz.lines[0]!.slice(0, 2).replaceAll('<', ''));
    if (mrz.valid && type === null) {
      return { code: 'document_type_not_supported', reason: REASONS.typeNotSupported };
    }
    if (mrz.valid && type && chip.status === 'silent' && !isLicenceZone(mrz.format)) {
      const missing = missingPart(side, side === front ? back : front);
      return missing ? refuse(missing) : readingFromZone(mrz, type, sides, now);
    }
  }
  if (chip.status === 'refused') return refuse(chip.reason);
  if (chip.status === 'vouches') return chip.evidence;
  const card = findCard(measurement);
  if (card) {
    const comparison = compareWithPrint(card);
    if (comparison.sameCard) return readingFromBarcode(card, comparison);
    const seen = card.side === 'back' || back ? REASONS.otherCard : REASONS.frontNeeded;
    return refuse((card.side === 'back' ? reasonOfQuality(front) : null) ?? seen);
  }
  const licence = readLicence(sides[0]!) ?? readLicence(sides.flat());
  const licenceZone = mrz && isLicenceZone(mrz.format) ? mrz : null;
  if (licenceZone && disagrees(licenceZone) && isCleanlyRead(licenceZone)) {
    return refuse(REASONS.wrongCheckDigit);
  }
  if (licence) {
    const reading = readingFromLicence(licence);
    return licenceZone ? withLicenceZone(reading, licenceZone, now) : reading;
  }
  if (side && mrz && !licenceZone) {
    return refuse(
      reasonOfQuality(side) ?? (isCleanlyRead(mrz) ? REASONS.wrongCheckDigit : REASONS.unreadableMrz),
    );
  }
  return refuse(explainUnrecognised(front, back, sides[0]!));
}

const disagrees = ({ checks }: MeasuredMrz): boolean => checks.some(({ ok }) => !ok);

/** Nearly every character certain, and still a check digit disagrees: the lines themselves are wrong. */
const isCleanlyRead = ({ meanLogProbability }: MeasuredMrz): boolean => meanLogProbability > CLEANLY_READ_MRZ;
