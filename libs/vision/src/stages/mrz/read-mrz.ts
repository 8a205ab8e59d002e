import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { type QuarterTurns, rotateQuarter } from '../../image/rotate.js';
import type { Models } from '../../runtime/models.js';
import { detectText } from '../text/detect-text.js';
import type { TextBox } from '../text/text-boxes.js';
import { classBias } from './character-classes.js';
import { indistinguishable } from './check-digit.js';
import { type FormatChoice, isSettled } from './choose-format.js';
import { logProbabilityNear } from './ctc.js';
import {
  type CharacterClass,
  MRZ_LAYOUTS,
  type MrzCheckName,
  type MrzFieldName,
  type MrzFormat,
} from './layouts.js';
import { locateBands } from './locate-bands.js';
import { readStrip } from './read-line.js';
import type { MrzEdit, ReadStrip } from './reading.js';
import { solveBand } from './solve-band.js';
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

interface Found extends FormatChoice {
  readonly foundBy: MrzReading['foundBy'];
}

const isGuesswork = ({ meanLogProbability, verification }: Found): boolean =>
  meanLogProbability < (verification.valid ? GUESSWORK.valid : GUESSWORK.invalid);

/**
 * Reads the machine-readable zone of a picture, whichever way up.
 *
 * Morphological bands first (fast), then the text detector, then quarter turns. Needs about 7 px per
 * character. Null where there is no MRZ, or too little of one to tell it from texture.
 */
export async function readMrz(models: Models, image: RgbImage): Promise<MrzReading | null> {
  const upright = await readUpright(models, image);
  let best = upright.found;
  let turns: QuarterTurns = 0;
  if (!best || isGuesswork(best)) {
    for (const candidate of likelyTurns(upright.boxes)) {
      const { found } = await readUpright(models, rotateQuarter(image, candidate));
      if (found && !isGuesswork(found) && (!best || isGuesswork(best) || found.rank > best.rank)) {
        best = found;
        turns = candidate;
      }
      if (best?.verification.valid && !isGuesswork(best)) break;
    }
  }
  if (!best || isGuesswork(best)) return null;
  return toReading(best, turns);
}

async function readUpright(
  models: Models,
  image: RgbImage,
): Promise<{ found: Found | null; boxes: readonly TextBox[] }> {
  const read = (quad: Quad) => readStrip(models, image, quad);
  const solve = async (strips: readonly ReadStrip[], foundBy: Found['foundBy']): Promise<Found | null> => {
    const choice = await solveBand(strips, read);
    return choice && { ...choice, foundBy };
  };
  const strips: ReadStrip[] = [];
  let byMorphology: Found | null = null;
  for await (const quads of locateBands(image)) {
    for (const quad of quads) strips.push(await read(quad));
    byMorphology = await solve(strips, 'morphology');
    if (byMorphology && isSettled(byMorphology) && byMorphology.meanLogProbability > CLEAR) {
      return { found: byMorphology, boxes: [] };
    }
  }
  const boxes = await detectText(models, image, MRZ_TEXT);
  const elongated = boxes
    .map(({ quad }) => ({ quad, axis: axisOf(quad) }))
    .filter(
      ({ axis }) => axis.length > MIN_STRIP_ASPECT * axis.height && Math.abs(axis.angle) < MAX_STRIP_ANGLE,
    )
    .sort((a, b) => b.axis.length - a.axis.length)
    .slice(0, MAX_DETECTED_STRIPS)
    .map(({ quad }) => quad);
  const detected: ReadStrip[] = [];
  for (const quad of elongated) detected.push(await read(quad));
  const byDetector = await solve(detected, 'text-detector');
  const found =
    byDetector && (!byMorphology || byDetector.rank > byMorphology.rank) ? byDetector : byMorphology;
  return { found, boxes };
}

/** Mostly upright boxes mean a picture lying on its side; otherwise it may stand on its head. */
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
