import { quadArea, quadHeight, quadWidth } from '../../image/quad.js';
import { resizeToGrey } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { edgeHistogram } from './bar-directions.js';
import { locateSymbols, type SymbolRegion } from './locate-symbols.js';

/** Where symbols may be, and what can be nothing but bars. */
export interface FoundBars {
  /** As `locateSymbols` finds them. */
  readonly regions: readonly SymbolRegion[];
  /** The rectangles of those whose edges run in one direction; in pixels of the picture. */
  readonly bars: readonly Quad[];
}

/** Longest side of the picture in which directions are told: modules of a card's symbol then have 1.5 to 3 pixels. */
const WORK_SIDE = 1200;
/** Degrees to either side of the bars' direction: perspective fans them out. */
const TOLERANCE = 12;
/**
 * Share of the edges, by squared contrast, that run along the bars. Symbols of rendered licences have 0.66 to 0.83 from
 * clean to moderate capture; machine-readable zones 0.19 to 0.38 there, and none on 60 real pictures has 0.6.
 */
const MIN_SHARE = 0.62;
/** Squared contrast per pixel: below, edges are noise. The same symbols have 590 and more. */
const MIN_CONTRAST = 300;
/** Shares of the picture, and of the longer side. */
const MIN_AREA = 0.015;
const MIN_BREADTH = 0.12;

/** Finds symbols made of bars, whether or not they can be read. About 100 ms. */
export async function findBars(picture: RgbImage): Promise<FoundBars> {
  const regions = await locateSymbols(picture);
  const candidates = regions.filter(({ rectangle }) => isSymbolSized(rectangle, picture));
  if (candidates.length === 0) return { regions, bars: [] };
  const scale = Math.min(1, WORK_SIDE / Math.max(picture.width, picture.height));
  const grey = await resizeToGrey(
    picture,
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  const bars = candidates
    .map(({ rectangle }) => rectangle)
    .filter((rectangle) => {
      const small = rectangle.map(([x, y]): Point => [x * scale, y * scale]) as unknown as Quad;
      const histogram = edgeHistogram(grey, small);
      const total = histogram.reduce((sum, value) => sum + value, 0);
      return total > MIN_CONTRAST * quadArea(small) && alongOneDirection(histogram) > MIN_SHARE * total;
    });
  return { regions, bars };
}

function isSymbolSized(quad: Quad, picture: RgbImage): boolean {
  const [width, height] = [quadWidth(quad), quadHeight(quad)];
  return (
    quadArea(quad) > MIN_AREA * picture.width * picture.height &&
    Math.min(width, height) > MIN_BREADTH * Math.max(width, height)
  );
}

/** The most that lies within the tolerance of any direction. */
function alongOneDirection(histogram: Float64Array): number {
  const bins = histogram.length;
  let most = 0;
  for (let bin = 0; bin < bins; bin++) {
    let sum = 0;
    for (let off = -TOLERANCE; off <= TOLERANCE; off++) sum += histogram[(bin + off + bins) % bins]!;
    most = Math.max(most, sum);
  }
  return most;
}
