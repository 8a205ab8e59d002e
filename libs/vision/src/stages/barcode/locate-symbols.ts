import { distance } from '../../image/geometry.js';
import { isConvex, orderCorners, quadArea, quadHeight, quadWidth } from '../../image/quad.js';
import { type GreyImage, resizeToGrey } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { type Mat, type OpenCv, openCv, withMats } from '../../runtime/opencv.js';
import { refineSides } from '../document-finder/refine-sides.js';
import { leaningOutline } from './bar-directions.js';

export interface SymbolRegion {
  /** The smallest rectangle around the block: right in direction, however ragged the block's outline. */
  readonly rectangle: Quad;
  /** The block's own four sides, which keep perspective; null where it has more or fewer. */
  readonly outline: Quad | null;
  /** The parallelogram along bars and rows, where they lean; null where it would be the rectangle. */
  readonly leaning: Quad | null;
}

/** Longest side at which the kernels below fit: a card's PDF417 then has modules of one to two pixels. */
const WORK_SIDE = 720;

/**
 * Bars narrower than `bars` and gaps narrower than `gap` (pixels) melt into one block; what is then thinner
 * than `block` was the edge of something.
 */
interface BlockScale {
  readonly bars: number;
  readonly gap: number;
  readonly block: number;
}
/** Fine for a symbol on a card in a wide picture, coarse for one that fills the picture. */
const SCALES: readonly BlockScale[] = [
  { bars: 7, gap: 7, block: 15 },
  { bars: 19, gap: 17, block: 21 },
];
/** For a symbol of few and broad modules. Around one of many it is a ragged block, and never instead of the others. */
const BROAD_SCALE: BlockScale = { bars: 37, gap: 35, block: 27 };

/** Pixels. Jagged edges run along the axes and diagonals only; softened, they run where the bar does. */
const SOFTENING = 5;

const MIN_AREA_SHARE = 0.006;
/** A line of print or a portrait is ragged: it fills the rectangle around it less. */
const MIN_FILL = 0.6;
const POLYGON_TOLERANCES = [0.02, 0.03, 0.045, 0.06] as const;
const MAX_REGIONS = 3;
const MAX_BROAD_REGIONS = 1;

/**
 * Finds blocks of dense dark bars, whichever way they lie: where a symbol may be. About 60 ms; at most three, the
 * largest first, and one as it looks to whom only broad modules are bars.
 */
export async function locateSymbols(image: RgbImage): Promise<SymbolRegion[]> {
  const scale = Math.min(1, WORK_SIDE / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const small = await resizeToGrey(image, width, height);
  const largest = (scales: readonly BlockScale[], most: number): SymbolRegion[] =>
    withoutRepeats(
      scales
        .flatMap((kernels) => blocksOf(openCv(), small, kernels))
        .sort((a, b) => quadArea(b.rectangle) - quadArea(a.rectangle)),
    ).slice(0, most);
  const toPicture = (quad: Quad) => quad.map(([x, y]): Point => [x / scale, y / scale]) as unknown as Quad;
  return [...largest(SCALES, MAX_REGIONS), ...largest([BROAD_SCALE], MAX_BROAD_REGIONS)].map(
    ({ rectangle, outline, leaning }) => ({
      rectangle: toPicture(rectangle),
      outline: outline && toPicture(outline),
      leaning: leaning && toPicture(leaning),
    }),
  );
}

/** Black-hat → Otsu → closing → opening → contours. */
function blocksOf(cv: OpenCv, small: GreyImage, { bars, gap, block }: BlockScale): SymbolRegion[] {
  const { data, width, height } = small;
  return withMats(cv, (own) => {
    const square = (side: number) => own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(side, side)));
    const grey = own(cv.matFromArray(height, width, cv.CV_8UC1, data));
    const mask = own(new cv.Mat());
    cv.GaussianBlur(grey, mask, new cv.Size(SOFTENING, SOFTENING), 0);
    const soft = { data: mask.data.slice(), width, height };
    cv.morphologyEx(grey, mask, cv.MORPH_BLACKHAT, square(bars));
    cv.threshold(mask, mask, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU);
    cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, square(gap));
    cv.morphologyEx(mask, mask, cv.MORPH_OPEN, square(block));
    const contours = own(new cv.MatVector());
    cv.findContours(mask, contours, own(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    const regions: SymbolRegion[] = [];
    for (let i = 0; i < contours.size(); i++) {
      const contour = own(contours.get(i));
      const area = cv.contourArea(contour);
      if (area < MIN_AREA_SHARE * width * height) continue;
      const corners = cv.RotatedRect.points(cv.minAreaRect(contour));
      const rectangle = orderCorners(corners.map(({ x, y }): Point => [x, y]));
      if (area < MIN_FILL * quadArea(rectangle)) continue;
      const hull = own(new cv.Mat());
      cv.convexHull(contour, hull, false, true);
      regions.push({
        rectangle,
        outline: fourSides(cv, contour, hull, own(new cv.Mat())),
        leaning: leaningOutline(soft, rectangle, pointsOf(hull)),
      });
    }
    return regions;
  });
}

function fourSides(cv: OpenCv, contour: Mat, hull: Mat, polygon: Mat): Quad | null {
  const perimeter = cv.arcLength(hull, true);
  for (const tolerance of POLYGON_TOLERANCES) {
    cv.approxPolyDP(hull, polygon, tolerance * perimeter, true);
    if (polygon.rows <= 4) break;
  }
  if (polygon.rows !== 4) return null;
  const corners = refineSides(pointsOf(polygon), pointsOf(contour));
  const quad = orderCorners(corners);
  return isConvex(quad) ? quad : null;
}

const pointsOf = ({ rows, data32S }: Mat): Point[] =>
  Array.from({ length: rows }, (_, k): Point => [data32S[2 * k]!, data32S[2 * k + 1]!]);

const centreOf = (quad: Quad): Point => [
  quad.reduce((sum, [x]) => sum + x, 0) / 4,
  quad.reduce((sum, [, y]) => sum + y, 0) / 4,
];

/** Of blocks around about the same place and of about the same size, the first. */
function withoutRepeats(regions: readonly SymbolRegion[]): SymbolRegion[] {
  const kept: SymbolRegion[] = [];
  for (const region of regions) {
    const quad = region.rectangle;
    const size = Math.min(quadWidth(quad), quadHeight(quad));
    const known = kept.some(
      ({ rectangle }) =>
        distance(centreOf(quad), centreOf(rectangle)) < 0.15 * size &&
        quadArea(quad) > 0.8 * quadArea(rectangle),
    );
    if (!known) kept.push(region);
  }
  return kept;
}
