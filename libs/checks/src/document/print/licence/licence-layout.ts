import type { LicencePlaces, Place } from './licence-places.js';

/** Height of an ID-1 card in millimetres (ISO/IEC 7810). */
const HEIGHT = 53.98;

/**
 * Where annex I of directive 2006/126/EC has things, in millimetres with room for what issuers make of it: the heading at the
 * top, the sign at the upper left, the fields in one column right of the portrait.
 */
const HEADING_BOTTOM = 14;
const SIGN = { right: 18, bottom: 16 };
const COLUMN = { left: 22, right: 47 };
/** Values stand up to this far right of their numbers, of which some are read and some are not. */
const COLUMN_BREADTH = 8;
const FIRST_ROW = { top: 7, bottom: 24 };
const LAST_ROW_BOTTOM = 54;
const ROW = { least: 2.2, most: 9.5 };

/** Fields that stand below each other; 4b may stand beside 4a. */
const IN_ORDER = ['1', '2', '3', '4a', '5'] as const;

const PARTS = ['heading', 'sign', 'column', 'first-row', 'order', 'rows'] as const;

export interface LicenceLayout {
  /** What stands elsewhere than annex I has it; empty where everything that was read is in its place. */
  readonly departures: readonly (typeof PARTS)[number][];
  /** How many fields had a place to be held against it. */
  readonly fields: number;
}

/**
 * Whether what was read of a licence stands where a card of the European layout has it. Positions only mean something where
 * the page is the inside of the document's outline and that has an ID-1 card's proportions; the caller sees to it.
 */
export function licenceLayout({ places, headingPlace, signPlace }: LicencePlaces): LicenceLayout {
  const rows = IN_ORDER.flatMap((field) => {
    const place = places[field];
    return place ? [inMillimetres(place)] : [];
  });
  const middles = rows.map(({ top, bottom }) => (top + bottom) / 2);
  const steps = middles.slice(1).map((middle, i) => middle - middles[i]!);
  const lefts = rows.map(({ left }) => left);
  const heading = headingPlace && inMillimetres(headingPlace);
  const sign = signPlace && inMillimetres(signPlace);
  const first = places['1'] && inMillimetres(places['1']);
  const departs: Readonly<Record<(typeof PARTS)[number], boolean>> = {
    heading: heading !== null && (heading.top + heading.bottom) / 2 > HEADING_BOTTOM,
    sign: sign !== null && (sign.right > SIGN.right || sign.bottom > SIGN.bottom),
    column:
      lefts.some((left) => left < COLUMN.left || left > COLUMN.right) ||
      Math.max(...lefts) - Math.min(...lefts) > COLUMN_BREADTH,
    'first-row': first !== undefined && (first.top < FIRST_ROW.top || first.bottom > FIRST_ROW.bottom),
    order: steps.some((step) => step <= 0),
    // 4c may stand between 4a and 5, so that two steps are one.
    rows:
      steps.some((step) => step > 0 && (step < ROW.least || step > 2 * ROW.most)) ||
      rows.some(({ bottom }) => bottom > LAST_ROW_BOTTOM),
  };
  return { departures: PARTS.filter((part) => departs[part]), fields: rows.length };
}

const inMillimetres = ({ left, top, right, bottom }: Place): Place => ({
  left: left * HEIGHT,
  top: top * HEIGHT,
  right: right * HEIGHT,
  bottom: bottom * HEIGHT,
});
