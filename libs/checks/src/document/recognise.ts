import type { ErrorCode } from '@idem/domain';
import type { ChipJudgement } from './chip/judge-chip.js';
import type { DocumentKind, Recognised, SeenDocument } from './kinds/kind.js';
import type { DocumentMeasurement, MeasuredMrz } from './measurement.js';
import { cellsOf } from './print/page.js';
import { REASONS, reasonOfQuality, reasonOfUndecodable } from './reasons.js';
import { explainUnrecognised } from './scenes/explain-unrecognised.js';
import { contradictionOfSides } from './sides/contradiction-of-sides.js';
import { CLEANLY_READ_MRZ } from './thresholds.js';
import { isLicenceZone, typeOfMrz } from './zone/document-type.js';
import { mrzOf, sideWithZone } from './zone/side-with-zone.js';

/** Why nothing can be made of the pictures. */
export interface Unrecognised {
  readonly status: 'unrecognised';
  readonly code: ErrorCode;
  /** One sentence to the person: what was wrong and what to do. */
  readonly reason: string;
}

/**
 * What kind of document was photographed and what it says; or why that cannot be told: a picture that cannot be opened,
 * sides that are not of one document, a paper that is no identity document, a chip of another one.
 */
export function recognise(
  measurement: DocumentMeasurement,
  chip: ChipJudgement,
  now: Date,
  kinds: readonly DocumentKind[],
): Recognised | Unrecognised {
  const { front, back } = measurement;
  if (front.status === 'undecodable') return refused(reasonOfUndecodable(front));
  const cells = { front: cellsOf(front), back: cellsOf(back) };
  const contradiction = contradictionOfSides(
    front,
    back,
    [cells.front, cells.back],
    measurement.together === true,
  );
  if (contradiction) return refused(contradiction);
  const side = sideWithZone(front, back);
  const mrz = side && mrzOf(side);
  const zone = side?.status === 'seen' && mrz ? { side, mrz } : null;
  if (zone?.mrz.valid && typeOfZone(zone.mrz) === null) {
    return NOT_SUPPORTED;
  }
  const seen: SeenDocument = { measurement, front, back, cells, zone, chip, now };
  // A chip that is refuted, or of another document, speaks against whatever the page is.
  if (chip.status === 'refused') return refused(chip.reason);
  if (zone && isLicenceZone(zone.mrz.format) && isWrong(zone.mrz)) return refused(REASONS.wrongCheckDigit);
  for (const kind of kinds) {
    const found = kind.recognise(seen);
    if (found?.status === 'recognised') return found;
    if (found) return refused(found.reason);
  }
  // What it says was read, and no kind of document says what else it would have to show: Russia's internal passport.
  if (zone?.mrz.valid && !isLicenceZone(zone.mrz.format)) return NOT_SUPPORTED;
  if (zone && !isLicenceZone(zone.mrz.format)) {
    return refused(reasonOfQuality(zone.side) ?? reasonOfZone(zone.mrz));
  }
  return refused(explainUnrecognised(front, back, cells.front));
}

const NOT_SUPPORTED: Unrecognised = {
  status: 'unrecognised',
  code: 'document_type_not_supported',
  reason: REASONS.typeNotSupported,
};

const refused = (reason: string): Unrecognised => ({
  status: 'unrecognised',
  code: 'document_unverified_other',
  reason,
});

const typeOfZone = ({ format, lines }: MeasuredMrz) =>
  typeOfMrz(format, lines[0]!.slice(0, 2).replaceAll('<', ''));

/** Nearly every character certain, and still a check digit disagrees: the lines themselves are wrong. */
const isWrong = ({ checks, meanLogProbability }: MeasuredMrz): boolean =>
  meanLogProbability > CLEANLY_READ_MRZ && checks.some(({ ok }) => !ok);

const reasonOfZone = (mrz: MeasuredMrz): string =>
  isWrong(mrz) ? REASONS.wrongCheckDigit : REASONS.unreadableMrz;
