import type { MeasuredMrz, SeenSide, SideMeasurement } from './measurement.js';
import { foldLatin } from './names.js';
import { REASONS, reasonOfQuality } from './reasons.js';
import { MIN_COMMON_PRINT, MIN_LINES_OF_A_DOCUMENT, MIN_PRINT_REACH } from './thresholds.js';
import { kindOfPrint } from './viz/kind-of-print.js';
import { type Cell, cellsOf } from './viz/page.js';
import { readLicence } from './viz/read-licence.js';

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
/** ISO/IEC 7812-1: the length of the number of a payment card. */
const PAN = /(?:\d[ -]?){14,18}\d/;

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
  return kind === 'passport' ? REASONS.unreadableMrz : REASONS.unknownDocument;
}

/** A number of the right length whose Luhn digit agrees (ISO/IEC 7812-1, annex B). */
export function isPaymentCard(text: string): boolean {
  const digits = PAN.exec(text)?.[0].replace(/\D/g, '');
  if (!digits) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
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

/** Whether two pictures show one side: most of what is printed on one is printed on the other. */
export function showSameSide(front: SideMeasurement, back: SideMeasurement): boolean {
  if (front.status !== 'seen' || back.status !== 'seen') return false;
  const [a, b] = [front, back].map(
    ({ print }) => new Set(print.map(({ text }) => foldLatin(text)).filter((text) => text.length > 3)),
  ) as [Set<string>, Set<string>];
  const common = [...a].filter((text) => b.has(text)).length;
  return common >= MIN_LINES_OF_A_DOCUMENT && common >= MIN_COMMON_PRINT * Math.min(a.size, b.size);
}

/**
 * Why two pictures cannot be the sides of one document; null when nothing speaks against it.
 *
 * @param together both lie in one picture
 */
export function contradictionOfSides(
  front: SideMeasurement,
  back: SideMeasurement | null,
  sides: readonly (readonly Cell[])[],
  together: boolean,
): string | null {
  if (front.status !== 'seen' || back?.status !== 'seen') return null;
  const reason = together ? REASONS.oneAtATime : REASONS.sidesOfTwo;
  const [a, b] = [validLines(front.mrz), validLines(back.mrz)];
  if (a && b) return a === b ? null : reason;
  const [first, second] = [readLicence(sides[0]!), readLicence(sides[1]!)];
  // Either side of a card may print its number; two fronts print two.
  if (first?.number && second?.number && first.number.value !== second.number.value) return reason;
  if (!together) return null;
  const isOther = (licence: typeof first, lines: string | null) =>
    licence?.number && lines !== null && !lines.includes(foldLatin(licence.number.value).slice(0, 9));
  if (isOther(first, b) || isOther(second, a)) return reason;
  if (front.mrz === null && back.mrz === null && [front, back].every(isHeaded) && !showSameSide(front, back))
    return reason;
  return null;
}

const validLines = (mrz: MeasuredMrz | null): string | null => (mrz?.valid ? mrz.lines.join('') : null);

const isHeaded = (side: SideMeasurement): boolean => kindOfPrint(cellsOf(side)) !== null;

/**
 * Why a document with a valid MRZ is not seen whole: the MRZ says how large it is, and what is printed above does
 * not reach up as far; or the MRZ is a card's back and the front was never seen. Null when it is whole.
 */
export function missingPart(side: SideMeasurement, other: SideMeasurement | null): string | null {
  if (side.status !== 'seen') return null;
  const { mrz, mrzPlace } = side;
  if (!mrz || !mrzPlace) return null;
  if (mrz.format === 'TD1') return other === null ? REASONS.cardFrontNeeded : null;
  return mrzPlace.printReach < MIN_PRINT_REACH[mrz.format] ? REASONS.wholeDocument : null;
}
