import type { SeenSide } from '../../measurement.js';
import { CARD_PORTRAITS } from '../../portrait/card-portraits.js';
import { byZone, judgePortrait } from '../../portrait/judge-portrait.js';
import { cellsOf } from '../../print/page.js';
import { readAgainstZone } from '../../print/read-against-zone.js';
import { notShown, shown } from '../../proof/claim.js';
import { judgeDates } from '../../reading/judge-dates.js';
import { REASONS, reasonOfQuality } from '../../reasons.js';
import { judgeSheet } from '../../sides/judge-sheet.js';
import { missingPart } from '../../sides/missing-part.js';
import { bondWithPrint } from '../../zone/bond-with-print.js';
import { recogniseZone, type ZoneRecognition } from '../../zone/recognise-zone.js';
import { isEndUnseen } from '../../zone/unseen-end.js';
import { type DocumentKind, type SeenDocument, unusable } from '../kind.js';

/** On cards of ID-2 size, above the zone at the left (ICAO 9303-6 §4.1). */
const ABOVE_ZONE = byZone('the left, above the zone', { along: [2, 32], above: [10, 50], width: [9, 27] });

/** A card with a machine-readable zone: of three lines on the back, or of two below the portrait. */
export const zoneCard: DocumentKind = {
  name: 'zone-card',
  recognise(seen) {
    const zone = recogniseZone(seen, {
      formats: ['TD1', 'TD2', 'IDFRA'],
      types: ['id_card', 'driving_license', 'passport'],
    });
    if (zone === null) return null;
    const other = zone.side === seen.front ? seen.back : seen.front;
    const missing = missingPart(zone.side, other);
    if (missing) return unusable(missing);
    const { parsed, format, reading, country } = zone;
    const printed = portraitSide(zone, seen);
    const cells = cellsOf(printed);
    const print = readAgainstZone([cells], parsed, country, seen.now);
    const everywhere = readAgainstZone([seen.cells.front, seen.cells.back], parsed, country, seen.now);
    const bond = bondWithPrint(print, cells, zone);
    const unread = isEndUnseen(zone, everywhere, seen.now) ? ['expiry date'] : [];
    return {
      status: 'recognised',
      reading,
      claims: {
        physical_document: judgeSheet(printed, {
          sheets: format === 'TD1' ? ['ID-1'] : printed.outlined ? ['ID-2', 'ID-3'] : [],
          ...(format === 'TD1' ? {} : { instead: 'print reaches from the zone to the head of a card' }),
          ground: 'not-plain',
        }),
        kind: shown(`a valid zone of format ${format}, code ${parsed.documentCode}`),
        belongs_together: bond
          ? shown(`the side with the portrait prints ${bond}`)
          : notShown(
              reasonOfQuality(printed) ?? REASONS.sidesUnbound,
              'the zone’s number, or name and birth, on the side with the portrait',
            ),
        portrait: judgePortrait(
          printed,
          printed === zone.side ? [ABOVE_ZONE] : CARD_PORTRAITS,
          printed === seen.front ? seen.back : seen.front,
        ),
        dates: judgeDates(reading, seen.now, unread),
      },
    };
  },
};

/** The side that must bear portrait and print: of a card with three lines of zone the other one. */
function portraitSide({ side, format }: ZoneRecognition, { front, back }: SeenDocument): SeenSide {
  if (format !== 'TD1') return side;
  const other = side === front ? back : front;
  return other?.status === 'seen' ? other : side;
}
