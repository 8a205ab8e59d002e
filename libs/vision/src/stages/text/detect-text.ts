import { resizeImage } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import type { Models } from '../../runtime/models.js';
import { openCv } from '../../runtime/opencv.js';
import { toBgrTensor } from './bgr-tensor.js';
import { boxesFromProbabilities, type TextBox, type TextBoxOptions } from './text-boxes.js';

export const TEXT_DETECTOR = 'pp-ocr-det';

export interface DetectTextOptions extends TextBoxOptions {
  /** Longest side given to the detector, in pixels; both sides are rounded to multiples of 32. */
  readonly longestSide: number;
}

/** Small pictures are enlarged at most this much: beyond it there is no more detail to find. */
const MAX_ENLARGEMENT = 2.5;
/** ImageNet statistics, in the order blue, green, red in which the detector was trained to get them. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** Finds lines of print with PP-OCRv4's detector. Quads are in pixels of `image`; no particular order. */
export async function detectText(
  models: Models,
  image: RgbImage,
  options: DetectTextOptions,
): Promise<TextBox[]> {
  const ratio = Math.min(MAX_ENLARGEMENT, options.longestSide / Math.max(image.width, image.height));
  const width = Math.max(32, Math.round((image.width * ratio) / 32) * 32);
  const height = Math.max(32, Math.round((image.height * ratio) / 32) * 32);
  const resized = await resizeImage(image, width, height, 'cubic');
  const outputs = await models.run(TEXT_DETECTOR, { x: toBgrTensor(resized, MEAN, DEVIATION) });
  const map = Object.values(outputs)[0];
  if (!map || map.data.length !== width * height)
    throw new Error(`${TEXT_DETECTOR}: unexpected output shape`);
  const [sx, sy] = [image.width / width, image.height / height];
  return boxesFromProbabilities(openCv(), map.data, width, height, options).map(({ quad, score }) => ({
    quad: quad.map(([x, y]): Point => [(x + 0.5) * sx - 0.5, (y + 0.5) * sy - 0.5]) as unknown as Quad,
    score,
  }));
}
