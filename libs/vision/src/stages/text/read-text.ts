import { warpQuad } from '../../image/perspective.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import type { Models } from '../../runtime/models.js';
import { toBgrTensor } from './bgr-tensor.js';
import { textCharset } from './charset.js';
import { type DetectTextOptions, detectText } from './detect-text.js';

export const TEXT_RECOGNISER = 'pp-ocr-rec';

/** One line of print, in the document's own reading direction. */
export interface TextLine {
  readonly text: string;
  /** Mean posterior of its characters, 0 … 1. */
  readonly score: number;
  readonly quad: Quad;
}

/**
 * Settings for the small print of identity documents: of 97 fields on 14 specimens, 95 are on the page at
 * 736 px and the same at 1600 px, which costs three times as much.
 */
export const DOCUMENT_TEXT: DetectTextOptions = {
  longestSide: 864,
  threshold: 0.3,
  minScore: 0.5,
  unclip: 1.6,
};

const HEIGHT = 48;
const MIN_WIDTH = 16;
const MAX_WIDTH = 1600;
/** Readings below this are texture, not text. */
const MIN_SCORE = 0.4;
/** A box this much higher than wide holds text written upwards. */
const UPRIGHT_ASPECT = 1.5;

/** Reads all print of an upright picture; lines come top to bottom. About 300–450 ms for a document. */
export async function readText(
  models: Models,
  image: RgbImage,
  options: DetectTextOptions = DOCUMENT_TEXT,
): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for (const { quad } of await detectText(models, image, options)) {
    if (quadHeight(quad) >= UPRIGHT_ASPECT * quadWidth(quad)) continue;
    const line = await readTextLine(models, image, quad);
    if (line.text.trim() !== '' && line.score >= MIN_SCORE) lines.push(line);
  }
  return lines.sort((a, b) => a.quad[0][1] - b.quad[0][1]);
}

/** Reads the text inside one quad with PP-OCRv4's recogniser. */
export async function readTextLine(models: Models, image: RgbImage, quad: Quad): Promise<TextLine> {
  const ideal = Math.round((quadWidth(quad) / Math.max(1, quadHeight(quad))) * HEIGHT);
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, ideal));
  const strip = warpQuad(image, quad, width, HEIGHT);
  const half = [0.5, 0.5, 0.5];
  const outputs = await models.run(TEXT_RECOGNISER, { x: toBgrTensor(strip, half, half) });
  const probabilities = Object.values(outputs)[0];
  const charset = await textCharset();
  if (!probabilities || probabilities.dims[2] !== charset.length) {
    throw new Error(`${TEXT_RECOGNISER}: unexpected output shape`);
  }
  return { ...decodeText(probabilities.data, charset), quad };
}

/** The likeliest class of every time step, repeats and blanks collapsed. */
export function decodeText(
  probabilities: Float32Array,
  charset: readonly string[],
): { readonly text: string; readonly score: number } {
  let text = '';
  let total = 0;
  let characters = 0;
  let previous = 0;
  for (let row = 0; row < probabilities.length; row += charset.length) {
    let best = 0;
    for (let c = 1; c < charset.length; c++)
      if (probabilities[row + c]! > probabilities[row + best]!) best = c;
    if (best !== 0 && best !== previous) {
      text += charset[best]!;
      total += probabilities[row + best]!;
      characters += 1;
    }
    previous = best;
  }
  return { text, score: characters ? total / characters : 0 };
}
