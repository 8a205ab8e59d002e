import { fitWithin, type GreyImage, resizeToGrey } from '../../image/resize.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { type FrameSide, findCutOff } from './find-cut-off.js';
import { findFinger } from './find-finger.js';
import { findGlare } from './find-glare.js';

export interface PictureQuality {
  /** Width and height of what was measured, in pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * Sharpness of the sharpest tenth of the tiles that show anything, at 1,000 px: Laplacian variance over
   * squared contrast, per mille. Below 3 small print is lost, above 5 it is crisp; null when no tile
   * shows anything (a blank picture has no sharpness).
   */
  readonly sharp90: number | null;
  /** Mean lightness, 0 … 255. */
  readonly brightness: number;
  /** Lightness below which the darkest fiftieth lies, 0 … 255: ink, where there is ink. */
  readonly darkest: number;
  /** Share of the pixels so light that nothing on them can be seen (lightness ≥ 250), 0 … 1: paper, or too much light. */
  readonly white: number;
  /** Share of the page that a reflection has burnt out, 0 … 1. */
  readonly glare: number;
  /** The side of the picture over which the document runs out of it; null where none is seen to. */
  readonly cutOff: FrameSide | null;
  /** Share of the page under a finger, 0 … 1; null where the document's outline is not known. */
  readonly finger: number | null;
}

/** Where the page was found. */
export interface Surroundings {
  readonly picture: RgbImage;
  /** Of the page in the picture; null when the page is the whole picture. */
  readonly outline: Quad | null;
  /** What was read inside the outline proves it right: nothing of the document lies elsewhere. */
  readonly isSure: boolean;
}

const LONGEST_SIDE = 1000;
const GLARE_SIDE = 500;
const WHITE = 250;
const TILE = 40;
/** A tile whose lightest and darkest pixel are closer than this shows nothing to be sharp. */
const MIN_CONTRAST = 40;

/**
 * Measures what about a picture of a document may keep it from being read. About 60 ms.
 *
 * @param image the page: the inside of the outline, or the whole picture
 */
export async function measureQuality(
  image: RgbImage,
  { picture, outline, isSure }: Surroundings,
): Promise<PictureQuality> {
  const scale = LONGEST_SIDE / Math.max(image.width, image.height);
  const grey = await resizeToGrey(
    image,
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  );
  const histogram = new Uint32Array(256);
  for (const value of grey.data) histogram[value]! += 1;
  return {
    width: image.width,
    height: image.height,
    sharp90: sharpness90(grey),
    ...tonesOf(histogram),
    glare: findGlare(await fitWithin(image, GLARE_SIDE)),
    cutOff: outline && isSure ? null : await findCutOff(picture),
    finger: outline ? findFinger(picture, outline) : null,
  };
}

function tonesOf(histogram: Uint32Array): Pick<PictureQuality, 'brightness' | 'darkest' | 'white'> {
  let [count, sum, white] = [0, 0, 0];
  histogram.forEach((pixels, lightness) => {
    count += pixels;
    sum += pixels * lightness;
    if (lightness >= WHITE) white += pixels;
  });
  let [darkest, below] = [0, 0];
  for (; darkest < 255 && below + histogram[darkest]! < count / 50; darkest++) below += histogram[darkest]!;
  return { brightness: sum / count, darkest, white: white / count };
}

/** Whether anything is to be seen at all. */
export async function isBlank(image: RgbImage): Promise<boolean> {
  const { width, height } = await fitWithin(image, LONGEST_SIDE);
  return sharpness90(await resizeToGrey(image, width, height)) === null;
}

/** See `PictureQuality.sharp90`. */
export function sharpness90(grey: GreyImage): number | null {
  const values: number[] = [];
  for (let top = 0; top + TILE <= grey.height; top += TILE) {
    for (let left = 0; left + TILE <= grey.width; left += TILE) {
      const value = tileSharpness(grey, left, top);
      if (value !== null) values.push(value);
    }
  }
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length * 0.9)] ?? null;
}

function tileSharpness({ data, width }: GreyImage, left: number, top: number): number | null {
  let [sum, squares, count, darkest, lightest] = [0, 0, 0, 255, 0];
  for (let y = top + 1; y < top + TILE - 1; y++) {
    for (let x = left + 1; x < left + TILE - 1; x++) {
      const i = y * width + x;
      const value = data[i]!;
      const laplacian = 4 * value - data[i - 1]! - data[i + 1]! - data[i - width]! - data[i + width]!;
      sum += laplacian;
      squares += laplacian * laplacian;
      count += 1;
      darkest = Math.min(darkest, value);
      lightest = Math.max(lightest, value);
    }
  }
  const contrast = lightest - darkest;
  if (contrast <= MIN_CONTRAST) return null;
  return ((squares / count - (sum / count) ** 2) / contrast ** 2) * 1000;
}
