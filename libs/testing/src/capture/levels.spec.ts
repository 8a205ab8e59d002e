import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { renderPassport } from '../documents/passport.js';
import { ERIKSSON, type RenderedDocument } from '../documents/specimen.js';
import { captureAt, LEVEL_RANGES, LEVELS } from './levels.js';
import { photograph } from './photograph.js';

jest.setTimeout(60_000);

let passport: RenderedDocument;
beforeAll(async () => {
  passport = await renderPassport(ERIKSSON);
});

test('every option lies in its level’s range, and equal seeds give equal options', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LEVELS), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (level, seed) => {
      const options = captureAt(level, seed);
      const ranges = LEVEL_RANGES[level];
      expect(captureAt(level, seed)).toEqual(options);
      for (const name of ['fill', 'perspective', 'blur', 'motion', 'noise', 'brightness', 'shade'] as const) {
        expect(options[name]).toBeGreaterThanOrEqual(ranges[name][0]);
        expect(options[name]).toBeLessThanOrEqual(ranges[name][1]);
      }
      for (const name of ['glare', 'finger', 'cutOff'] as const) {
        const [low, high] = ranges[name][1];
        expect(options[name] === 0 || (options[name]! >= low && options[name]! <= high)).toBe(true);
      }
    }),
  );
});

test('turns, fingers and cut-off sides are as frequent as the level says', () => {
  const all = Array.from({ length: 2_000 }, (_, seed) => captureAt('severe', seed));
  const shareOf = (hit: (options: (typeof all)[number]) => boolean) => all.filter(hit).length / all.length;
  expect(shareOf(({ finger }) => finger! > 0)).toBeCloseTo(0.5, 1);
  expect(shareOf(({ cutOff }) => cutOff! > 0)).toBeCloseTo(0.3, 1);
  expect(shareOf(({ rotation }) => Math.abs(rotation!) > 35)).toBeCloseTo(0.3, 1);
});

/** Mean absolute Laplacian of the picture, levels of 0–255. */
async function detail(image: Buffer): Promise<number> {
  const edges = await sharp(image)
    .greyscale()
    .convolve({ width: 3, height: 3, kernel: [0, 1, 0, 1, -4, 1, 0, 1, 0], scale: 1, offset: 128 })
    .raw()
    .toBuffer();
  return edges.reduce((sum, level) => sum + Math.abs(level - 128), 0) / edges.length;
}

/** A still camera, even light, no grain: what one option adds is then that option's doing. */
const STILL = {
  seed: 5,
  width: 800,
  background: 'plain',
  noise: 0,
  blur: 0.4,
  falloff: 0,
  rotation: 0,
  perspective: 0,
} as const;

describe('what a level adds', () => {
  test('each level keeps less of the document’s detail than the one before', async () => {
    const quiet = {
      seed: 5,
      width: 800,
      background: 'plain',
      noise: 0,
      clutter: 0,
      glare: 0,
      finger: 0,
      cutOff: 0,
    } as const;
    const details: number[] = [];
    for (const level of LEVELS) {
      details.push(await detail((await photograph(passport, { ...captureAt(level, 4), ...quiet })).image));
    }
    expect(details).toEqual(details.toSorted((a, b) => b - a));
  });

  test('motion smears along one direction only', async () => {
    const still = await photograph(passport, STILL);
    const moved = await photograph(passport, { ...STILL, motion: 9 });
    expect(await detail(moved.image)).toBeLessThan(0.6 * (await detail(still.image)));
    expect(moved.corners).toEqual(still.corners);
  });

  test('a shadow darkens a part of the scene and leaves the rest', async () => {
    const [open, shaded] = await Promise.all(
      [0, 0.5].map(async (shade) =>
        sharp((await photograph(passport, { ...STILL, shade })).image)
          .greyscale()
          .raw()
          .toBuffer(),
      ),
    );
    const darker = open!.filter((level, at) => shaded![at]! < 0.6 * level - 2).length / open!.length;
    const equal = open!.filter((level, at) => Math.abs(shaded![at]! - level) < 6).length / open!.length;
    expect(darker).toBeGreaterThan(0.15);
    expect(equal).toBeGreaterThan(0.15);
  });

  test('clutter lies beside the document, not on it', async () => {
    const options = { ...STILL, fill: 0.6 };
    const clear = await photograph(passport, options);
    const littered = await photograph(passport, { ...options, clutter: 8 });
    const [left, top] = clear.corners[0].map(Math.ceil) as [number, number];
    const inside = { left: left + 20, top: top + 20, width: 300, height: 200 };
    const mean = async (image: Buffer, region?: typeof inside) => {
      const cut = region ? sharp(image).extract(region) : sharp(image);
      return (await sharp(await cut.png().toBuffer()).stats()).channels.map(({ mean: level }) => level);
    };
    const [before, after] = [await mean(clear.image, inside), await mean(littered.image, inside)];
    for (const [channel, level] of before.entries())
      expect(Math.abs(level - after[channel]!)).toBeLessThan(6);
    const [wholeBefore, wholeAfter] = [await mean(clear.image), await mean(littered.image)];
    expect(wholeBefore.some((level, channel) => Math.abs(level - wholeAfter[channel]!) > 3)).toBe(true);
  });
});
