import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { type QuarterTurns, rotateQuarter } from '../../image/rotate.js';
import type { Models } from '../../runtime/models.js';
import { detectText } from '../text/detect-text.js';
import { isBeyondDoubt, isSettled } from './choose-format.js';
import type { MrzFormat } from './layouts.js';
import { readAgain } from './read-again.js';
import { type MrzFields, readFields } from './read-fields.js';
import type { MrzEdit } from './reading.js';
import {
  better,
  type Found,
  isClear,
  likelyTurns,
  MRZ_TEXT,
  readBands,
  readBoxes,
  readTurned,
  turnBoxes,
} from './search-picture.js';
import { repairStateCodes } from './state-codes.js';
import { type CheckResult, verifyCheckDigits } from './verify-check-digits.js';

export interface MrzReading {
  readonly format: MrzFormat;
  readonly lines: readonly string[];
  /** Every check digit of the format agrees with the lines as returned. */
  readonly valid: boolean;
  readonly checks: readonly CheckResult[];
  /** Every character that is not what the line reader preferred. */
  readonly edits: readonly MrzEdit[];
  readonly fields: MrzFields;
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

async function conclude(
  models: Models,
  picture: RgbImage,
  found: Found,
  turns: QuarterTurns,
): Promise<MrzReading> {
  if (isBeyondDoubt(found)) return toReading(found, turns);
  return toReading({ ...found, ...(await readAgain(models, picture, found)) }, turns);
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
