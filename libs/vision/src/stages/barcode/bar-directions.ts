import { distance } from '../../image/geometry.js';
import { orderCorners } from '../../image/quad.js';
import type { GreyImage } from '../../image/resize.js';
import type { Point, Quad } from '../../image/rgb-image.js';

/** Bound once, because they run for every pixel: a look at the global object costs as much as the sum. */
const { atan2, PI, round } = Math;

/** Bins of one degree over the half circle of edge directions. */
const BINS = 180;
/** Degrees over which the histogram is smoothed, to either side. */
const SMOOTHING = 2;
/** Bars and rows stand on each other; seen from a side they still differ by more than this many degrees. */
const MIN_DEGREES_BETWEEN = 35;
/** Edges weaker than this (levels of 0–255 over two pixels) are paper and noise. */
const MIN_EDGE = 24;
/** A parallelogram whose directions are within this of the rectangle's (degrees) shows nothing new. */
const SAME_DIRECTION = 3;

/**
 * The parallelogram around `points` whose sides run along the bars and along the rows of a symbol: the two
 * directions in which most of the edges inside `rectangle` run. Bars that are seen from a side lean over
 * their rows, which a rectangle cannot follow, and damage that hides the symbol's corners does not hide these
 * directions. Null where both are the rectangle's own, or where there is only one.
 */
export function leaningOutline(grey: GreyImage, rectangle: Quad, points: readonly Point[]): Quad | null {
  const directions = edgeDirections(grey, rectangle);
  if (directions === null) return null;
  const [first, second] = directions;
  const upright = degreesOf(rectangle[0], rectangle[1]);
  if ([first, second].every((degrees) => offAxis(degrees, upright) < SAME_DIRECTION)) return null;
  const [ax, ay] = unit(first);
  const [bx, by] = unit(second);
  const area = ax * by - ay * bx;
  const along = points.map(([x, y]) => (x * by - y * bx) / area);
  const across = points.map(([x, y]) => (y * ax - x * ay) / area);
  const at = (s: number, t: number): Point => [s * ax + t * bx, s * ay + t * by];
  const [left, right] = [Math.min(...along), Math.max(...along)];
  const [top, bottom] = [Math.min(...across), Math.max(...across)];
  return orderCorners([at(left, top), at(right, top), at(right, bottom), at(left, bottom)]);
}

/** The two directions, in degrees, with the most edges; null where edges run in one only, or there are none. */
function edgeDirections(grey: GreyImage, rectangle: Quad): readonly [number, number] | null {
  const histogram = smoothed(edgeHistogram(grey, rectangle));
  const first = strongest(histogram, () => true);
  const second = strongest(histogram, (bin) => between(bin, first) >= MIN_DEGREES_BETWEEN);
  return histogram[first]! > 0 && histogram[second]! > 0 ? [first, second] : null;
}

function strongest(histogram: Float64Array, allowed: (bin: number) => boolean): number {
  let best = -1;
  for (let bin = 0; bin < BINS; bin++)
    if (allowed(bin) && (best < 0 || histogram[bin]! > histogram[best]!)) best = bin;
  return best;
}

/**
 * How much edge runs in each direction, in bins of one degree over the half circle: squared contrast, by Scharr's
 * weights, which favour no direction.
 */
export function edgeHistogram({ data, width, height }: GreyImage, rectangle: Quad): Float64Array {
  const histogram = new Float64Array(BINS);
  const [xs, ys] = [rectangle.map(([x]) => x), rectangle.map(([, y]) => y)];
  const [left, right] = [Math.max(1, Math.floor(Math.min(...xs))), Math.min(width - 2, Math.max(...xs))];
  const [top, bottom] = [Math.max(1, Math.floor(Math.min(...ys))), Math.min(height - 2, Math.max(...ys))];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const i = y * width + x;
      const [a, b, c] = [data[i - width - 1]!, data[i - width]!, data[i - width + 1]!];
      const [d, e] = [data[i - 1]!, data[i + 1]!];
      const [f, g, h] = [data[i + width - 1]!, data[i + width]!, data[i + width + 1]!];
      const dx = (3 * (c - a + h - f) + 10 * (e - d)) / 16;
      const dy = (3 * (f - a + h - c) + 10 * (g - b)) / 16;
      const strength = dx * dx + dy * dy;
      if (strength < MIN_EDGE * MIN_EDGE || !isInside(rectangle, x, y)) continue;
      // An edge runs across its gradient.
      const degrees = (atan2(dx, -dy) * 180) / PI;
      histogram[(round(degrees) + 2 * BINS) % BINS]! += strength;
    }
  }
  return histogram;
}

function isInside(quad: Quad, x: number, y: number): boolean {
  for (let i = 0; i < 4; i++) {
    const [ax, ay] = quad[i]!;
    const [bx, by] = quad[(i + 1) & 3]!;
    if ((bx - ax) * (y - ay) - (by - ay) * (x - ax) < 0) return false;
  }
  return true;
}

function smoothed(histogram: Float64Array): Float64Array {
  return histogram.map((_, bin) => {
    let sum = 0;
    for (let shift = -SMOOTHING; shift <= SMOOTHING; shift++)
      sum += histogram[(bin + shift + BINS) % BINS]! * (SMOOTHING + 1 - Math.abs(shift));
    return sum;
  });
}

/** Degrees between two lines, 0 … 90. */
function between(a: number, b: number): number {
  const degrees = Math.abs(a - b) % 180;
  return Math.min(degrees, 180 - degrees);
}

/** Degrees between a line and the nearer of another line and its perpendicular, 0 … 45. */
const offAxis = (a: number, b: number): number => Math.min(between(a, b), 90 - between(a, b));

const degreesOf = (from: Point, to: Point): number =>
  distance(from, to) === 0 ? 0 : (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;

const unit = (degrees: number): Point => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
];
