import { decodeImage } from '@idem/vision/image/decode';
import type { Face } from '@idem/vision/stages/find-faces';
import { expect, test } from '@jest/globals';
import { simulatePortrait } from './simulate-portrait.js';

const image = { data: new Uint8Array(600 * 600 * 3).fill(120), width: 600, height: 600 };
const face = { box: { left: 200, top: 180, right: 400, bottom: 420 } } as unknown as Face;

test('the face is as wide as asked, the picture flattened and grainy, and equal names give equal bytes', async () => {
  const bytes = await simulatePortrait({ image, face }, 60, 'a');
  const { width, height, data } = await decodeImage(bytes, { maxSide: 1000 });
  expect([width, height]).toEqual([120, 144]);
  // 40 + 0.75 · 120, with grain around it.
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  expect(Math.abs(mean - 128)).toBeLessThan(4);
  expect(new Set(data).size).toBeGreaterThan(5);
  expect(await simulatePortrait({ image, face }, 60, 'a')).toEqual(bytes);
  expect(await simulatePortrait({ image, face }, 60, 'b')).not.toEqual(bytes);
});
