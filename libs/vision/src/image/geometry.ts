import type { Point } from './rgb-image.js';

/** An affine map of the plane: x' = a·x + b·y + c, y' = d·x + e·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Affine = [1, 0, 0, 0, 1, 0];

/** The image of a point under a map. */
export function applyAffine(map: Affine, point: Point): Point {
  const [a, b, c, d, e, f] = map;
  const [x, y] = point;
  return [a * x + b * y + c, d * x + e * y + f];
}

/** The map that applies `inner` first and `outer` to its result. */
export function composeAffine(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + b * s, a * q + b * t, a * r + b * u + c, d * p + e * s, d * q + e * t, d * r + e * u + f];
}

/** The map that undoes `map`. @throws {RangeError} when `map` flattens the plane (zero determinant). */
export function invertAffine(map: Affine): Affine {
  const [a, b, c, d, e, f] = map;
  const det = a * e - b * d;
  if (!Number.isFinite(1 / det)) throw new RangeError('the map has no inverse');
  return [e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det];
}

/**
 * The rotation, uniform scale and shift that carry `from` onto `to` with least squared error, without
 * reflection (Umeyama, "Least-squares estimation of transformation parameters between two point
 * patterns", IEEE PAMI 13(4), 1991; in the plane the optimum has this closed form).
 *
 * @throws {RangeError} when the lists differ in length, have fewer than two points, or all of `from` coincide.
 */
export function similarityTransform(from: readonly Point[], to: readonly Point[]): Affine {
  if (from.length !== to.length || from.length < 2) throw new RangeError('two lists of equal length ≥ 2');
  const [fx, fy] = centroid(from);
  const [tx, ty] = centroid(to);
  let dot = 0;
  let cross = 0;
  let spread = 0;
  from.forEach(([x, y], i) => {
    const [u, v] = to[i] as Point;
    const dx = x - fx;
    const dy = y - fy;
    dot += dx * (u - tx) + dy * (v - ty);
    cross += dx * (v - ty) - dy * (u - tx);
    spread += dx * dx + dy * dy;
  });
  if (spread === 0) throw new RangeError('the points coincide');
  const a = dot / spread;
  const b = cross / spread;
  return [a, -b, tx - a * fx + b * fy, b, a, ty - b * fx - a * fy];
}

/**
 * The affine map that carries `from` onto `to` with least squared error: a similarity that may also draw out and slant.
 *
 * @throws {RangeError} when the lists differ in length, have fewer than three points, or all of `from` lie on one line.
 */
export function affineTransform(from: readonly Point[], to: readonly Point[]): Affine {
  if (from.length !== to.length || from.length < 3) throw new RangeError('two lists of equal length ≥ 3');
  const [fx, fy] = centroid(from);
  const [tx, ty] = centroid(to);
  let [xx, xy, yy] = [0, 0, 0];
  let [xu, yu, xv, yv] = [0, 0, 0, 0];
  from.forEach(([x, y], i) => {
    const [u, v] = to[i] as Point;
    const [dx, dy, du, dv] = [x - fx, y - fy, u - tx, v - ty];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
    xu += dx * du;
    yu += dy * du;
    xv += dx * dv;
    yv += dy * dv;
  });
  const det = xx * yy - xy * xy;
  // A product of two spreads: what rounding leaves of a line is far below, whatever the scale.
  if (!(det > 1e-9 * xx * yy)) throw new RangeError('the points lie on one line');
  const [a, b] = [(xu * yy - yu * xy) / det, (yu * xx - xu * xy) / det];
  const [d, e] = [(xv * yy - yv * xy) / det, (yv * xx - xv * xy) / det];
  return [a, b, tx - a * fx - b * fy, d, e, ty - d * fx - e * fy];
}

/** The arithmetic mean of the points. */
export function centroid(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const [px, py] of points) {
    x += px;
    y += py;
  }
  return [x / points.length, y / points.length];
}

/** Euclidean distance in pixels. */
export function distance(p: Point, q: Point): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1]);
}

/** An axis-parallel rectangle in pixels; `right` and `bottom` are exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Intersection over union of two boxes, 0–1. */
export function overlap(p: Box, q: Box): number {
  const width = Math.max(0, Math.min(p.right, q.right) - Math.max(p.left, q.left));
  const height = Math.max(0, Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top));
  const shared = width * height;
  return shared === 0 ? 0 : shared / (area(p) + area(q) - shared);
}

export function area(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}

/** The middle of a box. */
export const centreOf = ({ left, top, right, bottom }: Box): Point => [
  (left + right) / 2,
  (top + bottom) / 2,
];

/** Whether the middle of `other` lies within `box`. */
export function holdsMiddle(box: Box, other: Box): boolean {
  const [x, y] = centreOf(other);
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}
