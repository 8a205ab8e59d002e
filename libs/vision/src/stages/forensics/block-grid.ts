import type { LumaPlane } from '../../image/luma.js';

const { abs, max } = Math;

const BLOCK = 8;
/** Steps between neighbours above this are edges of what is shown, not of blocks. */
const MAX_STEP = 24;
/** Every third pixel of a row, another third in the next: enough to tell, and all phases come equally often. */
const SAMPLING = 3;
/** Differences looked at for each phase, at the least. */
const MIN_COUNT = 100;

/** How strongly each of the eight phases of a JPEG's grid shows in a region, relative to their median (1: not at all). */
export interface GridPhases {
  readonly across: readonly number[];
  readonly down: readonly number[];
}

/**
 * Measures where a region's JPEG blocks begin: between blocks the second difference of brightness is larger than
 * within (W. Li et al., "Passive detection of doctored JPEG image via block artifact grid extraction", Signal
 * Processing 89(9), 2009). What was pasted in brings its own grid along, or loses it by being scaled.
 *
 * @param regionOf the number of the region that a pixel belongs to, from 0; anything else for none
 * @param regions how many there are
 * @returns for each region; null where it has too few pixels to tell.
 */
export function gridPhases(
  { data, width, height }: LumaPlane,
  regionOf: (x: number, y: number) => number,
  regions: number,
): (GridPhases | null)[] {
  const tally = Array.from({ length: regions }, () => ({ across: emptyAxis(), down: emptyAxis() }));
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2 + (y % SAMPLING), i = y * width + x; x < width - 2; x += SAMPLING, i += SAMPLING) {
      const region = tally[regionOf(x, y)];
      if (!region) continue;
      note(region.across, x % BLOCK, data[i - 2]!, data[i - 1]!, data[i]!, data[i + 1]!);
      note(region.down, y % BLOCK, data[i - 2 * width]!, data[i - width]!, data[i]!, data[i + width]!);
    }
  }
  return tally.map(({ across, down }) => {
    const [horizontal, vertical] = [relative(across), relative(down)];
    return horizontal && vertical && { across: horizontal, down: vertical };
  });
}

interface Axis {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
}

const emptyAxis = (): Axis => ({ sums: new Float64Array(BLOCK), counts: new Uint32Array(BLOCK) });

/** Adds the step between `b` and `c`, less what rises on both sides of it anyway. */
function note({ sums, counts }: Axis, phase: number, a: number, b: number, c: number, d: number): void {
  const step = abs(c - b);
  if (step >= MAX_STEP) return;
  sums[phase]! += max(0, 2 * step - abs(b - a) - abs(d - c));
  counts[phase]! += 1;
}

function relative({ sums, counts }: Axis): number[] | null {
  if (counts.some((count) => count < MIN_COUNT)) return null;
  const means = Array.from(sums, (sum, phase) => sum / counts[phase]!);
  const median = [...means].sort((a, b) => a - b)[BLOCK / 2]! + 1e-3;
  return means.map((mean) => mean / median);
}

/**
 * How much weaker the grid that the surroundings show is within a face, or how much stronger another one: the larger
 * of both, as a natural logarithm of ratios. About 0 for one history.
 */
export function gridDisagreement(face: GridPhases, around: GridPhases): number {
  const axis = (own: readonly number[], theirs: readonly number[]) => {
    const phase = theirs.indexOf(max(...theirs));
    const lost = Math.log(theirs[phase]! / own[phase]!);
    const foreign = max(
      ...own.map((strength, p) => (p === phase ? 0 : Math.log(strength / max(1, theirs[p]!)))),
    );
    return max(lost, foreign);
  };
  return (axis(face.across, around.across) + axis(face.down, around.down)) / 2;
}
