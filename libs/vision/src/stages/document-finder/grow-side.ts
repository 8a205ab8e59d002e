import { isConvex, quadHeight, quadWidth } from '../../image/quad.js';
import type { Point, Quad } from '../../image/rgb-image.js';

/** Share of a line from one point to another that lies on an edge, 0 … 1. */
export type SupportOf = (from: Point, to: Point) => number;

/** Proportions that a grown outline may have: a card's, 85.60 × 53.98 mm (ISO/IEC 7810), a little distorted. */
const CARD_ASPECT = 85.6 / 53.98;
const MAX_DEPARTURE = 1.06;
/** How far a side is moved, in lengths of the sides that it joins, and by which steps. */
const MAX_GROWTH = 0.4;
const STEP = 0.01;
/** Perspective: the two ends of a side may move by shares that differ so far. */
const MAX_SKEW = 0.03;
/** A side is there when so much of it is edge, and so many times as much as in the middle of all places looked at. */
const MIN_SUPPORT = 0.6;
const MIN_PROMINENCE = 1.5;

/**
 * Moves one side of an outline outward to an edge that makes a card of it. Many North American cards have a dark band along the
 * top; on a dark table the outline that stands out is that of the pale rest.
 *
 * @param support on a map of faint edges in lightness and colours.
 * @returns null where no side can be moved so.
 */
export function growSide(quad: Quad, support: SupportOf): Quad | null {
  let best: { readonly quad: Quad; readonly support: number } | null = null;
  for (let side = 0; side < 4; side++) {
    const all: { readonly quad: Quad; readonly support: number }[] = [];
    for (let growth = STEP; growth <= MAX_GROWTH; growth += STEP) {
      for (const skew of [-MAX_SKEW, -STEP, 0, STEP, MAX_SKEW]) {
        const grown = moved(quad, side, growth + skew / 2, growth - skew / 2);
        all.push({ quad: grown, support: support(grown[side]!, grown[(side + 1) % 4]!) });
      }
    }
    const usual = all.map((one) => one.support).sort((a, b) => a - b)[all.length >> 1]!;
    for (const one of all) {
      if (one.support < Math.max(MIN_SUPPORT, MIN_PROMINENCE * usual) || !isCard(one.quad)) continue;
      if (best === null || one.support > best.support) best = one;
    }
  }
  return best?.quad ?? null;
}

/** A side's ends moved outward along the sides that it joins, by shares of their lengths. */
function moved(quad: Quad, side: number, first: number, second: number): Quad {
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => quad[(side + i) % 4]!) as [Point, Point, Point, Point];
  const corners = [...quad];
  corners[side] = [a[0] + first * (a[0] - d[0]), a[1] + first * (a[1] - d[1])];
  corners[(side + 1) % 4] = [b[0] + second * (b[0] - c[0]), b[1] + second * (b[1] - c[1])];
  return corners as unknown as Quad;
}

function isCard(quad: Quad): boolean {
  const [long, short] = [quadWidth(quad), quadHeight(quad)].sort((p, q) => q - p) as [number, number];
  const departure = long / short / CARD_ASPECT;
  return isConvex(quad) && departure <= MAX_DEPARTURE && departure >= 1 / MAX_DEPARTURE;
}
