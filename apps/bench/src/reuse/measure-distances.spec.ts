import { sharp } from '@idem/vision/image/sharp';
import { expect, test } from '@jest/globals';
import { measureDistances, summarise } from './measure-distances.js';

/** Rings around a point of its own: plenty of structure, and none in common with another's. */
const picture = (x: number, y: number) => {
  const data = Buffer.alloc(400 * 300 * 3);
  for (let at = 0; at < 400 * 300; at++) {
    const radius = Math.hypot((at % 400) - x, Math.floor(at / 400) - y);
    data.fill(128 + Math.round(100 * Math.sin(radius / 9)), at * 3, at * 3 + 3);
  }
  return sharp(data, { raw: { width: 400, height: 300, channels: 3 } })
    .png()
    .toBuffer();
};

test('what is near is counted, bounds included', () => {
  expect(summarise('x', [0, 15, 16, 100])).toMatchObject({
    least: 0,
    median: 15.5,
    most: 100,
    near: { hits: 2, trials: 4 },
  });
});

test('recompressed pictures are near their originals, and different ones are not', async () => {
  const pictures = [await picture(20, 30), await picture(390, 280), Buffer.from('no picture')];
  const { pictures: used, different, copies } = await measureDistances('rings', pictures);
  expect(used).toBe(2);
  expect(different.near).toMatchObject({ hits: 0, trials: 1 });
  expect(copies.find(({ name }) => name === 'JPEG quality 60')?.near).toMatchObject({ hits: 2, trials: 2 });
});

test('one picture is no set', async () => {
  await expect(measureDistances('one', [await picture(1, 1)])).rejects.toThrow(RangeError);
});
