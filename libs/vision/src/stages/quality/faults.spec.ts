import { photograph } from '@idem/testing/capture/photograph';
import { renderPassport } from '@idem/testing/documents/passport';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { describe, expect, jest, test } from '@jest/globals';
import { decodeImage } from '../../image/decode.js';
import { fitWithin } from '../../image/resize.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';
import { findDocument, rectifyDocument } from '../document-finder/find-document.js';
import { findPair } from '../document-finder/find-pair.js';
import { findCutOff } from './find-cut-off.js';
import { findFinger } from './find-finger.js';
import { findGlare } from './find-glare.js';

jest.setTimeout(60_000);

const page = () => renderPassport(ERIKSSON, { seed: 2 });
const shoot = async (options: Parameters<typeof photograph>[1]) =>
  decodeImage((await photograph(await page(), { seed: 2, width: 1000, ...options })).image, {
    maxSide: 1000,
  });

async function outlineOf(picture: RgbImage): Promise<Quad> {
  const found = await findDocument(picture);
  if (!found) throw new Error('no outline');
  return found.quad;
}

/** Light rectangles on a dark table, `[left, top, width, height]`, 800 × 600. */
async function table(...sheets: readonly (readonly [number, number, number, number])[]): Promise<RgbImage> {
  const drawn = sheets.map(
    ([x, y, width, height]) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#dde4e8"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#4b3a2a"/>${drawn.join('')}</svg>`;
  return decodeImage(await sharp(Buffer.from(svg)).png().toBuffer(), { maxSide: 800 });
}

describe('glare', () => {
  const glareOf = async (picture: RgbImage) => findGlare(await fitWithin(picture, 500));

  test('is found where a reflection burns out print', async () => {
    const picture = await shoot({ glare: 1 });
    const quad = await outlineOf(picture);
    expect(await glareOf(rectifyDocument(picture, { quad, score: 3, aspect: 1.4 }))).toBeGreaterThan(0.03);
  });

  test('is not found on white paper', async () => {
    const { image } = await page();
    const white = await sharp(image).flatten({ background: '#fff' }).linear(1.4, 20).png().toBuffer();
    expect(await glareOf(await decodeImage(white, { maxSide: 1000 }))).toBe(0);
    expect(await glareOf(await shoot({}))).toBe(0);
  });
});

describe('a finger', () => {
  test('is found over the border, and its share grows with it', async () => {
    const shares: number[] = [];
    for (const finger of [0.12, 0.2]) {
      const picture = await shoot({ finger });
      shares.push(findFinger(picture, await outlineOf(picture)));
    }
    expect(shares[0]).toBeGreaterThan(0.02);
    expect(shares[1]).toBeGreaterThan(shares[0]!);
  });

  test('is not found in a portrait or in the colour of a wooden table', async () => {
    for (const background of ['wood', 'plain', 'cloth'] as const) {
      const picture = await shoot({ background });
      expect(findFinger(picture, await outlineOf(picture))).toBe(0);
    }
  });
});

describe('a document that runs out of the picture', () => {
  test.each([
    ['right', [200, 120, 700, 360]],
    ['left', [-200, 120, 700, 360]],
    ['top', [150, -150, 480, 500]],
    ['bottom', [150, 250, 480, 500]],
  ] as const)('at the %s', async (side, sheet) => {
    expect(await findCutOff(await table(sheet))).toBe(side);
  });

  test('but not one that lies inside of it, or fills it', async () => {
    expect(await findCutOff(await table([150, 120, 500, 350]))).toBeNull();
    expect(await findCutOff(await table([-5, -5, 820, 620]))).toBeNull();
    expect(await findCutOff(await table())).toBeNull();
  });
});

describe('a pair of documents', () => {
  test('is found, the upper one first', async () => {
    const pair = await findPair(await table([180, 330, 380, 240], [200, 30, 380, 240]));
    expect(pair?.map(([[, top]]) => Math.round(top / 100))).toEqual([0, 3]);
  });

  test('is not one document, and not three', async () => {
    expect(await findPair(await table([150, 120, 500, 350]))).toBeNull();
    expect(
      await findPair(await table([20, 20, 240, 150], [300, 20, 240, 150], [20, 300, 240, 150])),
    ).toBeNull();
    expect(await findPair(await shoot({}))).toBeNull();
  });
});
