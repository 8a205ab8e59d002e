import { expect, test } from '@jest/globals';
import type { Point, Quad } from '../../image/rgb-image.js';
import { leaningOutline } from './bar-directions.js';

const { floor, sin } = Math;

const SIDE = 160;
const FRAME: Quad = [
  [20, 20],
  [139, 20],
  [139, 139],
  [20, 139],
];

/** Dark and light cells of 6 × 14 px, whose rows run at `row` and whose bars at `bar` degrees; soft edges. */
function blocks(row: number, bar: number) {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [ax, ay] = [Math.cos(radians(row)), Math.sin(radians(row))];
  const [bx, by] = [Math.cos(radians(bar)), Math.sin(radians(bar))];
  const area = ax * by - ay * bx;
  const data = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let dark = 0;
      for (let sample = 0; sample < 16; sample++) {
        const [u, v] = [x + (sample % 4) / 2, y + floor(sample / 4) / 2];
        const column = floor((u * by - v * bx) / area / 6);
        const line = floor((v * ax - u * ay) / area / 14);
        dark += isDark(column, line) ? 1 : 0;
      }
      data[y * SIDE + x] = 255 - 15 * dark;
    }
  }
  return { data, width: SIDE, height: SIDE };
}

const isDark = (column: number, line: number) => (sin(column * 12.9898 + line * 78.233) * 43758.5453) % 1 > 0;

const degrees = ([ax, ay]: Point, [bx, by]: Point) => (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;

test.each([
  [0, 70],
  [0, 115],
  [12, 80],
  [-20, 60],
])('sides run along rows at %d° and bars at %d°, around all points', (row, bar) => {
  const quad = leaningOutline(blocks(row, bar), FRAME, FRAME);
  const [topLeft, topRight, bottomRight, bottomLeft] = quad!;
  expect(Math.abs(degrees(topLeft, topRight) - row)).toBeLessThan(5);
  expect(Math.abs(degrees(topRight, bottomRight) - bar)).toBeLessThan(5);
  for (const [x, y] of FRAME) {
    [topLeft, topRight, bottomRight, bottomLeft].forEach(([ax, ay], i, corners) => {
      const [bx, by] = corners[(i + 1) % 4]!;
      expect((bx - ax) * (y - ay) - (by - ay) * (x - ax)).toBeGreaterThanOrEqual(-1);
    });
  }
});

test('bars that stand upright in their rectangle need no other outline', () => {
  expect(leaningOutline(blocks(0, 90), FRAME, FRAME)).toBeNull();
});

test('paper, and lines in one direction alone, have none', () => {
  const paper = { data: new Uint8Array(SIDE * SIDE).fill(200), width: SIDE, height: SIDE };
  expect(leaningOutline(paper, FRAME, FRAME)).toBeNull();
  const lines = { ...paper, data: Uint8Array.from(paper.data, (_, i) => ((i % SIDE) % 12 < 6 ? 30 : 200)) };
  expect(leaningOutline(lines, FRAME, FRAME)).toBeNull();
});
