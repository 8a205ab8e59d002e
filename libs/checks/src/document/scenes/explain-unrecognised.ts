import type { SeenSide, SideMeasurement } from '../measurement.js';
import { kindOfPrint } from '../print/kind-of-print.js';
import { foldLatin } from '../print/names/names.js';
import type { Cell } from '../print/page.js';
import { REASONS, reasonOfBarcode, reasonOfQuality } from '../reasons.js';
import { showSameSide } from '../sides/same-side.js';
import { MIN_LINES_OF_A_DOCUMENT } from '../thresholds.js';
import { isPaymentCard } from './payment-card.js';

/** Categories of vehicles in the table on the back of a licence (directive 2006/126/EC, article 4). */
const CATEGORIES = new Set([
  'AM',
  'A1',
  'A2',
  'A',
  'B1',
  'B',
  'C1',
  'C',
  'D1',
  'D',
  'BE',
  'C1E',
  'CE',
  'D1E',
  'DE',
  'T',
]);
const MIN_CATEGORIES = 5;
/** A booklet's cover bears the state's name and the word, perhaps a motto. */
const MAX_COVER_LINES = 6;
/** Lines of prose are long, and there are many of them. */
const MIN_PROSE_LINES = 8;
const MIN_PROSE_CHARACTERS = 22;
/** Why a front on which nothing was recognised cannot be used, and what to do: what it shows first, then its quality. */
export function explainUnrecognised(
  front: SeenSide,
  back: SideMeasurement | null,
  cells: readonly Cell[],
): string {
  if (front.quality.sharp90 === null && front.print.length === 0) {
    return reasonOfQuality(front) === REASONS.quality.dark ? REASONS.quality.dark : REASONS.noDocument;
  }
  if (front.print.some(({ text }) => isPaymentCard(text)) || cells.some(({ text }) => isPaymentCard(text))) {
    return REASONS.paymentCard;
  }
  if (isBackOfLicence(front)) return REASONS.licenceFrontNeeded;
  const kind = kindOfPrint(cells);
  const folded = front.print.map(({ text }) => foldLatin(text)).join(' ');
  if (kind === 'passport' && front.print.length <= MAX_COVER_LINES && !/\d{2}/.test(folded)) {
    return REASONS.cover;
  }
  if (isProse(front)) return REASONS.onlyText;
  const quality = reasonOfQuality(front);
  if (quality) return quality;
  if (front.print.length < MIN_LINES_OF_A_DOCUMENT) return REASONS.noDocument;
  if (kind === 'card') {
    if (back === null) return REASONS.backNeeded;
    return (
      reasonOfQuality(back) ?? (showSameSide(front, back) ? REASONS.sameSideTwice : REASONS.unreadableMrz)
    );
  }
  if (kind === 'passport') return REASONS.unreadableMrz;
  return back?.status === 'seen' && back.unreadBars ? reasonOfBarcode(back) : REASONS.unknownDocument;
}

function isBackOfLicence({ print }: SeenSide): boolean {
  const found = new Set(
    print.map(({ text }) => text.trim().split(/\s+/)[0] ?? '').filter((word) => CATEGORIES.has(word)),
  );
  return found.size >= MIN_CATEGORIES;
}

function isProse({ print }: SeenSide): boolean {
  const long = print.filter(({ text }) => /\p{Ll}/u.test(text) && text.length >= MIN_PROSE_CHARACTERS);
  return long.length >= MIN_PROSE_LINES && long.length > print.length / 2;
}
