import { solve } from './linear-equations.js';
import type { Point } from './rgb-image.js';

/** Row-major 3 × 3 projective map of the plane without its last entry, which is 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number];

/**
 * The projective map that carries `from` onto `to` with least squared algebraic error: what a plane's picture undergoes
 * when the plane or the camera moves (Hartley and Zisserman, "Multiple View Geometry", 4.1). Both lists are brought to
 * mean 0 and unit spread first, without which the equations are badly conditioned.
 *
 * @throws {RangeError} when the lists differ in length, have fewer than four points, or lie on a line.
 */
export function fitHomography(from: readonly Point[], to: readonly Point[]): Homography {
  if (from.length !== to.length || from.length < 4) throw new RangeError('two lists of equal length ≥ 4');
  const [source, target] = [normalisation(from), normalisation(to)];
  const normal = Array.from({ length: 8 }, () => new Array<number>(9).fill(0));
  from.forEach((point, i) => {
    const [x, y] = source.apply(point);
    const [u, v] = target.apply(to[i] as Point);
    for (const row of [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ]) {
      for (let r = 0; r < 8; r++) for (let c = 0; c < 9; c++) normal[r]![c]! += row[r]! * row[c]!;
    }
  });
  const [a, b, c, d, e, f, g, h] = solve(normal) as unknown as Homography;
  return denormalise([a, b, c, d, e, f, g, h, 1], source, target);
}

/** Where a point comes to lie. */
export function applyHomography([a, b, c, d, e, f, g, h]: Homography, [x, y]: Point): Point {
  const w = g * x + h * y + 1;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

interface Normalisation {
  readonly x: number;
  readonly y: number;
  readonly spread: number;
  apply(point: Point): Point;
}

function normalisation(points: readonly Point[]): Normalisation {
  const n = points.length;
  const x = points.reduce((sum, point) => sum + point[0], 0) / n;
  const y = points.reduce((sum, point) => sum + point[1], 0) / n;
  const spread = points.reduce((sum, point) => sum + Math.hypot(point[0] - x, point[1] - y), 0) / n;
  if (spread === 0) throw new RangeError('the points coincide');
  return { x, y, spread, apply: (point) => [(point[0] - x) / spread, (point[1] - y) / spread] };
}

/** target⁻¹ · h · source, scaled to a last entry of 1. */
function denormalise(h: readonly number[], source: Normalisation, target: Normalisation): Homography {
  const k = 1 / source.spread;
  const inner = multiply(h, [k, 0, -source.x * k, 0, k, -source.y * k, 0, 0, 1]);
  const whole = multiply([target.spread, 0, target.x, 0, target.spread, target.y, 0, 0, 1], inner);
  return whole.slice(0, 8).map((value) => value / whole[8]!) as unknown as Homography;
}

function multiply(p: readonly number[], q: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3), i % 3];
    return p[3 * row]! * q[column]! + p[3 * row + 1]! * q[3 + column]! + p[3 * row + 2]! * q[6 + column]!;
  });
}
