import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { ERIKSSON } from '../documents/specimen.js';
import { SPECIMENS, specimen } from '../documents/specimens.js';
import { facePicture } from '../faces/face-picture.js';
import { canForge, FORGERY_KINDS, forge, genuine } from './forge.js';
import { open } from './pixels.js';
import type { ForgerySubject } from './subject.js';

jest.setTimeout(120_000);

let subject: ForgerySubject;
let honest: Buffer;
beforeAll(async () => {
  subject = {
    specimen: specimen('swe-passport'),
    holder: { ...ERIKSSON, nationality: 'SWE' },
    portrait: await facePicture('vera'),
    intruder: await facePicture('olga'),
    capture: { width: 800, rotation: 0, perspective: 0, fill: 0.9 },
  };
  honest = (await genuine(subject, 2)).front;
});

test.each(FORGERY_KINDS)('%s: equal seeds give equal bytes, and none is the original', async (kind) => {
  const [first, again] = [await forge(kind, subject, 2), await forge(kind, subject, 2)];
  expect(again.front.equals(first.front)).toBe(true);
  expect(first.front.equals(honest)).toBe(false);
  expect(first.back).toBeNull();
  expect(await sharp(first.front).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 600 });
});

/** Mean absolute difference of a part of two pictures of one size, levels of 0–255. */
async function difference(p: Buffer, q: Buffer, left: number, top: number, right: number, bottom: number) {
  const [a, b] = [await open(p), await open(q)];
  let [sum, count] = [0, 0];
  for (let y = Math.round(top * a.height); y < bottom * a.height; y++) {
    for (let x = Math.round(left * a.width) * 3; x < Math.round(right * a.width) * 3; x++, count++)
      sum += Math.abs(a.data[y * a.width * 3 + x]! - b.data[y * a.width * 3 + x]!);
  }
  return sum / count;
}

describe('retouching', () => {
  test('swaps the portrait and nothing else', async () => {
    const { front } = await forge('swapped-portrait', subject, 2);
    expect(await difference(front, honest, 0.15, 0.3, 0.3, 0.6)).toBeGreaterThan(20);
    expect(await difference(front, honest, 0.45, 0.3, 0.9, 0.85)).toBeLessThan(3);
  });

  test('changes a date and nothing else', async () => {
    const { front } = await forge('edited-date', subject, 2);
    expect(await difference(front, honest, 0.1, 0.2, 0.3, 0.6)).toBeLessThan(3);
    const tiles = Array.from(
      { length: 40 },
      (_, i) => [0.35 + (i % 8) * 0.07, 0.45 + (i >> 3) * 0.05] as const,
    );
    const changes = await Promise.all(
      tiles.map(([x, y]) => difference(front, honest, x, y, x + 0.07, y + 0.05)),
    );
    const usual = changes.toSorted((a, b) => a - b)[20]!;
    expect(changes.some((change) => change > 3 * usual)).toBe(true);
    expect(changes.filter((change) => change > 3 * usual).length).toBeLessThan(6);
  });
});

test('a grey copy has no colours but those of the light', async () => {
  const spread = async (image: Buffer) => {
    const { data, width, height } = await open(image);
    const tints: number[] = [];
    for (let y = height * 0.3; y < height * 0.7; y += 4) {
      for (let x = width * 0.2; x < width * 0.8; x += 4) {
        const i = (Math.round(y) * width + Math.round(x)) * 3;
        tints.push((data[i]! - data[i + 2]!) / (data[i]! + data[i + 1]! + data[i + 2]! + 30));
      }
    }
    const mean = tints.reduce((sum, tint) => sum + tint, 0) / tints.length;
    return Math.sqrt(tints.reduce((sum, tint) => sum + (tint - mean) ** 2, 0) / tints.length);
  };
  expect(await spread((await forge('grey-copy', subject, 2)).front)).toBeLessThan((await spread(honest)) / 2);
});

test('a display gives neighbouring pixels of blank paper other colours', async () => {
  const speckle = async (image: Buffer) => {
    const { data, width, height } = await open(image);
    let [sum, count] = [0, 0];
    for (let y = Math.round(height * 0.83); y < height * 0.86; y++) {
      for (let x = Math.round(width * 0.3); x < width * 0.7; x++, count++) {
        const i = (y * width + x) * 3;
        sum += Math.abs(data[i]! - data[i + 2]! - (data[i + 3]! - data[i + 5]!));
      }
    }
    return sum / count;
  };
  const quiet = { ...subject, capture: { ...subject.capture, noise: 0 } };
  const { front } = await forge('screen-recapture', quiet, 2);
  expect(await speckle(front)).toBeGreaterThan(2 * (await speckle((await genuine(quiet, 2)).front)));
});

test('what cannot be forged is refused', async () => {
  const licence = SPECIMENS.find(({ format }) => format === 'EU')!;
  expect(FORGERY_KINDS.filter((kind) => !canForge(kind, licence))).toEqual([
    'wrong-check-digit',
    'mismatched-zones',
  ]);
  await expect(forge('mismatched-zones', { ...subject, specimen: licence }, 2)).rejects.toThrow(RangeError);
});
