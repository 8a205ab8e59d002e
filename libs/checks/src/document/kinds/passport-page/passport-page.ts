import { byZone, judgePortrait } from '../../portrait/judge-portrait.js';
import { readAgainstZone } from '../../print/read-against-zone.js';
import { notShown, shown } from '../../proof/claim.js';
import { judgeDates, unreadIssue } from '../../reading/judge-dates.js';
import { REASONS, reasonOfQuality } from '../../reasons.js';
import { judgeSheet } from '../../sides/judge-sheet.js';
import { missingPart } from '../../sides/missing-part.js';
import { bondWithPrint } from '../../zone/bond-with-print.js';
import { recogniseZone } from '../../zone/recognise-zone.js';
import { isEndUnseen } from '../../zone/unseen-end.js';
import { type DocumentKind, unusable } from '../kind.js';

/**
 * Zone V of the data page: left, above the zone (ICAO 9303-4 §4.1, figure 1: 45 × 35 mm at most). Faces of 31 real
 * pages and visas lie 9–19 mm along and 19–40 above, 10.7–20.4 wide; what is wider
 * lies on the page.
 */
const PORTRAIT = byZone('the left, above the zone', { along: [3, 32], above: [12, 50], width: [10, 27] });

/** The data page of a passport: everything on one page, and a zone of two lines below it. */
export const passportPage: DocumentKind = {
  name: 'passport-page',
  recognise(seen) {
    const zone = recogniseZone(seen, { formats: ['TD3'], types: ['passport'] });
    if (zone === null) return null;
    const { side, reading, parsed, country } = zone;
    const missing = missingPart(side, null);
    if (missing) return unusable(missing);
    const print = readAgainstZone([seen.cells.front, seen.cells.back], parsed, country, seen.now);
    const bond = bondWithPrint(print, [...seen.cells.front, ...seen.cells.back], zone);
    const unread = [
      ...(isEndUnseen(zone, print, seen.now) ? ['expiry date'] : []),
      ...(zone.signed ? [] : unreadIssue(reading)),
    ];
    return {
      status: 'recognised',
      reading,
      claims: {
        physical_document: judgeSheet(side, {
          sheets: side.outlined ? ['ID-3', 'two pages'] : [],
          // `missingPart` has made sure of it.
          instead: 'print reaches from the zone to the head of a page',
          ground: 'not-plain',
        }),
        kind: shown(`a valid zone of format TD3, code ${parsed.documentCode}, and print above it`),
        belongs_together: bond
          ? shown(`the page prints ${bond}`)
          : notShown(
              reasonOfQuality(side) ?? REASONS.printUnbound,
              'the zone’s number, or name and birth, in print',
            ),
        portrait: judgePortrait(side, [PORTRAIT], side === seen.front ? seen.back : seen.front),
        dates: judgeDates(reading, seen.now, unread),
      },
    };
  },
};
