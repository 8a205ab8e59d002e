import { closeBits, openBits, packBits, unpackBits } from '../../image/bit-mask.js';
import { orderCorners, quadArea, quadHeight, quadWidth } from '../../image/quad.js';
import { resizeImage } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { openCv, withMats } from '../../runtime/opencv.js';

const { abs, max } = Math;

const WORK_SIDE = 480;
/** What lies along the picture's border is taken for the background, in pixels. */
const BORDER = 3;
/** What differs less from the background than this (levels of the channel that differs most) is background. */
const MIN_CONTRAST = 24;
/** Print this near to other print, as a share of the longer side, is one thing: 5 mm on A4. */
const REACH = 0.017;
/** Two cards on A4 fill 7 % each; frames of paper leave a little less. */
const MIN_AREA = 0.035;
const MAX_AREA = 0.5;
/** A passport's page fills 18 % of A4. Pale things are only looked for on a large page: on a smaller one they are parts. */
const MAX_PALE_AREA = 0.2;
/** The smaller document's area over the larger's: a card beside a passport page has 0.42. */
const MIN_RATIO = 0.38;
/** Of ID-1 and ID-3, with room for perspective and for white paper whose margins are not seen. */
const MIN_ASPECT = 1.2;
const MAX_ASPECT = 1.9;
/** How much of its smallest rectangle a document fills. */
const MIN_FILL = 0.85;
/** Taken along around each, as a share of its sides. */
const MARGIN = 0.04;

/**
 * Two documents lying apart on one background, the upper or left one first; null when there are not exactly two
 * things of a document's shape. They may be two sides of one card, as scanners copy it. About 10 ms, twice that
 * where the first look finds no pair.
 */
export async function findPair(image: RgbImage): Promise<readonly [Quad, Quad] | null> {
  const scale = WORK_SIDE / Math.max(image.width, image.height);
  const width = Math.max(8, Math.round(image.width * scale));
  const height = Math.max(8, Math.round(image.height * scale));
  const contrast = contrastToBorder(await resizeImage(image, width, height));
  const candidates = [null, MIN_CONTRAST].map((level) => documentsApart(contrast, width, height, level));
  const quads = candidates.find((found) => found.length === 2);
  const [a, b] = quads ?? [];
  if (!a || !b) return null;
  const [small, large] = [quadArea(a), quadArea(b)].sort((x, y) => x - y) as [number, number];
  if (small / large < MIN_RATIO) return null;
  const [first, second] = [a, b]
    .map((quad) => enlarge(quad).map(([x, y]): Point => [x / scale, y / scale]) as unknown as Quad)
    .sort((p, q) => before(p) - before(q)) as [Quad, Quad];
  return [first, second];
}

/**
 * Things of a document's shape that differ from the background by `level`; null divides the picture's own levels in
 * two (Otsu), which tells print from paper, and loses a pale card around a dark portrait.
 */
function documentsApart(contrast: Uint8Array, width: number, height: number, level: number | null): Quad[] {
  const cv = openCv();
  const maxArea = level === null ? MAX_AREA : MAX_PALE_AREA;
  return withMats(cv, (own) => {
    const mask = own(new cv.Mat());
    const plane = own(cv.matFromArray(height, width, cv.CV_8UC1, contrast));
    const chosen = level ?? cv.threshold(plane, mask, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU);
    if (chosen <= MIN_CONTRAST) cv.threshold(plane, mask, MIN_CONTRAST, 255, cv.THRESH_BINARY);
    const reach = 2 * Math.round(REACH * WORK_SIDE) + 1;
    const joined = closeBits(packBits(mask.data, width, height), reach, reach);
    const opened = own(cv.matFromArray(height, width, cv.CV_8UC1, unpackBits(openBits(joined, 9, 9))));
    const contours = own(new cv.MatVector());
    cv.findContours(opened, contours, own(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    const found: Quad[] = [];
    for (let i = 0; i < contours.size(); i++) {
      const contour = own(contours.get(i));
      const hull = own(new cv.Mat());
      cv.convexHull(contour, hull, false, true);
      const corners = cv.RotatedRect.points(cv.minAreaRect(hull)).map(({ x, y }): Point => [x, y]);
      const quad = orderCorners(corners);
      const share = quadArea(quad) / (width * height);
      if (share < MIN_AREA || share > maxArea) continue;
      const [long, short] = [quadWidth(quad), quadHeight(quad)].sort((a, b) => b - a) as [number, number];
      if (long / short < MIN_ASPECT || long / short > MAX_ASPECT) continue;
      if (cv.contourArea(hull) < MIN_FILL * quadArea(quad)) continue;
      found.push(quad);
    }
    return found;
  });
}

/** Upper before lower, and left before right. */
const before = (quad: Quad): number => quad.reduce((sum, [x, y]) => sum + x + 2 * y, 0);

/** How much each pixel differs from the background, which is what the picture's border shows most. */
function contrastToBorder({ data, width, height }: RgbImage): Uint8Array {
  const [red, green, blue] = [0, 1, 2].map((channel) => borderMedian(data, width, height, channel)) as [
    number,
    number,
    number,
  ];
  const contrast = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < contrast.length; i++, p += 3) {
    contrast[i] = max(abs(data[p]! - red), abs(data[p + 1]! - green), abs(data[p + 2]! - blue));
  }
  return contrast;
}

/** The median of one channel along the picture's border. */
function borderMedian(data: Uint8Array, width: number, height: number, channel: number): number {
  const values = new Uint8Array(2 * BORDER * (width + height));
  let count = 0;
  for (let y = 0; y < height; y++) {
    const isBorderRow = y < BORDER || y >= height - BORDER;
    for (let x = 0; x < width; x++) {
      if (!isBorderRow && x === BORDER) x = width - BORDER;
      values[count++] = data[(y * width + x) * 3 + channel]!;
    }
  }
  return values.subarray(0, count).sort()[count >> 1]!;
}

function enlarge(quad: Quad): Quad {
  const [cx, cy] = [0, 1].map((axis) => quad.reduce((sum, point) => sum + point[axis]!, 0) / 4) as [
    number,
    number,
  ];
  return quad.map(
    ([x, y]): Point => [x + (x - cx) * 2 * MARGIN, y + (y - cy) * 2 * MARGIN],
  ) as unknown as Quad;
}
