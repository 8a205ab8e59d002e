import type { AamvaCard } from '../../barcode/aamva-card.js';
import { type BarcodeAgainstPrint, compareWithPrint } from '../../barcode/compare-with-print.js';
import { findCard } from '../../barcode/find-card.js';
import { readingFromBarcode } from '../../barcode/reading-from-barcode.js';
import { hasExpired } from '../../expiry.js';
import { CARD_PORTRAITS } from '../../portrait/card-portraits.js';
import { judgePortrait } from '../../portrait/judge-portrait.js';
import { shown } from '../../proof/claim.js';
import { judgeDates, unreadIssue } from '../../reading/judge-dates.js';
import { REASONS, reasonOfQuality } from '../../reasons.js';
import { judgeSheet } from '../../sides/judge-sheet.js';
import { type DocumentKind, unusable } from '../kind.js';

/** A licence or identity card of the USA or Canada: everything in front, and in a barcode on the back. */
export const northAmericanCard: DocumentKind = {
  name: 'north-american-card',
  recognise({ measurement, front, back, now }) {
    const card = findCard(measurement);
    if (!card) return null;
    const comparison = compareWithPrint(card);
    if (!comparison.sameCard) {
      const seen = card.side === 'back' || back ? REASONS.otherCard : REASONS.frontNeeded;
      return unusable((card.side === 'back' ? reasonOfQuality(front) : null) ?? seen);
    }
    const reading = readingFromBarcode(card, comparison);
    const printed = card.side === 'back' || back?.status !== 'seen' ? front : back;
    return {
      status: 'recognised',
      reading,
      claims: {
        physical_document: judgeSheet(printed, { sheets: ['ID-1'], ground: 'not-plain' }),
        kind: shown(`a barcode of ${card.card.issuer?.name ?? card.card.issuerNumber}`),
        belongs_together: shown('the front prints what the barcode says'),
        portrait: judgePortrait(printed, CARD_PORTRAITS, printed === front ? back : front),
        dates: judgeDates(reading, now, [
          ...unseenEnd(card.card, comparison, now),
          ...(card.card.version === null ? [] : unreadIssue(reading)),
        ]),
      },
    };
  },
};

/**
 * An end that the front must print and was not seen there. A symbol is made by whoever has a printer, and what it says of
 * the end counts only where print says the same; an end that is over needs no second witness.
 */
function unseenEnd({ expires }: AamvaCard, { agreement }: BarcodeAgainstPrint, now: Date): readonly string[] {
  if (expires === null || hasExpired(expires, now)) return [];
  return agreement['expiry date'] === 'same' ? [] : ['expiry date'];
}
