import { centroid, distance } from '../../image/geometry.js';
import type { Point } from '../../image/rgb-image.js';

interface Line {
  readonly point: Point;
  readonly direction: Point;
}

/** Sides are fitted to their middle part: cards have rounded corners. */
const CORNER_SHARE = 0.12;
const MIN_POINTS = 5;
/** Lines nearer to parallel than this (sine of their angle) have no useful intersection. */
const MIN_SINE = 0.2;

/**
 * Moves the corners of a quadrilateral to where straight lines through its sides' outlines meet (total
 * least squares per side).
 */
export function refineSides(corners: readonly Point[], outline: readonly Point[]): readonly Point[] {
  const lines = corners.map((a, i) => fitSide(a, corners[(i + 1) % 4]!, outline));
  const refined = lines.map((line, i) => intersection(lines[(i + 3) % 4]!, line));
  return refined.every((point) => point !== null) ? refined : corners;
}

function fitSide(a: Point, b: Point, outline: readonly Point[]): Line {
  const length = distance(a, b);
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const reach = Math.max(4, 0.025 * length);
  const near = outline.filter(([x, y]) => {
    const along = (x - a[0]) * ux + (y - a[1]) * uy;
    const across = (y - a[1]) * ux - (x - a[0]) * uy;
    return along > CORNER_SHARE * length && along < (1 - CORNER_SHARE) * length && Math.abs(across) < reach;
  });
  if (near.length < MIN_POINTS) return { point: a, direction: [ux, uy] };
  const point = centroid(near);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of near) {
    xx += (x - point[0]) ** 2;
    xy += (x - point[0]) * (y - point[1]);
    yy += (y - point[1]) ** 2;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  return { point, direction: [Math.cos(angle), Math.sin(angle)] };
}

function intersection({ point: p, direction: d }: Line, { point: q, direction: e }: Line): Point | null {
  const sine = d[0] * e[1] - d[1] * e[0];
  if (Math.abs(sine) < MIN_SINE) return null;
  const t = ((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / sine;
  return [p[0] + t * d[0], p[1] + t * d[1]];
}
