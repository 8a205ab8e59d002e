import type { SeenSide } from '../measurement.js';
import { type Claim, notShown, shown } from '../proof/claim.js';
import { REASONS, reasonOfQuality } from '../reasons.js';
import { MIN_LINE_COHERENCE, MIN_PRINTED_GROUND } from '../thresholds.js';
import { type Sheet, sheetOf } from './outline.js';

/** How a kind of document shows that it is a thing and no picture of one. */
export interface SheetDemands {
  /** Proportions that it may have. */
  readonly sheets: readonly Sheet[];
  /** What stands in for an outline, for a reviewer: print that reaches from the zone to the head. Absent where nothing may. */
  readonly instead?: string;
  /** How much of a ground is asked for: a licence is told from a sheet that prints the same by nothing else. */
  readonly ground: 'seen' | 'not-plain';
}

/**
 * Whether a side is a card or a page of security print: proportions of its outline, or of the picture that it fills, and a
 * ground of changing colours and fine lines. A typed sheet has neither lines nor colours in its ground; where too little of
 * it is to be seen, nothing tells the two apart.
 */
export function judgeSheet(side: SeenSide, { sheets, instead, ground }: SheetDemands): Claim {
  const sheet = sheetOf(side, sheets);
  const edges = sheet ? `${side.outlined ? 'an outline' : 'a picture'} of ${sheet}` : instead;
  if (edges === undefined)
    return notShown(reasonOfQuality(side) ?? REASONS.noOutline, 'the outline of a card');
  // The ground is looked at around a portrait alone: what is missing is the portrait.
  const unseen = side.surface === null ? REASONS.portraitMissing : REASONS.groundUnseen;
  const printed = side.surface?.printedGround ?? null;
  const lines = side.surface?.lineCoherence ?? null;
  if (printed === null || lines === null) {
    return notShown(reasonOfQuality(side) ?? unseen, 'a ground of security print');
  }
  const limit = ground === 'seen' ? MIN_PRINTED_GROUND.seen : MIN_PRINTED_GROUND.notPlain;
  if (printed < limit) {
    return notShown(REASONS.plainPaper, `a ground of security print: ${printed.toFixed(2)} of ${limit}`);
  }
  if (lines < MIN_LINE_COHERENCE) {
    return notShown(
      reasonOfQuality(side) ?? REASONS.groundUnseen,
      `fine lines in the ground: ${lines.toFixed(2)} of ${MIN_LINE_COHERENCE}`,
    );
  }
  return shown(edges, `a ground of security print (${printed.toFixed(2)}, lines ${lines.toFixed(2)})`);
}
