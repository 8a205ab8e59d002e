import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { type QuarterTurns, turnQuad } from '../../image/rotate.js';
import type { Models } from '../../runtime/models.js';
import { type DetectTextOptions, detectText } from '../text/detect-text.js';
import type { TextBox } from '../text/text-boxes.js';
import { mrzLikeness } from './arrange-rows.js';
import { type FormatChoice, isSettled } from './choose-format.js';
import { locateBands } from './locate-bands.js';
import { readStrip } from './read-line.js';
import type { ReadStrip } from './reading.js';
import { looksLikeMrz, solveBand } from './solve-band.js';
import { axisOf } from './strip-geometry.js';

/** A morphological find this clear needs no second opinion from the text detector. */
const CLEAR = -0.35;
/**
 * Below these an invalid or a valid reading is an MRZ standing on its head, or texture read as characters.
 * Print read right on real pictures lies above −0.39. A valid reading has to be the clearer one, because
 * repair can make the check digits of texture agree, as it did on a passport lying on its side.
 */
const GUESSWORK = { invalid: -0.8, valid: -0.5 } as const;

/** Loose settings: filler-heavy lines look unlike text to the detector and vanish at its usual thresholds. */
export const MRZ_TEXT: DetectTextOptions = { longestSide: 640, threshold: 0.2, minScore: 0.35, unclip: 1.5 };
const MAX_DETECTED_STRIPS = 14;
const MIN_STRIP_ASPECT = 5;
const MAX_STRIP_ANGLE = 0.7;

/** So many of the longest bands are read both ways up, and have to look this much more like an MRZ head down. */
const PROBE_STRIPS = 3;
const HEAD_DOWN_MARGIN = 1.15;

export interface Found extends FormatChoice {
  readonly foundBy: 'morphology' | 'text-detector';
}

export const isGuesswork = ({ meanLogProbability, verification }: Found): boolean =>
  meanLogProbability < (verification.valid ? GUESSWORK.valid : GUESSWORK.invalid);

/** The clearer of two readings; guesswork is none. */
export function better(a: Found | null, b: Found | null): Found | null {
  const [first, second] = [a, b].map((found) => (found && !isGuesswork(found) ? found : null));
  return first && second ? (second.rank > first.rank ? second : first) : (first ?? second ?? null);
}

export const isClear = (found: Found): boolean => isSettled(found) && found.meanLogProbability > CLEAR;

/** Boxes of another orientation do for finding out whether there is an MRZ; it is then read from its own. */
export async function readTurned(
  models: Models,
  turned: RgbImage,
  boxes: readonly TextBox[],
): Promise<Found | null> {
  const byBands = await readBands(models, turned);
  if (byBands.onItsHead || (byBands.found && isClear(byBands.found))) return byBands.found;
  const byBoxes = await readBoxes(models, turned, boxes);
  const found = better(byBands.found, byBoxes.found);
  if (!byBoxes.mrzLike || (found && isSettled(found))) return found;
  return better(found, (await readBoxes(models, turned, await detectText(models, turned, MRZ_TEXT))).found);
}

/** `onItsHead`: the bands read more like an MRZ the other way up, and nothing was made of them. */
export async function readBands(
  models: Models,
  image: RgbImage,
): Promise<{ readonly found: Found | null; readonly onItsHead: boolean }> {
  const read = (quad: Quad) => readStrip(models, image, quad);
  const byBands = (choice: FormatChoice | null): Found | null =>
    choice && { ...choice, foundBy: 'morphology' };
  const strips: ReadStrip[] = [];
  let found: Found | null = null;
  for await (const quads of locateBands(image)) {
    for (const quad of quads) strips.push(await read(quad));
    found = byBands(await solveBand(strips, read, { guess: false }));
    if (found && isClear(found)) break;
    if (await standOnTheirHeads(strips, read)) return { found: null, onItsHead: true };
    found = byBands(await solveBand(strips, read));
    if (found && isClear(found)) break;
  }
  return { found, onItsHead: false };
}

/** Print upside down is read as other characters with less confidence: the most telling strips decide. */
async function standOnTheirHeads(
  strips: readonly ReadStrip[],
  read: (quad: Quad) => Promise<ReadStrip>,
): Promise<boolean> {
  const longest = [...strips]
    .sort((a, b) => axisOf(b.quad).length - axisOf(a.quad).length)
    .slice(0, PROBE_STRIPS);
  let [upright, headDown] = [0, 0];
  for (const strip of longest) {
    const [a, b, c, d] = strip.quad;
    upright = Math.max(upright, mrzLikeness(strip));
    headDown = Math.max(headDown, mrzLikeness(await read([c, d, a, b])));
  }
  return headDown > HEAD_DOWN_MARGIN * upright;
}

export async function readBoxes(
  models: Models,
  image: RgbImage,
  boxes: readonly TextBox[],
): Promise<{ readonly found: Found | null; readonly mrzLike: boolean }> {
  const read = (quad: Quad) => readStrip(models, image, quad);
  const elongated = boxes
    .map(({ quad }) => ({ quad, axis: axisOf(quad) }))
    .filter(
      ({ axis }) => axis.length > MIN_STRIP_ASPECT * axis.height && Math.abs(axis.angle) < MAX_STRIP_ANGLE,
    )
    .sort((a, b) => b.axis.length - a.axis.length)
    .slice(0, MAX_DETECTED_STRIPS);
  const strips: ReadStrip[] = [];
  for (const { quad } of elongated) strips.push(await read(quad));
  const choice = await solveBand(strips, read);
  return {
    found: choice && { ...choice, foundBy: 'text-detector' },
    mrzLike: strips.some(({ greedy }) => greedy.text.includes('<') || looksLikeMrz(greedy.text)),
  };
}

export const turnBoxes = (boxes: readonly TextBox[], turns: QuarterTurns, image: RgbImage): TextBox[] =>
  boxes.map(({ quad, score }) => ({ quad: turnQuad(quad, turns, image), score }));

/** Mostly standing boxes mean a picture lying on its side; otherwise it may stand on its head. */
export function likelyTurns(boxes: readonly TextBox[]): readonly QuarterTurns[] {
  const aspects = boxes.map(({ quad }) => quadWidth(quad) / Math.max(1, quadHeight(quad)));
  const lying = aspects.filter((aspect) => aspect > 1.8).length;
  const standing = aspects.filter((aspect) => aspect < 1 / 1.8).length;
  return standing > lying ? [1, 3] : [2];
}
