import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  affineTransform,
  applyAffine,
  composeAffine,
  invertAffine,
  overlap,
  similarityTransform,
} from './geometry.js';
import type { Point } from './rgb-image.js';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const point = fc.tuple(coordinate, coordinate);
const similarity = fc
  .tuple(fc.double({ min: 0.05, max: 20, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), point)
  .map(([scale, angle, [x, y]]) => {
    const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
    return [a, -b, x, b, a, y] as const;
  });

function expectNear(actual: Point, expected: Point, tolerance = 1e-5) {
  expect(Math.hypot(actual[0] - expected[0], actual[1] - expected[1])).toBeLessThan(tolerance);
}

describe('affine maps', () => {
  test('a map and its inverse undo each other', () => {
    fc.assert(
      fc.property(similarity, point, (map, p) => {
        expectNear(applyAffine(invertAffine(map), applyAffine(map, p)), p);
        expectNear(applyAffine(composeAffine(map, invertAffine(map)), p), p);
      }),
    );
  });

  test('a map that flattens the plane has no inverse', () => {
    expect(() => invertAffine([1, 2, 0, 2, 4, 0])).toThrow(RangeError);
  });

  test('the similarity between points and their image is the map itself', () => {
    const spread: Point[] = [
      [0, 0],
      [100, 3],
      [20, 80],
    ];
    fc.assert(
      fc.property(similarity, fc.array(point, { maxLength: 5 }), point, (map, more, probe) => {
        const from = [...spread, ...more];
        const found = similarityTransform(
          from,
          from.map((p) => applyAffine(map, p)),
        );
        expectNear(applyAffine(found, probe), applyAffine(map, probe), 1e-3);
      }),
    );
  });

  test('no other similarity is closer', () => {
    const from: Point[] = [
      [0, 0],
      [10, 0],
      [0, 10],
    ];
    const to: Point[] = [
      [1, 0],
      [9, 2],
      [-1, 13],
    ];
    const error = (map: Parameters<typeof applyAffine>[0]) =>
      from.reduce((sum, p, i) => {
        const [x, y] = applyAffine(map, p);
        return sum + (x - to[i]![0]) ** 2 + (y - to[i]![1]) ** 2;
      }, 0);
    const best = similarityTransform(from, to);
    const delta = fc.double({ min: -0.1, max: 0.1, noNaN: true });
    fc.assert(
      fc.property(delta, delta, delta, delta, (da, db, dx, dy) => {
        const [a, , c, b, , f] = best;
        expect(error([a + da, -(b + db), c + dx, b + db, a + da, f + dy])).toBeGreaterThanOrEqual(
          error(best) - 1e-9,
        );
      }),
    );
  });

  test('an affine map is found from where it carries points, drawn out and slanted', () => {
    const factor = fc.double({ min: 0.5, max: 2, noNaN: true });
    const slant = fc.double({ min: -0.4, max: 0.4, noNaN: true });
    const from: Point[] = [
      [0, 0],
      [40, 3],
      [5, 60],
      [33, 48],
    ];
    fc.assert(
      fc.property(factor, factor, slant, point, (across, down, by, [x, y]) => {
        const map = [across, by, x, 0, down, y] as const;
        const found = affineTransform(
          from,
          from.map((p) => applyAffine(map, p)),
        );
        expectNear(applyAffine(found, [17, 29]), applyAffine(map, [17, 29]), 1e-4);
      }),
    );
  });

  test('points on one line determine no affine map', () => {
    const line: Point[] = [
      [0, 0.1],
      [1, 0.3],
      [2, 0.5],
    ];
    expect(() => affineTransform(line, line)).toThrow('on one line');
    expect(() => affineTransform(line.slice(0, 2), line.slice(0, 2))).toThrow('equal length');
  });

  test('points that coincide determine nothing', () => {
    expect(() =>
      similarityTransform(
        [
          [1, 1],
          [1, 1],
        ],
        [
          [0, 0],
          [1, 1],
        ],
      ),
    ).toThrow(RangeError);
  });
});

test('overlap is 1 for a box and itself, 0 for boxes apart, a third for halves', () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  expect(overlap(box, box)).toBe(1);
  expect(overlap(box, { left: 20, top: 0, right: 30, bottom: 10 })).toBe(0);
  expect(overlap(box, { left: 5, top: 0, right: 15, bottom: 10 })).toBeCloseTo(1 / 3);
});
