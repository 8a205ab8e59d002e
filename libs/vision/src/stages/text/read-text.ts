import { warpQuad } from '../../image/perspective.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { type QuarterTurns, rotateQuarter, turnQuad } from '../../image/rotate.js';
import type { Models } from '../../runtime/models.js';
import { toBgrTensor } from './bgr-tensor.js';
import { textCharset } from './charset.js';
import { type DetectTextOptions, detectText } from './detect-text.js';
import { partWords } from './part-words.js';

export const TEXT_RECOGNISER = 'pp-ocr-rec';

/** One line of print, in the document's own reading direction. */
export interface TextLine {
  readonly text: string;
  /** Mean posterior of its characters, 0 … 1. */
  readonly score: number;
  readonly quad: Quad;
}

export interface UprightText {
  /** The picture in the orientation in which the lines were read; the quads are in its pixels. */
  readonly image: RgbImage;
  /** Clockwise turns that brought it there. */
  readonly turns: QuarterTurns;
  /** Top to bottom. */
  readonly lines: readonly TextLine[];
}

/** What an MRZ that was read before says of the print beside it. */
export interface KnownLines {
  /** To be left out, because they have been read already. */
  readonly quads: readonly Quad[];
  /** They were read beyond doubt, so that the picture is upright; false: their orientation is to be checked. */
  readonly isUpright: boolean;
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
/** A box this much higher than wide holds text standing on its side. */
const STANDING_ASPECT = 1.5;
/** No document carries more lines worth reading; larger print first. */
const MAX_LINES = 60;
/** Upside down, print reads as gibberish of low confidence: these many long lines tell. */
const PROBE_LINES = 4;
const MIN_PROBE_SCORE = 0.8;

/** Reads all print of a picture, whichever way up. */
export async function readUprightText(
  models: Models,
  image: RgbImage,
  known: KnownLines = { quads: [], isUpright: false },
): Promise<UprightText> {
  const boxes = (await detectText(models, image, DOCUMENT_TEXT)).map(({ quad }) => quad);
  const turns = known.isUpright ? 0 : await uprightTurns(models, image, boxes);
  const upright = rotateQuarter(image, turns);
  const done = known.quads.map((quad) => turnQuad(quad, turns, image));
  const quads = boxes
    .map((quad) => turnQuad(quad, turns, image))
    .filter((quad) => !isStanding(quad) && !done.some((other) => contains(other, centre(quad))))
    .sort((a, b) => quadHeight(b) * quadWidth(b) - quadHeight(a) * quadWidth(a))
    .slice(0, MAX_LINES);
  const lines: TextLine[] = [];
  for (const quad of quads) {
    const line = await readTextLine(models, upright, quad);
    if (line.text.trim() !== '' && line.score >= MIN_SCORE) lines.push(line);
  }
  return { image: upright, turns, lines: lines.sort((a, b) => a.quad[0][1] - b.quad[0][1]) };
}

async function uprightTurns(models: Models, image: RgbImage, boxes: readonly Quad[]): Promise<QuarterTurns> {
  const standing = boxes.filter(isStanding).length;
  const candidates: readonly [QuarterTurns, QuarterTurns] = standing > boxes.length / 2 ? [1, 3] : [0, 2];
  const scores: number[] = [];
  for (const turns of candidates) {
    const turned = rotateQuarter(image, turns);
    const probes = boxes
      .map((quad) => turnQuad(quad, turns, image))
      .sort((a, b) => quadWidth(b) - quadWidth(a))
      .slice(0, PROBE_LINES);
    let total = 0;
    for (const quad of probes) total += (await readTextLine(models, turned, quad)).score;
    const score = probes.length ? total / probes.length : 0;
    if (score >= MIN_PROBE_SCORE || probes.length === 0) return turns;
    scores.push(score);
  }
  return scores[1]! > scores[0]! ? candidates[1] : candidates[0];
}

/** Reads the text inside one quad with PP-OCRv4's recogniser. */
export async function readTextLine(models: Models, image: RgbImage, quad: Quad): Promise<TextLine> {
  const ideal = Math.round((quadWidth(quad) / Math.max(1, quadHeight(quad))) * HEIGHT);
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, ideal));
  const strip = warpQuad(image, quad, width, HEIGHT);
  const half = [0.5, 0.5, 0.5];
  const outputs = await models.run(TEXT_RECOGNISER, { x: toBgrTensor(strip, half, half) });
  const { class: classes, posterior } = outputs;
  if (!classes || posterior?.data.length !== classes.data.length) {
    throw new Error(`${TEXT_RECOGNISER}: unexpected output shape`);
  }
  const { characters, score } = decodeCharacters(classes.data, posterior.data, await textCharset());
  const steps = classes.data.length;
  const placed = characters.map(({ character, first, last }) => ({
    character,
    from: ((first + 0.5) / steps) * width,
    to: ((last + 0.5) / steps) * width,
  }));
  return { text: partWords(strip, placed).normalize('NFKC'), score, quad };
}

/**
 * Repeats and blanks of the likeliest classes collapsed; compatibility forms become plain. `score` is 0 for an empty
 * line.
 *
 * @param classes the likeliest class of every time step, and `posteriors` how likely it is.
 */
export function decodeText(
  classes: ArrayLike<number>,
  posteriors: ArrayLike<number>,
  charset: readonly string[],
): { readonly text: string; readonly score: number } {
  const { characters, score } = decodeCharacters(classes, posteriors, charset);
  const text = characters.map(({ character }) => character).join('');
  return { text: text.normalize('NFKC'), score };
}

interface DecodedCharacter {
  readonly character: string;
  /** The time steps in which it was the likeliest. */
  readonly first: number;
  last: number;
}

function decodeCharacters(
  classes: ArrayLike<number>,
  posteriors: ArrayLike<number>,
  charset: readonly string[],
): { readonly characters: readonly DecodedCharacter[]; readonly score: number } {
  const characters: DecodedCharacter[] = [];
  let total = 0;
  for (let step = 0; step < classes.length; step++) {
    const best = classes[step]!;
    if (best === 0) continue;
    if (best === classes[step - 1]) {
      characters.at(-1)!.last = step;
      continue;
    }
    const character = charset[best];
    if (character === undefined) throw new RangeError(`class ${best} of ${charset.length}`);
    characters.push({ character, first: step, last: step });
    total += posteriors[step]!;
  }
  return { characters, score: characters.length > 0 ? total / characters.length : 0 };
}

const isStanding = (quad: Quad): boolean => quadHeight(quad) >= STANDING_ASPECT * quadWidth(quad);

const centre = (quad: Quad): Point => [
  quad.reduce((sum, [x]) => sum + x, 0) / 4,
  quad.reduce((sum, [, y]) => sum + y, 0) / 4,
];

/** Whether a point lies inside a convex quad given clockwise (y down). */
const contains = (quad: Quad, [x, y]: Point): boolean =>
  quad.every((a, i) => {
    const b = quad[(i + 1) % 4]!;
    return (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) >= 0;
  });
