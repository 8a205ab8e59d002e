import { expect, test } from '@jest/globals';
import type { Luma } from '../guidance/luma.js';
import { judgeFaceLight, ovalIn } from './judge-face-light.js';

const WIDTH = 64;
const HEIGHT = 48;
/** A face of one grey before a wall of another. */
function scene({ face, wall }: { face: number; wall: number }): Luma {
  const { high, wide } = ovalIn(WIDTH / HEIGHT);
  const data = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const x = ((i % WIDTH) + 0.5 - WIDTH / 2) / HEIGHT / wide;
    const y = (Math.floor(i / WIDTH) + 0.5 - HEIGHT / 2) / HEIGHT / high;
    return x ** 2 + y ** 2 <= 1 ? face : wall;
  });
  return { width: WIDTH, height: HEIGHT, data };
}

test.each([
  ['a face in even light', { face: 140, wall: 120 }, null],
  ['a dark skin in a lit room', { face: 70, wall: 180 }, null],
  ['a face before a window', { face: 30, wall: 250 }, 'brighter'],
  ['a face under a lamp', { face: 240, wall: 60 }, 'darker'],
])('%s', (_what, light, hint) => {
  const luma = scene(light);
  expect(judgeFaceLight(luma, luma)).toBe(hint);
});

test('movement inside the oval counts, and behind the person it does not', () => {
  const still = scene({ face: 140, wall: 120 });
  expect(judgeFaceLight(still, scene({ face: 100, wall: 120 }))).toBe('still');
  expect(judgeFaceLight(still, scene({ face: 140, wall: 20 }))).toBeNull();
  expect(judgeFaceLight(still, null)).toBeNull();
});
