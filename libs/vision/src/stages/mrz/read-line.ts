import { warpQuad } from '../../image/perspective.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import type { Models, Tensor } from '../../runtime/models.js';
import { CTC_WIDTH, decodeGreedy } from './ctc.js';
import type { ReadStrip } from './reading.js';

export const LINE_READER = 'mrz-ocrb';

/** Height of the strip that the reader was trained on, in pixels. */
export const LINE_HEIGHT = 32;
const MIN_WIDTH = 48;
/** 44 characters at 32 px height need about 650 px; longer strips are no MRZ lines. */
const MAX_WIDTH = 936;
/** Pixels per time step. */
const STRIDE = 4;

/** Reads one strip of a picture as OCR-B. */
export async function readStrip(models: Models, image: RgbImage, quad: Quad): Promise<ReadStrip> {
  const ideal = Math.round((quadWidth(quad) / quadHeight(quad)) * LINE_HEIGHT);
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, ideal));
  const { logp } = await models.run(LINE_READER, {
    x: toLineTensor(warpQuad(image, quad, width, LINE_HEIGHT)),
  });
  if (!logp || logp.dims[2] !== CTC_WIDTH) throw new Error(`${LINE_READER}: unexpected output shape`);
  const steps = Math.min(logp.dims[1]!, Math.floor(width / STRIDE));
  const posteriors = { logp: logp.data.slice(0, steps * CTC_WIDTH), steps };
  return { ...posteriors, quad, greedy: decodeGreedy(posteriors) };
}

/**
 * Grey, normalised by the strip's own contrast: (x − mean) / (standard deviation + 8), the 8 grey levels
 * keeping an empty strip empty. The width is padded with the mean to whole time steps.
 *
 * @param strip 32 px high.
 * @returns dims `[1, 1, 32, width rounded up to a multiple of 4]`.
 */
export function toLineTensor(strip: RgbImage): Tensor {
  const { data, width, height } = strip;
  const grey = new Float32Array(width * height);
  let sum = 0;
  for (let i = 0; i < grey.length; i++) {
    grey[i] = 0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!;
    sum += grey[i]!;
  }
  const mean = sum / grey.length;
  let squares = 0;
  for (const value of grey) squares += (value - mean) ** 2;
  const scale = 1 / (Math.sqrt(squares / grey.length) + 8);
  const paddedWidth = Math.ceil(width / STRIDE) * STRIDE;
  const padded = new Float32Array(paddedWidth * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) padded[y * paddedWidth + x] = (grey[y * width + x]! - mean) * scale;
  }
  return { data: padded, dims: [1, 1, height, paddedWidth] };
}
