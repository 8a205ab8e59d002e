import type { Box } from '../../image/geometry.js';
import { quadHolds } from '../../image/quad.js';
import type { Point, RgbImage } from '../../image/rgb-image.js';
import { searchOutlines } from './search-outlines.js';

/**
 * How clearly something four-sided in the picture holds all of a box: the edge of a print, a frame, a display around a face.
 *
 * @param box in pixels of the picture.
 * @returns share of the weakest of its four sides that lies on an edge, 0 … 1; 0 where nothing holds the box. The border of
 *   the picture is no edge.
 */
export async function frameAround(image: RgbImage, { left, top, right, bottom }: Box): Promise<number> {
  const { candidates, width, height } = await searchOutlines(image, { colours: false });
  const [sx, sy] = [width / image.width, height / image.height];
  const [x, y] = [(sx * (left + right)) / 2, (sy * (top + bottom)) / 2];
  // Of a face's box the corners are hair and shoulders at most.
  const ends: readonly Point[] = [
    [sx * left, y],
    [sx * right, y],
    [x, sy * top],
    [x, sy * bottom],
  ];
  const frames = candidates.filter(({ quad }) => ends.every((point) => quadHolds(quad, point)));
  return Math.max(0, ...frames.map(({ minSupport }) => minSupport));
}
