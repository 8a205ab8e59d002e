import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyHomography, fitHomography, type Homography } from './fit-homography.js';
import type { Point } from './rgb-image.js';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const coordinate = between(0, 1000);
const point: fc.Arbitrary<Point> = fc.tuple(coordinate, coordinate);

/** Maps of a camera: no point of the picture comes near the horizon. */
const homography: fc.Arbitrary<Homography> = fc
  .tuple(
    between(0.5, 2),
    between(-0.4, 0.4),
    between(-200, 200),
    between(-0.4, 0.4),
    between(0.5, 2),
    between(-200, 200),
    between(-2e-4, 2e-4),
    between(-2e-4, 2e-4),
  )
  .filter(([a, b, , d, e]) => a * e - b * d > 0.1);

const CORNERS: Point[] = [
  [0, 0],
  [1000, 20],
  [980, 1000],
  [10, 900],
];

describe('fitHomography', () => {
  test('finds the map that carried the points, and carries any other point with it', () => {
    fc.assert(
      fc.property(homography, fc.array(point, { maxLength: 20 }), point, (map, more, probe) => {
        const from = [...CORNERS, ...more];
        const fitted = fitHomography(
          from,
          from.map((at) => applyHomography(map, at)),
        );
        const [expected, actual] = [applyHomography(map, probe), applyHomography(fitted, probe)];
        expect(Math.hypot(actual[0] - expected[0], actual[1] - expected[1])).toBeLessThan(1e-3);
      }),
    );
  });

  test('errors of single points are spread over all', () => {
    const grid = Array.from({ length: 100 }, (_, i): Point => [(i % 10) * 100, Math.floor(i / 10) * 100]);
    const moved = grid.map(([x, y], i): Point => [x + (i % 2 === 0 ? 1 : -1), y]);
    const fitted = fitHomography(grid, moved);
    for (const at of grid) {
      expect(Math.abs(applyHomography(fitted, at)[0] - at[0])).toBeLessThan(0.5);
    }
  });

  test('too few points, lists of two lengths and points on one line are refused', () => {
    const line = [0, 1, 2, 3, 4].map((i): Point => [i, 2 * i]);
    expect(() => fitHomography(CORNERS.slice(1), CORNERS.slice(1))).toThrow(RangeError);
    expect(() => fitHomography(CORNERS, CORNERS.slice(1))).toThrow(RangeError);
    expect(() => fitHomography(line, line)).toThrow(RangeError);
    expect(() => fitHomography(Array(5).fill([3, 4]), Array(5).fill([3, 4]))).toThrow(RangeError);
  });
});
