import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyAffine } from './geometry.js';
import { boundsOf, quadHolds, quadTurn } from './quad.js';
import type { Point, Quad } from './rgb-image.js';

const SQUARE: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
/** A turn by `degrees`, a stretch, a shift. */
const laid = (degrees: number, width: number, height: number, x: number, y: number) => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return (point: Point): Point => applyAffine([c * width, -s * height, x, s * width, c * height, y], point);
};
const layout = fc.tuple(
  fc.double({ min: -89, max: 89, noNaN: true }),
  fc.double({ min: 5, max: 500, noNaN: true }),
  fc.double({ min: 5, max: 500, noNaN: true }),
  fc.double({ min: -500, max: 500, noNaN: true }),
  fc.double({ min: -500, max: 500, noNaN: true }),
);
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const beyond = fc.oneof(
  fc.double({ min: -3, max: -0.01, noNaN: true }),
  fc.double({ min: 1.01, max: 3, noNaN: true }),
);

describe('a quad, however it lies and whichever way round its corners go,', () => {
  test('holds the points within it and none beyond a side', () => {
    fc.assert(
      fc.property(layout, share, share, beyond, fc.boolean(), (where, x, y, outside, reversed) => {
        const place = laid(...where);
        const corners = SQUARE.map(place);
        const quad = (reversed ? corners.reverse() : corners) as unknown as Quad;
        expect(quadHolds(quad, place([x, y]))).toBe(true);
        expect(quadHolds(quad, place([x, outside]))).toBe(false);
        expect(quadHolds(quad, place([outside, y]))).toBe(false);
      }),
    );
  });

  test('is turned as its upper side, and lies in its bounds', () => {
    fc.assert(
      fc.property(layout, share, share, (where, x, y) => {
        const place = laid(...where);
        const quad = SQUARE.map(place) as unknown as Quad;
        expect(quadTurn(quad)).toBeCloseTo(where[0], 6);
        const { left, top, right, bottom } = boundsOf(quad);
        const [u, v] = place([x, y]);
        expect(u >= left && u <= right && v >= top && v <= bottom).toBe(true);
      }),
    );
  });
});
