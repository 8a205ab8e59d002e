import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { type QuarterTurns, rotateQuarter, turnQuad } from '../../image/rotate.js';
import type { Models } from '../../runtime/models.js';
import { detectText } from '../text/detect-text.js';
import type { TextBox } from '../text/text-boxes.js';
import { mrzLikeness } from './arrange-rows.js';
import { classBias } from './character-classes.js';
import { indistinguishable } from './check-digit.js';
import { type FormatChoice, isBeyondDoubt, isSettled } from './choose-format.js';
import { logProbabilityNear } from './ctc.js';
import {
  type CharacterClass,
  MRZ_LAYOUTS,
  type MrzCheckName,
  type MrzFieldName,
  type MrzFormat,
} from './layouts.js';
import { locateBands } from './locate-bands.js';
import { readAgain } from './read-again.js';
import { readStrip } from './read-line.js';
import type { MrzEdit, ReadStrip } from './reading.js';
import { looksLikeMrz, solveBand } from './solve-band.js';
import { repairStateCodes } from './state-codes.js';
import { axisOf } from './strip-geometry.js';
import { type CheckResult, verifyCheckDigits } from './verify-check-digits.js';

export interface MrzFieldReading {
  /** As printed, fillers included. */
  readonly text: string;
  /** Posterior of the least certain character, 0 … 1, lowered where it is not of its position's class. */
  readonly confidence: number;
  /**
   * Check digits that cover the field and agree, and could not agree with what else the reader may have
   * seen; empty = nothing but the reader's eyes.
   */
  readonly vouchedBy: readonly MrzCheckName[];
}

export interface MrzReading {
  readonly format: MrzFormat;
  readonly lines: readonly string[];
  /** Every check digit of the format agrees with the lines as returned. */
  readonly valid: boolean;
  readonly checks: readonly CheckResult[];
  /** Every character that is not what the line reader preferred. */
  readonly edits: readonly MrzEdit[];
  readonly fields: Readonly<Partial<Record<MrzFieldName, MrzFieldReading>>>;
  /** Mean log-probability per character (nats, ≤ 0): above −0.1 is crisp print. */
  readonly meanLogProbability: number;
  /** Valid as read, or read beyond doubt: another view of the same document would not read better. */
  readonly settled: boolean;
  /** Clockwise turns after which the picture was upright. */
  readonly turns: QuarterTurns;
  /** Where the lines lie in the picture so turned, top to bottom. */
  readonly quads: readonly Quad[];
  readonly foundBy: 'morphology' | 'text-detector';
}

/** A morphological find this clear needs no second opinion from the text detector. */
const CLEAR = -0.35;
/**
 * Below these an invalid or a valid reading is an MRZ standing on its head, or texture read as characters.
 * Print read right on real pictures lies above −0.39. A valid reading has to be the clearer one, because
 * repair can make the check digits of texture agree, as it did on a passport lying on its side.
 */
const GUESSWORK = { invalid: -0.8, valid: -0.5 } as const;

/** Nats by which a character must be likelier than those that check digits cannot tell from it. */
const BLIND_MARGIN = 5;

/** Loose settings: filler-heavy lines look unlike text to the detector and vanish at its usual thresholds. */
const MRZ_TEXT = { longestSide: 640, threshold: 0.2, minScore: 0.35, unclip: 1.5 } as const;
const MAX_DETECTED_STRIPS = 14;
const MIN_STRIP_ASPECT = 5;
const MAX_STRIP_ANGLE = 0.7;

/** So many of the longest bands are read both ways up, and have to look this much more like an MRZ head down. */
const PROBE_STRIPS = 3;
const HEAD_DOWN_MARGIN = 1.15;

interface Found extends FormatChoice {
  readonly foundBy: MrzReading['foundBy'];
}

const isGuesswork = ({ meanLogProbability, verification }: Found): boolean =>
  meanLogProbability < (verification.valid ? GUESSWORK.valid : GUESSWORK.invalid);

export interface MrzOptions {
  /**
   * `quick` looks for bands in the picture as it lies, and gives up where they do not read as an MRZ. Default
   * `thorough`.
   */
  readonly effort?: 'quick' | 'thorough';
}

/**
 * Reads the machine-readable zone of a picture, whichever way up.
 *
 * Morphological bands first (fast), then the text detector, then quarter turns: all that are likely, unless a
 * reading is settled before, so that a picture reads the same however it was turned. A reading that leaves doubt is
 * read again in several views. Needs about 6 px per character. Null where there is no MRZ, or too little of one
 * to tell it from texture.
 */
export async function readMrz(
  models: Models,
  image: RgbImage,
  { effort = 'thorough' }: MrzOptions = {},
): Promise<MrzReading | null> {
  const asItLies = await readBands(models, image);
  if (asItLies.found && isClear(asItLies.found)) return conclude(models, image, asItLies.found, 0);
  let best = better(null, asItLies.found);
  let picture = image;
  let turns: QuarterTurns = 0;
  const consider = (found: Found | null, turned: RgbImage, by: QuarterTurns): boolean => {
    if (found && better(best, found) === found) [best, picture, turns] = [found, turned, by];
    return best !== null && isSettled(best);
  };
  if (asItLies.onItsHead) {
    const turned = rotateQuarter(image, 2);
    const { found } = await readBands(models, turned);
    if (found && isClear(found)) return conclude(models, turned, found, 2);
    consider(found, turned, 2);
  }
  if (effort === 'thorough') {
    const boxes = await detectText(models, image, MRZ_TEXT);
    let settled = consider((await readBoxes(models, image, boxes)).found, image, 0);
    for (const candidate of likelyTurns(boxes)) {
      if (settled) break;
      const turned = rotateQuarter(image, candidate);
      const found = await readTurned(models, turned, turnBoxes(boxes, candidate, image));
      settled = consider(found, turned, candidate);
    }
  }
  return best && conclude(models, picture, best, turns);
}

/** The clearer of two readings; guesswork is none. */
function better(a: Found | null, b: Found | null): Found | null {
  const [first, second] = [a, b].map((found) => (found && !isGuesswork(found) ? found : null));
  return first && second ? (second.rank > first.rank ? second : first) : (first ?? second ?? null);
}

const isClear = (found: Found): boolean => isSettled(found) && found.meanLogProbability > CLEAR;

async function conclude(
  models: Models,
  picture: RgbImage,
  found: Found,
  turns: QuarterTurns,
): Promise<MrzReading> {
  if (isBeyondDoubt(found)) return toReading(found, turns);
  return toReading({ ...found, ...(await readAgain(models, picture, found)) }, turns);
}

/** Boxes of another orientation do for finding out whether there is an MRZ; it is then read from its own. */
async function readTurned(
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
async function readBands(
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

async function readBoxes(
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

const turnBoxes = (boxes: readonly TextBox[], turns: QuarterTurns, image: RgbImage): TextBox[] =>
  boxes.map(({ quad, score }) => ({ quad: turnQuad(quad, turns, image), score }));

/** Mostly standing boxes mean a picture lying on its side; otherwise it may stand on its head. */
function likelyTurns(boxes: readonly TextBox[]): readonly QuarterTurns[] {
  const aspects = boxes.map(({ quad }) => quadWidth(quad) / Math.max(1, quadHeight(quad)));
  const lying = aspects.filter((aspect) => aspect > 1.8).length;
  const standing = aspects.filter((aspect) => aspect < 1 / 1.8).length;
  return standing > lying ? [1, 3] : [2];
}

function toReading(found: Found, turns: QuarterTurns): MrzReading {
  const { format, meanLogProbability, foundBy } = found;
  const { lines, edits } = repairStateCodes(found, found.lines);
  const { valid, checks } = verifyCheckDigits(format, lines);
  return {
    format,
    lines,
    valid,
    checks,
    edits: [...found.edits, ...edits],
    fields: readFields(found, lines, checks),
    meanLogProbability,
    settled: isSettled(found),
    turns,
    quads: found.strips.map(({ quad }) => quad),
    foundBy,
  };
}

function readFields(
  { format, strips, readings }: FormatChoice,
  lines: readonly string[],
  results: readonly CheckResult[],
): MrzReading['fields'] {
  const { checks, classes } = MRZ_LAYOUTS[format];
  const agreeing = checks.filter(({ name }) => results.some((r) => r.name === name && r.ok));
  return Object.fromEntries(
    MRZ_LAYOUTS[format].fields.map(({ name, line, start, end }) => {
      const text = lines[line]!.slice(start, end);
      const seen = (i: number, character: string) =>
        logProbabilityNear(strips[line]!, readings[line]!.onsets[start + i]!, character);
      const certainty = [...text].map(
        (character, i) =>
          seen(i, character) + classBias(character, classes[line]![start + i] as CharacterClass),
      );
      const blind = [...text].some((character, i) =>
        indistinguishable(character).some((other) => seen(i, character) - seen(i, other) < BLIND_MARGIN),
      );
      const covering = agreeing.filter(({ covers }) => covers.includes(name)).map((check) => check.name);
      const reading: MrzFieldReading = {
        text,
        confidence: Math.exp(Math.min(...certainty)),
        vouchedBy: blind ? [] : covering,
      };
      return [name, reading];
    }),
  );
}
