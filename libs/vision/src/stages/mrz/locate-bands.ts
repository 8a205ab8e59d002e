import { closeBits, openBits, packBits, unpackBits } from '../../image/bit-mask.js';
import { orderCorners, quadHeight, quadWidth } from '../../image/quad.js';
import { resizeImage } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { type OpenCv, openCv, withMats } from '../../runtime/opencv.js';
import { growStrip } from './strip-geometry.js';

/** Width at which the kernels below fit the print of a picture-filling document. */
const WORK_WIDTH = 800;

/** Black-hat kernel and the gap between characters to be bridged, in pixels. */
interface PrintScale {
  readonly kernel: readonly [width: number, height: number];
  readonly bridge: number;
}
const SMALL_PRINT: PrintScale = { kernel: [13, 5], bridge: 21 };
const LARGE_PRINT: PrintScale = { kernel: [21, 7], bridge: 27 };

/** An MRZ line spans a good part of the document and is far wider than high. */
const MIN_WIDTH_SHARE = 0.35;
const MIN_ASPECT = 8;
const MIN_HEIGHT = 5;
/** The morphological outline ends at the strokes; the line reader was trained with this much air around them. */
const GROW_ENDS = 0.4;
const GROW_SIDES = 0.28;

/**
 * Finds strips that may be MRZ lines: dark print, dense vertical strokes, one long thin rectangle
 * (black-hat → horizontal Scharr → closing → Otsu → minimum-area rectangles). Finds the band of upright
 * documents tilted by up to some 20°.
 *
 * Yields the strips of small print and then those of large print, each found only when it is asked for.
 */
export async function* locateBands(image: RgbImage): AsyncGenerator<readonly Quad[]> {
  const scale = WORK_WIDTH / image.width;
  const small = await resizeImage(image, WORK_WIDTH, Math.max(1, Math.round(image.height * scale)));
  const cv = openCv();
  for (const print of [SMALL_PRINT, LARGE_PRINT]) yield stripsOf(cv, small, print, scale);
}

function stripsOf(cv: OpenCv, small: RgbImage, { kernel, bridge }: PrintScale, scale: number): Quad[] {
  return rectanglesOf(cv, small, kernel, bridge)
    .filter((quad) => {
      const [width, height] = [quadWidth(quad), quadHeight(quad)];
      return width > MIN_WIDTH_SHARE * WORK_WIDTH && width > MIN_ASPECT * height && height > MIN_HEIGHT;
    })
    .map((quad) => {
      const height = quadHeight(quad);
      const grown = growStrip(quad, GROW_ENDS * height, GROW_SIDES * height);
      return grown.map(([x, y]): Point => [x / scale, y / scale]) as unknown as Quad;
    });
}

function rectanglesOf(
  cv: OpenCv,
  { data, width, height }: RgbImage,
  kernel: readonly [number, number],
  bridge: number,
): Quad[] {
  return withMats(cv, (own) => {
    const rgb = own(cv.matFromArray(height, width, cv.CV_8UC3, data));
    const grey = own(new cv.Mat());
    const gradient = own(new cv.Mat());
    const mask = own(new cv.Mat());
    const stroke = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(...kernel)));
    cv.cvtColor(rgb, grey, cv.COLOR_RGB2GRAY);
    cv.GaussianBlur(grey, grey, new cv.Size(3, 3), 0);
    cv.morphologyEx(grey, mask, cv.MORPH_BLACKHAT, stroke);
    cv.Scharr(mask, gradient, cv.CV_16S, 1, 0);
    cv.convertScaleAbs(gradient, mask, 0.25, 0);
    cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, stroke);
    cv.threshold(mask, mask, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU);
    const bridged = closeBits(packBits(mask.data, width, height), bridge, 3);
    const bands = own(cv.matFromArray(height, width, cv.CV_8UC1, unpackBits(openBits(bridged, 9, 3))));
    const contours = own(new cv.MatVector());
    cv.findContours(bands, contours, own(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE);
    return Array.from({ length: contours.size() }, (_, i) => {
      const rect = cv.minAreaRect(own(contours.get(i)));
      return orderCorners(cv.RotatedRect.points(rect).map(({ x, y }): Point => [x, y]));
    });
  });
}
