import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cropImage } from './crop.js';
import { IDENTITY } from './geometry.js';
import type { RgbImage } from './rgb-image.js';
import { oppositeTurns, type QuarterTurns, rotatePoint, rotateQuarter } from './rotate.js';
import { warpAffine, warpToImage, windowMap } from './warp.js';

const image = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data): RgbImage => ({ data, width, height })),
  );
const turns = fc.constantFrom<QuarterTurns>(0, 1, 2, 3);

test('the identity warp returns the picture', () => {
  fc.assert(
    fc.property(image, (picture) => {
      expect(warpToImage(picture, IDENTITY, picture.width, picture.height)).toEqual(picture);
    }),
  );
});

test('four quarter turns return the picture', () => {
  fc.assert(
    fc.property(image, (picture) => {
      let turned = picture;
      for (let i = 0; i < 4; i++) turned = rotateQuarter(turned, 1);
      expect(turned).toEqual(picture);
    }),
  );
});

test('turning back undoes a turn, for pictures and for points', () => {
  fc.assert(
    fc.property(image, turns, (picture, k) => {
      const turned = rotateQuarter(picture, k);
      expect(rotateQuarter(turned, oppositeTurns(k))).toEqual(picture);
      const there = rotatePoint([3, 5], k, picture.width, picture.height);
      expect(rotatePoint(there, oppositeTurns(k), turned.width, turned.height)).toEqual([3, 5]);
    }),
  );
});

test('a window at whole pixels is a crop', () => {
  const data = Uint8Array.from({ length: 8 * 6 * 3 }, (_, i) => (i * 37) % 256);
  const picture = { data, width: 8, height: 6 };
  const warped = warpToImage(picture, windowMap(2, 1, 4, 3, 4, 3), 4, 3);
  expect(warped).toEqual(cropImage(picture, { left: 2, top: 1, right: 6, bottom: 4 }));
});

test('outside the picture lies the fill', () => {
  const picture = { data: new Uint8Array(12).fill(9), width: 2, height: 2 };
  expect([...warpAffine(picture, windowMap(5, 5, 1, 1, 1, 1), 1, 1, 50)]).toEqual([50, 50, 50]);
});

test('shrinking averages instead of picking pixels', () => {
  // A checkerboard of single pixels: any picked sample would be black or white.
  const side = 64;
  const data = new Uint8Array(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    data.fill((i + Math.floor(i / side)) % 2 ? 255 : 0, i * 3, i * 3 + 3);
  }
  const small = warpToImage({ data, width: side, height: side }, windowMap(0, 0, side, side, 8, 8), 8, 8);
  for (const value of small.data) expect(Math.abs(value - 128)).toBeLessThan(8);
});
