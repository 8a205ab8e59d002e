import type { Box } from '../../image/geometry.js';
import { LUMA_WEIGHTS, quantile } from '../../image/luma.js';
import { resizeImage } from '../../image/resize.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { CELL, groundCells } from './background-of-page.js';
import { findSignField, type SignField } from './find-sign-field.js';

/** Bound once: in hot loops a look-up through the global object costs as much as the work. */
const { abs, exp, log, max, sqrt } = Math;

/** The ground of a page between its lines of print, and the blue field of a European licence. Plain JSON. */
export interface PageSurface {
  /** Cells of ground that were measured, of about 3 mm on an ID-1 card. */
  readonly cells: number;
  /**
   * How the colour of the ground differs over the page: the spread of log(R/G) and log(B/G) of its cells. Plain paper has
   * one colour, whatever its colour is and the light's: 0 … 0.5. Null where too little ground is to be seen.
   */
  readonly colourSpread: number | null;
  /**
   * Fine lines in the ground: share of the brightness by which it varies over 2–6 pixels of the 856 px wide page, in the
   * median cell, less what the noise of the picture accounts for; 0 … 0.3.
   */
  readonly fineLines: number | null;
  /**
   * Both together: the geometric mean of `colourSpread` and `fineLines` in units in which security print has about 1 or more.
   * Squared paper has lines in one colour, a lamp beside a window two colours and no lines. Of pictures at development seeds
   * typed pages had 0.07–0.61 (white, cream and coloured paper), rendered licences 1.1–1.8, real passports and cards 1.0–9.9.
   * Null where too little ground is to be seen.
   */
  readonly printedGround: number | null;
  /**
   * Whether what varies in the ground are lines: coherence of the structure tensor (0 no direction … 1 one direction) of the
   * band of `fineLines`, over a cell, in the median cell. Noise and the grain of paper, however strong, have no direction:
   * 21 typed sheets at development seeds had 0.08–0.11; security print 0.18–0.84 on 34 real documents, 0.23–0.97 on rendered
   * ones and 0.14 on the most blurred that could still be read. Null where too little ground is to be seen.
   */
  readonly lineCoherence: number | null;
  readonly signField: SignField | null;
}

/** Half of what the palest of the cards that were measured had, about. */
const UNIT = { colourSpread: 0.03, fineLines: 0.0065 };

/** Ten pixels a millimetre on an ID-1 card. */
const WIDTH = 856;
/** Print and portraits are enlarged by this many pixels before the ground around them is looked at. */
const CLEARANCE = 6;
/** Fewer cells say nothing of a page. */
const MIN_CELLS = 12;
/**
 * Of the ground, so much is not burnt out: else what is measured is the background of a photograph on white paper. 0.74 and more on
 * the scans of real documents at hand, at most 0.07 on drawings on bare white, 0.32 on a typed page with a photograph.
 */
const MIN_SHARE = 0.5;

/**
 * Measures on what a side is printed: security print has colours that change over the page and fine lines; a typed page has
 * neither. It tells plain paper from printed stock and nothing more: whoever prints a picture of a card prints its ground too.
 * About 60 ms.
 *
 * @param page the inside of the document's outline, upright.
 * @param covered print (quads) and portraits (boxes), in pixels of the page.
 * @param within where the document lies on `page`, in its pixels, where that is more than the document; default all of it.
 */
export async function measureSurface(
  page: RgbImage,
  covered: { readonly lines: readonly Quad[]; readonly portraits: readonly Box[] },
  within?: Box,
): Promise<PageSurface> {
  const scale = WIDTH / page.width;
  const image = await resizeImage(page, WIDTH, Math.max(1, Math.round(page.height * scale)));
  const boxes = [...covered.lines.map(boundsOf), ...covered.portraits].map((box) => scaled(box, scale));
  const ground = groundCells(image, boxes);
  const cells = ground.cells.filter(
    ({ left, top }) =>
      within === undefined || holds(within, (left + CELL / 2) / scale, (top + CELL / 2) / scale),
  );
  const signField = findSignField(image);
  if (cells.length < MIN_CELLS || ground.cells.length < MIN_SHARE * (ground.cells.length + ground.burnt)) {
    return {
      cells: cells.length,
      colourSpread: null,
      fineLines: null,
      printedGround: null,
      lineCoherence: null,
      signField,
    };
  }
  const planes = planesOf(image);
  const { band, noise } = bandPass(planes[0], image.width, image.height);
  const colours = cells.map(
    ({ pixels }) => [medianAt(planes[1], pixels), medianAt(planes[2], pixels)] as const,
  );
  const colourSpread = sqrt(
    spread(colours.map(([red]) => red)) ** 2 + spread(colours.map(([, blue]) => blue)) ** 2,
  );
  const structure = cells.map(({ pixels }) => sqrt(max(0, meanSquareAt(band, pixels) - noise ** 2)));
  const fineLines = quantile(structure, 0.5);
  return {
    cells: cells.length,
    colourSpread,
    fineLines,
    printedGround: sqrt((colourSpread / UNIT.colourSpread) * (fineLines / UNIT.fineLines)),
    lineCoherence: quantile(
      cells.map(({ pixels }) => coherenceAt(band, image.width, pixels)),
      0.5,
    ),
    signField,
  };
}

type Planes = [Float32Array, Float32Array, Float32Array];
/** Added to every channel, so that noise in the dark makes no colours. */
const DARKEST = 8;

/** log brightness, log(R/G), log(B/G). */
function planesOf({ data, width, height }: RgbImage): Planes {
  const luma = new Float32Array(width * height);
  const redder = new Float32Array(width * height);
  const bluer = new Float32Array(width * height);
  const [r, g, b] = LUMA_WEIGHTS;
  for (let at = 0, i = 0; at < width * height; at++, i += 3) {
    const red = data[i]! + DARKEST;
    const green = data[i + 1]! + DARKEST;
    const blue = data[i + 2]! + DARKEST;
    luma[at] = log(r * red + g * green + b * blue);
    redder[at] = log(red / green);
    bluer[at] = log(blue / green);
  }
  return [luma, redder, bluer];
}

/** Half the distance of the tenth and the ninetieth percentile. */
const spread = (values: readonly number[]): number => (quantile(values, 0.9) - quantile(values, 0.1)) / 2;

function medianAt(plane: Float32Array, pixels: Uint32Array): number {
  return quantile(
    Float32Array.from(pixels, (at) => plane[at]!),
    0.5,
  );
}

function meanSquareAt(plane: Float32Array, pixels: Uint32Array): number {
  let sum = 0;
  for (const at of pixels) sum += plane[at]! ** 2;
  return sum / pixels.length;
}

/** How far the gradients of a plane have one direction over some of its pixels: (λ₁ − λ₂) / (λ₁ + λ₂) of their tensor, 0 … 1. */
function coherenceAt(plane: Float32Array, width: number, pixels: Uint32Array): number {
  let [xx, yy, xy] = [0, 0, 0];
  for (const at of pixels) {
    const x = plane[at + 1]! - plane[at - 1]!;
    const y = plane[at + width]! - plane[at - width]!;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  return xx + yy === 0 ? 0 : sqrt((xx - yy) ** 2 + 4 * xy ** 2) / (xx + yy);
}

const holds = ({ left, top, right, bottom }: Box, x: number, y: number): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/**
 * What lies between two Gaussian blurs (1 and 3 pixels), and the noise expected in it: white noise of the finest differences
 * (median of the absolute Laplacian) as it passes through the same filter.
 */
function bandPass(plane: Float32Array, width: number, height: number): { band: Float32Array; noise: number } {
  const fine = blur(plane, width, height, 1);
  const coarse = blur(plane, width, height, 3);
  const band = fine.map((value, at) => value - coarse[at]!);
  const differences: number[] = [];
  for (let y = 1; y < height - 1; y += 3) {
    for (let x = 1; x < width - 1; x += 3) {
      const at = y * width + x;
      differences.push(
        abs(plane[at - 1]! + plane[at + 1]! + plane[at - width]! + plane[at + width]! - 4 * plane[at]!),
      );
    }
  }
  // Median of |N(0, 20 σ²)|, and the share of white noise that the band lets through.
  const sigma = quantile(differences, 0.5) / (0.6745 * sqrt(20));
  return { band, noise: sigma * BAND_GAIN };
}

/** Square root of the summed squares of the band's kernel. */
const BAND_GAIN = 0.24;

function kernelOf(sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = kernel.reduce((total, value) => total + value, 0);
  return kernel.map((value) => value / sum);
}

function blur(plane: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const kernel = kernelOf(sigma);
  const reach = (kernel.length - 1) / 2;
  const pass = (from: Float32Array, step: number, length: number, others: number, otherStep: number) => {
    const to = new Float32Array(from.length);
    for (let other = 0; other < others; other++) {
      const start = other * otherStep;
      for (let i = 0; i < length; i++) {
        let sum = 0;
        for (let k = 0; k < kernel.length; k++) {
          const j = i + k - reach;
          sum += kernel[k]! * from[start + (j < 0 ? 0 : j >= length ? length - 1 : j) * step]!;
        }
        to[start + i * step] = sum;
      }
    }
    return to;
  };
  return pass(pass(plane, 1, width, height, width), width, height, width, 1);
}

function boundsOf(quad: Quad): Box {
  const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

const scaled = ({ left, top, right, bottom }: Box, scale: number): Box => ({
  left: left * scale - CLEARANCE,
  top: top * scale - CLEARANCE,
  right: right * scale + CLEARANCE,
  bottom: bottom * scale + CLEARANCE,
});
