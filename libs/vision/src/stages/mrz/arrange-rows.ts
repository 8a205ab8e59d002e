import type { ReadStrip } from './reading.js';
import { type Axis, axisOf } from './strip-geometry.js';

/** Strips on one printed line: the best of them, and how far the line reaches along the band's direction. */
export interface Row {
  readonly strip: ReadStrip;
  /** Extent of the strip itself and of the whole row, in pixels along the band. */
  readonly from: number;
  readonly to: number;
  readonly rowFrom: number;
  readonly rowTo: number;
}

interface Placed {
  readonly strip: ReadStrip;
  readonly axis: Axis;
  readonly across: number;
  readonly from: number;
  readonly to: number;
}

/** Strips of less text than this, or read with less confidence, are not considered. */
const MIN_CHARACTERS = 14;
const MIN_SCORE = 0.6;
/** Rows of one band: angle within 0.12 rad (7°), similar height, at most seven heights from the main row. */
const MAX_ANGLE = 0.12;
const MIN_HEIGHT_RATIO = 0.4;
const MAX_HEIGHT_RATIO = 2.2;
const MAX_ROW_DISTANCE = 7;

/** Groups strips that read like an MRZ into rows, top to bottom; rows unrelated to the most MRZ-like are dropped. */
export function arrangeRows(strips: readonly ReadStrip[]): Row[] {
  const candidates = strips.filter(
    ({ greedy }) => greedy.text.length >= MIN_CHARACTERS && greedy.score > MIN_SCORE,
  );
  if (candidates.length === 0) return [];
  const main = candidates.reduce((a, b) => (mrzLikeness(a) > mrzLikeness(b) ? a : b));
  const band = axisOf(main.quad);
  const [ux, uy] = [Math.cos(band.angle), Math.sin(band.angle)];
  const place = (strip: ReadStrip): Placed => {
    const axis = axisOf(strip.quad);
    return {
      strip,
      axis,
      across: ((axis.left[1] + axis.right[1]) / 2) * ux - ((axis.left[0] + axis.right[0]) / 2) * uy,
      from: axis.left[0] * ux + axis.left[1] * uy,
      to: axis.right[0] * ux + axis.right[1] * uy,
    };
  };
  const mainAcross = place(main).across;
  const related = candidates
    .map(place)
    .filter(
      ({ axis, across }) =>
        Math.abs(axis.angle - band.angle) < MAX_ANGLE &&
        axis.height < MAX_HEIGHT_RATIO * band.height &&
        axis.height > MIN_HEIGHT_RATIO * band.height &&
        Math.abs(across - mainAcross) < MAX_ROW_DISTANCE * band.height,
    )
    .sort((a, b) => a.across - b.across);
  const groups: Placed[][] = [];
  for (const placed of related) {
    const group = groups.find(
      ([first]) =>
        Math.abs(first!.across - placed.across) < 0.5 * Math.min(first!.axis.height, placed.axis.height),
    );
    if (group) group.push(placed);
    else groups.push([placed]);
  }
  return groups.map((group): Row => {
    const weight = ({ strip, from, to }: Placed) => (to - from) * mrzLikeness(strip);
    const best = group.reduce((a, b) => (weight(a) > weight(b) ? a : b));
    return {
      strip: best.strip,
      from: best.from,
      to: best.to,
      rowFrom: Math.min(...group.map(({ from }) => from)),
      rowTo: Math.max(...group.map(({ to }) => to)),
    };
  });
}

/** Confident, long but not longer than an MRZ line, with fillers and digits. */
export function mrzLikeness({ greedy: { text, score } }: ReadStrip): number {
  const fillers = text.split('<').length - 1;
  const digits = text.replace(/[^0-9]/g, '').length;
  const length = Math.min(text.length, 44) * (text.length > 47 ? 0.3 : 1);
  return score * length * (0.5 + 0.5 * Math.min(1, (fillers + digits) / 8)) * (fillers ? 1 : 0.7);
}
