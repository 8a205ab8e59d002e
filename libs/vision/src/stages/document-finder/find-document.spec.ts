import { describe, expect, test } from '@jest/globals';
import { distance } from '../../image/geometry.js';
import type { Point } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';
import { findDocument, rectifyDocument } from './find-document.js';

const [width, height] = [1200, 900];

/**
 * A pale card on a dark table, both grey: no channel of colour shows its edges.
 *
 * @param band share of the card, from its top, that is as dark as the table and of another colour.
 */
async function scene(corners: readonly Point[] | null, band = 0) {
  const polygon = (points: readonly Point[], fill: string) =>
    `<polygon points="${points.map((c) => c.join(',')).join(' ')}" fill="${fill}"/>`;
  const along = ([ax, ay]: Point, [bx, by]: Point): Point => [ax + band * (bx - ax), ay + band * (by - ay)];
  const [a, b, c, d] = corners ?? [];
  const card =
    a && b && c && d
      ? polygon([a, b, c, d], '#ececec') + polygon([a, b, along(b, c), along(a, d)], '#1f4f5e')
      : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="1200" height="900" fill="#4a4a48"/>${card}</svg>`;
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

  test.each([0, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3])(
    'finds a card whose upper band of %p is as dark as the table',
    async (band) => {
      const corners: readonly Point[] = [
        [250, 220],
        [970, 200],
        [1010, 660],
        [220, 690],
      ];
      const found = await findDocument(await scene(corners, band));
      for (const [i, corner] of corners.entries()) expect(distance(found!.quad[i]!, corner)).toBeLessThan(14);
    },
  );

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
