import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { renderPassport } from '../documents/passport.js';
import { ERIKSSON, type RenderedDocument } from '../documents/specimen.js';
import { apply, invert, type Quad, rectToQuad } from './homography.js';
import { photograph } from './photograph.js';

jest.setTimeout(30_000);

let passport: RenderedDocument;
beforeAll(async () => {
  passport = await renderPassport(ERIKSSON);
});

const grey = async (image: Buffer) => (await sharp(image).greyscale().stats()).channels[0]!;

describe('photograph', () => {
  test('is a JPEG of the asked width without metadata', async () => {
    const shot = await photograph(passport, { width: 1000 });
    const metadata = await sharp(shot.image).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 1000, height: 750 });
    expect([metadata.exif, metadata.icc, metadata.orientation]).toEqual([undefined, undefined, undefined]);
  });

  test('equal seeds give equal bytes, other seeds other pictures', async () => {
    const [first, again, other] = await Promise.all(
      [4, 4, 5].map((seed) => photograph(passport, { seed, width: 800 })),
    );
    expect(again!.image.equals(first!.image)).toBe(true);
    expect(other!.image.equals(first!.image)).toBe(false);
    expect(other!.corners).not.toEqual(first!.corners);
  });

  test('keeps the whole document in the frame at its defaults', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const { corners, width, height } = await photograph(passport, { seed, width: 400 });
      for (const [x, y] of corners) {
        expect(Math.min(x, y, width - x, height - y)).toBeGreaterThan(0);
      }
    }
  });

  test('reports the corners in the reading order of the document', async () => {
    const { corners } = await photograph(passport, { rotation: 180, perspective: 0, width: 400 });
    const [topLeft, , bottomRight] = corners;
    expect(topLeft[0]).toBeGreaterThan(bottomRight[0]);
    expect(topLeft[1]).toBeGreaterThan(bottomRight[1]);
  });

  test('cut off, the stated share lies beyond one side of the frame', async () => {
    for (let seed = 0; seed < 6; seed++) {
      const { corners, width, height } = await photograph(passport, { seed, width: 400, cutOff: 0.25 });
      const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const beyond = [
        -left / (right - left),
        (right - width) / (right - left),
        -top / (bottom - top),
        (bottom - height) / (bottom - top),
      ].filter((share) => share > 0);
      expect(beyond).toEqual([expect.closeTo(0.25, 6)]);
    }
  });

  test('a finger changes what is under it and nothing else', async () => {
    const shoot = async (options: Parameters<typeof photograph>[1]) =>
      sharp((await photograph(passport, { width: 400, seed: 3, noise: 0, ...options })).image)
        .greyscale()
        .raw()
        .toBuffer();
    const [plain, held] = [await shoot({}), await shoot({ finger: 0.15 })];
    const changed = plain.filter((level, index) => Math.abs(level - held[index]!) > 25).length;
    expect(changed / plain.length).toBeGreaterThan(0.01);
    expect(changed / plain.length).toBeLessThan(0.2);
  });

  test('brightness, blur, noise and glare do what they say', async () => {
    const shoot = async (options: Parameters<typeof photograph>[1]) =>
      grey((await photograph(passport, { width: 600, seed: 2, noise: 0, ...options })).image);
    const plain = await shoot({});
    expect((await shoot({ brightness: 0.4 })).mean).toBeLessThan(plain.mean * 0.6);
    expect((await shoot({ glare: 1 })).mean).toBeGreaterThan(plain.mean + 2);
    const sharpness = async (options: Parameters<typeof photograph>[1]) => {
      const { image } = await photograph(passport, { width: 600, seed: 2, noise: 0, ...options });
      return (await sharp(image).stats()).sharpness;
    };
    expect(await sharpness({ blur: 4 })).toBeLessThan((await sharpness({})) / 2);
    expect(await sharpness({ noise: 20 })).toBeGreaterThan(await sharpness({}));
  });
});

test('a homography and its inverse meet at every corner', () => {
  const quad: Quad = [
    [12, 30],
    [410, 8],
    [455, 300],
    [3, 280],
  ];
  const map = rectToQuad(125, 88, quad);
  const back = invert(map);
  const rectangle = [
    [0, 0],
    [125, 0],
    [125, 88],
    [0, 88],
  ] as const;
  rectangle.forEach((corner, index) => {
    const [x, y] = apply(map, corner);
    expect(x).toBeCloseTo(quad[index]![0], 6);
    expect(y).toBeCloseTo(quad[index]![1], 6);
    const [u, v] = apply(back, quad[index]!);
    expect(u).toBeCloseTo(corner[0], 6);
    expect(v).toBeCloseTo(corner[1], 6);
  });
});
