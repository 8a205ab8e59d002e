import { quadHeight } from '../../image/quad.js';
import { resizeImage } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import type { Models } from '../../runtime/models.js';
import { chooseFormat, type FormatChoice } from './choose-format.js';
import { MRZ_LAYOUTS } from './layouts.js';
import { LINE_HEIGHT, readStrip } from './read-line.js';
import type { ReadStrip } from './reading.js';
import { growStrip } from './strip-geometry.js';

/** Air added above and below, in strip heights: bands are cut close where print is faint or small. */
const MORE_AIR = [0.1, 0.18] as const;
const ENLARGEMENT = 2;

/**
 * Reads the lines of a choice again with more air around them, and enlarged by a smooth kernel where they are smaller
 * than the line reader's own height: its bilinear view of so few pixels shows their grid. The
 * likeliest view as a whole; the choice itself where none is likelier.
 */
export async function readAgain(
  models: Models,
  picture: RgbImage,
  choice: FormatChoice,
): Promise<FormatChoice> {
  const views = await readViews(
    models,
    picture,
    choice.strips.map(({ quad }) => quad),
  );
  let best = choice;
  for (const strips of views) {
    const again = chooseFormat(strips);
    if (again?.format === choice.format && evidence(again) > evidence(best)) best = again;
  }
  return best;
}

async function readViews(
  models: Models,
  picture: RgbImage,
  quads: readonly Quad[],
): Promise<readonly (readonly ReadStrip[])[]> {
  const isSmall = quads.every((quad) => quadHeight(quad) < LINE_HEIGHT);
  const views: ReadStrip[][] = [];
  for (const scale of isSmall ? [1, ENLARGEMENT] : [1]) {
    const view = scale === 1 ? picture : await enlarge(picture, scale);
    for (const air of scale === 1 ? MORE_AIR : [0, ...MORE_AIR]) {
      const strips: ReadStrip[] = [];
      for (const quad of quads) {
        const grown = growStrip(quad, 0, air * quadHeight(quad));
        strips.push({ ...(await readStrip(models, view, scaled(grown, scale))), quad: grown });
      }
      views.push(strips);
    }
  }
  return views;
}

/** Log-likelihood in nats. A check digit of something misread agrees once in ten times. */
const evidence = ({ format, meanLogProbability, agreeing }: FormatChoice): number =>
  meanLogProbability * MRZ_LAYOUTS[format].classes.join('').length + Math.LN10 * agreeing;

const enlarge = (image: RgbImage, scale: number): Promise<RgbImage> =>
  resizeImage(image, image.width * scale, image.height * scale, 'cubic');

const scaled = (quad: Quad, scale: number): Quad =>
  quad.map(([x, y]): Point => [(x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5]) as unknown as Quad;
