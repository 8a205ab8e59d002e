import { distance } from '../../image/geometry.js';
import type { Point, Quad } from '../../image/rgb-image.js';

/** The straight line a strip lies along. */
export interface Axis {
  /** Middle of the left and of the right side. */
  readonly left: Point;
  readonly right: Point;
  /** Mean height in pixels. */
  readonly height: number;
  readonly length: number;
  /** Radians, clockwise from the picture's x axis. */
  readonly angle: number;
}

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

export function axisOf([topLeft, topRight, bottomRight, bottomLeft]: Quad): Axis {
  const left = middle(topLeft, bottomLeft);
  const right = middle(topRight, bottomRight);
  return {
    left,
    right,
    height: (distance(topLeft, bottomLeft) + distance(topRight, bottomRight)) / 2,
    length: distance(left, right),
    angle: Math.atan2(right[1] - left[1], right[0] - left[0]),
  };
}

/** Moves each corner by (along, across) pixels in the strip's own directions. */
function move(quad: Quad, offsets: readonly (readonly [along: number, across: number])[]): Quad {
  const length = distance(quad[0], quad[1]) || 1;
  const ux = (quad[1][0] - quad[0][0]) / length;
  const uy = (quad[1][1] - quad[0][1]) / length;
  return quad.map(([x, y], i): Point => {
    const [along, across] = offsets[i]!;
    return [x + along * ux - across * uy, y + along * uy + across * ux];
  }) as unknown as Quad;
}

/** Widens a strip by `ends` at both ends and `sides` above and below (pixels). */
export const growStrip = (quad: Quad, ends: number, sides: number): Quad =>
  move(quad, [
    [-ends, -sides],
    [ends, -sides],
    [ends, sides],
    [-ends, sides],
  ]);

/** Lengthens a strip by `left` and `right` pixels. */
export const extendStrip = (quad: Quad, left: number, right: number): Quad =>
  move(quad, [
    [-left, 0],
    [right, 0],
    [right, 0],
    [-left, 0],
  ]);

/** Moves a strip across its reading direction (pixels, positive = down). */
export const shiftStrip = (quad: Quad, down: number): Quad =>
  move(quad, [
    [0, down],
    [0, down],
    [0, down],
    [0, down],
  ]);
