import type { SeenSide } from '../../measurement.js';
import { LICENCE_PORTRAIT } from '../../portrait/card-portraits.js';
import { judgePortrait } from '../../portrait/judge-portrait.js';
import { licenceLayout } from '../../print/licence/licence-layout.js';
import { type PrintedLicence, readLicence } from '../../print/licence/read-licence.js';
import { readingFromLicence } from '../../print/licence/reading-from-licence.js';
import { type Claim, notShown, shown } from '../../proof/claim.js';
import { judgeDates, unreadIssue } from '../../reading/judge-dates.js';
import { REASONS, reasonOfBarcode } from '../../reasons.js';
import { judgeSheet } from '../../sides/judge-sheet.js';
import { isLicenceZone } from '../../zone/document-type.js';
import { withLicenceZone } from '../../zone/licence-zone.js';
import { type DocumentKind, unusable } from '../kind.js';

/** A driving licence that says everything in numbered print. */
export const europeanLicence: DocumentKind = {
  name: 'european-licence',
  recognise({ front, back, cells, zone, now }) {
    // Sides get swapped; what is read and the portrait must stand on one of them.
    const sides = [
      { side: front, print: cells.front, other: back },
      ...(back?.status === 'seen' ? [{ side: back, print: cells.back, other: front }] : []),
    ];
    for (const { side, print, other } of sides) {
      const licence = readLicence(print);
      if (!licence) continue;
      // North American cards say everything twice: what their barcode says was not seen.
      if (licence.country === 'US' || licence.country === 'CA') {
        return unusable(other === null ? REASONS.backNeeded : reasonOfBarcode(other));
      }
      const printed = readingFromLicence(licence);
      const reading =
        zone && isLicenceZone(zone.mrz.format) ? withLicenceZone(printed, zone.mrz, now) : printed;
      return {
        status: 'recognised',
        reading,
        claims: {
          physical_document: judgeSheet(side, { sheets: ['ID-1'], ground: 'seen' }),
          kind: judgeKind(licence, side),
          belongs_together: shown('portrait and print stand on one side'),
          portrait: judgePortrait(side, [LICENCE_PORTRAIT], other),
          dates: judgeDates(reading, now, unreadIssue(reading)),
        },
      };
    }
    return null;
  },
};

/** Fewer fields in their places tell no layout. */
const MIN_PLACED_FIELDS = 3;

/** Heading or sign of a state, and fields where annex I of the directive has them. */
function judgeKind(licence: PrintedLicence, { surface }: SeenSide): Claim {
  const { departures, fields } = licenceLayout(licence);
  if (departures.length > 0) {
    return notShown(REASONS.unusualLayout, `the places of annex I: ${departures.join(', ')}`);
  }
  const told = [
    ...(licence.headingPlace ? ['a heading'] : []),
    ...(licence.signPlace ? ['the sign of a state'] : []),
    ...(surface?.signField ? ['a blue field'] : []),
  ];
  if (told.length < 2 || fields < MIN_PLACED_FIELDS) {
    return notShown(
      REASONS.unusualLayout,
      'two of heading, sign and blue field, and three fields in their places',
    );
  }
  return shown(`${told.join(', ')}, and ${fields} fields in the places of annex I`);
}
