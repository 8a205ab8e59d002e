import type { SeenSide } from '../measurement.js';
import { type Claim, notShown, shown } from '../proof/claim.js';
import { REASONS, reasonOfQuality } from '../reasons.js';
import { MIN_PRINTED_GROUND } from '../thresholds.js';
import { type Sheet, sheetOf } from './outline.js';

/** How a kind of document shows that it is a thing and no picture of one. */
export interface SheetDemands {
  /** Proportions that it may have. */
  readonly sheets: readonly Sheet[];
  /** What stands in for an outline, for a reviewer: print that reaches from the zone to the head. Absent where nothing may. */
  readonly instead?: string;
  /** Whether the ground must have been seen to be security print; else it must not have been seen to be plain. */
  readonly ground: 'seen' | 'not-plain';
}

/**
 * Whether a side is a card or a page of security print: proportions of its outline, or of the picture that it fills, and a
 * ground of changing colours and fine lines. A typed sheet has neither lines nor colours in its ground.
 */
export function judgeSheet(side: SeenSide, { sheets, instead, ground }: SheetDemands): Claim {
  const sheet = sheetOf(side, sheets);
  const edges = sheet ? `${side.outlined ? 'an outline' : 'a picture'} of ${sheet}` : instead;
  if (edges === undefined)
    return notShown(reasonOfQuality(side) ?? REASONS.noOutline, 'the outline of a card');
  const printed = side.surface?.printedGround ?? null;
  if (printed === null) {
    return ground === 'seen'
      ? notShown(reasonOfQuality(side) ?? REASONS.groundUnseen, 'a ground of security print')
      : shown(edges, 'too little of its ground is to be seen to tell on what it is printed');
  }
  const limit = ground === 'seen' ? MIN_PRINTED_GROUND.seen : MIN_PRINTED_GROUND.notPlain;
  return printed >= limit
    ? shown(edges, `a ground of security print (${printed.toFixed(2)})`)
    : notShown(REASONS.plainPaper, `a ground of security print: ${printed.toFixed(2)} of ${limit}`);
}
