import { type Box, distance } from './geometry.js';
import type { Point, Quad } from './rgb-image.js';

/** Orders four corners as a `Quad`: the two leftmost are the left side, the upper of each side is its top. */
export function orderCorners(corners: readonly Point[]): Quad {
  if (corners.length !== 4) throw new RangeError('a quadrilateral has four corners');
  const [l1, l2, r1, r2] = [...corners].sort((a, b) => a[0] - b[0]) as [Point, Point, Point, Point];
  const [topLeft, bottomLeft] = l1[1] < l2[1] ? [l1, l2] : [l2, l1];
  const [topRight, bottomRight] = r1[1] < r2[1] ? [r1, r2] : [r2, r1];
  return [topLeft, topRight, bottomRight, bottomLeft];
}

/** Mean length of top and bottom side, in pixels. */
export const quadWidth = ([a, b, c, d]: Quad): number => (distance(a, b) + distance(d, c)) / 2;

/** Mean length of left and right side, in pixels. */
export const quadHeight = ([a, b, c, d]: Quad): number => (distance(a, d) + distance(b, c)) / 2;

/** Enclosed area in square pixels (shoelace formula). */
export function quadArea(quad: Quad): number {
  let twice = 0;
  quad.forEach(([x, y], i) => {
    const [u, v] = quad[(i + 1) % 4]!;
    twice += x * v - y * u;
  });
  return Math.abs(twice) / 2;
}

/** Whether all four corners turn the same way. */
export function isConvex(quad: Quad): boolean {
  const turns = quad.map((a, i) => {
    const b = quad[(i + 1) % 4]!;
    const c = quad[(i + 2) % 4]!;
    return Math.sign((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]));
  });
  return turns[0] !== 0 && turns.every((turn) => turn === turns[0]);
}

/** Whether a point lies within a convex quad, its sides included. */
export function quadHolds(quad: Quad, [x, y]: Point): boolean {
  const turns = quad.map(([ax, ay], i) => {
    const [bx, by] = quad[(i + 1) % 4]!;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  });
  return turns.every((turn) => turn >= 0) || turns.every((turn) => turn <= 0);
}

/** The smallest upright rectangle around a quad. */
export function boundsOf(quad: Quad): Box {
  const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Degrees by which the upper side is turned clockwise against the picture: −180 … 180. */
export const quadTurn = ([[ax, ay], [bx, by]]: Quad): number =>
  (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
