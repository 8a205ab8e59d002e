import type { DocumentMeasurement, SideMeasurement } from '../measurement.js';
import { type PrintedLicence, readLicence } from '../print/licence/read-licence.js';
import { type Cell, cellsOf } from '../print/page.js';
import type { AamvaCard } from './aamva-card.js';
import { parseAamva } from './parse-aamva.js';

/** A North American card whose symbol was read, and the print on which its data must be found again. */
export interface FoundCard {
  readonly card: AamvaCard;
  readonly side: 'front' | 'back';
  /** Print of the other side, or of the only one: a symbol may not be confirmed by print beside it. */
  readonly cells: readonly Cell[];
  readonly licence: PrintedLicence | null;
}

/** The card that a symbol on either side describes; null when no symbol of either side does. */
export function findCard({ front, back }: DocumentMeasurement): FoundCard | null {
  const onBack = cardOn(back);
  const card = onBack ?? cardOn(front);
  if (!card) return null;
  const printed = onBack || !back ? front : back;
  const cells = cellsOf(printed);
  return { card, side: onBack ? 'back' : 'front', cells, licence: readLicence(cells) };
}

function cardOn(side: SideMeasurement | null): AamvaCard | null {
  if (side?.status !== 'seen') return null;
  for (const { text } of side.barcodes) {
    const card = parseAamva(text);
    if (card) return card;
  }
  return null;
}
