import { describe, expect, test } from '@jest/globals';
import { distance } from '../../image/geometry.js';
import type { Point } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';
import { findDocument, rectifyDocument } from './find-document.js';

const [width, height] = [1200, 900];

async function scene(corners: readonly Point[] | null) {
  const card = corners
    ? `<polygon points="${corners.map((c) => c.join(',')).join(' ')}" fill="#eee9dc"/>`
    : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="1200" height="900" fill="#5a4632"/>${card}</svg>`;
  const data = await sharp(Buffer.from(svg)).flatten({ background: '#000' }).removeAlpha().raw().toBuffer();
  return { data, width, height };
}

describe('document finder', () => {
  test.each([
    [
      'straight',
      [
        [200, 200],
        [1000, 200],
        [1000, 705],
        [200, 705],
      ],
    ],
    [
      'tilted',
      [
        [260, 150],
        [1040, 270],
        [965, 760],
        [185, 640],
      ],
    ],
    [
      'in perspective',
      [
        [250, 220],
        [960, 200],
        [1050, 740],
        [180, 720],
      ],
    ],
  ] as const)('finds a card, %s, to within a hundredth of its width', async (_, corners) => {
    const picture = await scene(corners);
    const found = await findDocument(picture);
    expect(found).not.toBeNull();
    for (const [i, corner] of found!.quad.entries()) {
      expect(distance(corner, corners[i]!)).toBeLessThan(8);
    }
    const page = rectifyDocument(picture, found!);
    expect(page.width / page.height).toBeCloseTo(found!.aspect, 1);
  });

  test('finds nothing where there is nothing', async () => {
    expect(await findDocument(await scene(null))).toBeNull();
  });

  test('does not take a square for a document', async () => {
    expect(
      await findDocument(
        await scene([
          [300, 150],
          [900, 150],
          [900, 750],
          [300, 750],
        ]),
      ),
    ).toBeNull();
  });
});
