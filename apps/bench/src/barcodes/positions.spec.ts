import type { RgbImage } from '@idem/vision/image/rgb-image';
import { expect, test } from '@jest/globals';
import { POSITIONS, printed, slanted, tilted } from './positions.js';

/** White, with a black block of 40 × 20 pixels in the middle. */
function block(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3).fill(255);
  for (let y = height / 2 - 10; y < height / 2 + 10; y++)
    data.fill(0, (y * width + width / 2 - 20) * 3, (y * width + width / 2 + 20) * 3);
  return { data, width, height };
}

const darkness = ({ data }: RgbImage): number =>
  data.reduce((sum, value) => sum + 255 - value, 0) / (3 * 255);

test.each([5, 33, 45, 90])(
  'turned by %d° nothing is lost and nothing but the edge colour is added',
  (degrees) => {
    const turned = tilted(block(100, 60), degrees);
    expect(darkness(turned)).toBeCloseTo(40 * 20, -1);
    expect([...turned.data.subarray(0, 3)]).toEqual([255, 255, 255]);
  },
);

test('a quarter turn by angle is the quarter turn by pixels', () => {
  const { width, height } = tilted(block(100, 60), 90);
  expect([width, height]).toEqual([60, 100]);
});

test('seen from a side it is smaller, whole, and the same for the same seed', () => {
  const seen = slanted(block(400, 300), 3);
  expect(darkness(seen)).toBeGreaterThan((40 * 20) / 1.3 ** 2 - 30);
  expect(darkness(seen)).toBeLessThan(40 * 20);
  expect(Buffer.from(seen.data).equals(Buffer.from(slanted(block(400, 300), 3).data))).toBe(true);
  expect(Buffer.from(seen.data).equals(Buffer.from(slanted(block(400, 300), 5).data))).toBe(false);
});

test('small pictures are printed larger, pixel by pixel; large ones stay', () => {
  const large = block(800, 60);
  expect(printed(large)).toBe(large);
  const { width, height, data } = printed(block(100, 60));
  expect([width, height]).toEqual([800, 480]);
  expect(darkness({ data, width, height })).toBe(40 * 20 * 64);
});

test('there are turns, tilts and perspectives, each named once', () => {
  expect(new Set(POSITIONS.map(({ name }) => name)).size).toBe(POSITIONS.length);
  expect(POSITIONS[0]?.place(block(100, 60))).toEqual(block(100, 60));
});
