import type { Box } from '@idem/vision/image/geometry';
import { quadHeight, quadWidth } from '@idem/vision/image/quad';
import type { Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { type QuarterTurns, rotateQuarter } from '@idem/vision/image/rotate';
import type { Barcode } from '@idem/vision/stages/barcode/barcode';
import { findBars } from '@idem/vision/stages/barcode/find-bars';
import type { SymbolRegion } from '@idem/vision/stages/barcode/locate-symbols';
import { readBarcodes } from '@idem/vision/stages/barcode/read-barcodes';
import type { QuantisationTable } from '@idem/vision/stages/forensics/jpeg-quantisation';
import type { MrzReading } from '@idem/vision/stages/mrz/read-mrz';
import { measureQuality } from '@idem/vision/stages/quality/measure-quality';
import { measureSurface } from '@idem/vision/stages/surface/measure-surface';
import { readUprightText, type TextLine } from '@idem/vision/stages/text/read-text';
import type { MeasureDeps, RunStage } from '../../check.js';
import { measureAuthenticity } from '../authenticity/measure-authenticity.js';
import { parseAamva } from '../barcode/parse-aamva.js';
import type { MeasuredMrz, MrzPlace, PrintedLine, SeenSide } from '../measurement.js';
import { measureFaces } from '../portrait/measure-faces.js';
import { findPage, readSide } from './read-side.js';

/**
 * One side: outline, quality, MRZ, barcodes, print, traces of forgery.
 *
 * Fronts seldom bear a barcode, so it is only looked for there as the picture lies; a back is searched for it
 * in any position. Where it bears a block of bars, that is read first, for lines of print beside it cost seconds of
 * searching for an MRZ; the barcode of a North American card says all that one would. Else a valid MRZ ends the search
 * for barcodes before it begins.
 *
 * @param compression how the file was last compressed, where the picture has its very pixels.
 */
export async function measureSide(
  { models, runStage = runPlainly }: MeasureDeps,
  picture: RgbImage,
  side: 'front' | 'back',
  compression: QuantisationTable | null = null,
): Promise<SeenSide> {
  const early = side === 'back' ? await runStage('barcode', () => readBars(picture)) : null;
  const isCard = early?.barcodes.some(({ text }) => parseAamva(text) !== null) ?? false;
  const {
    outline,
    page,
    mrz: read,
  } = isCard ? await findPage(picture, runStage) : await readSide(models, picture, runStage);
  const barcodes =
    isCard || read?.valid
      ? (early?.barcodes ?? [])
      : await runStage('barcode', () => readOthers(picture, outline, early));
  const text = await runStage('text', () =>
    read
      ? readUprightText(models, rotateQuarter(page, read.turns), {
          quads: read.quads,
          isUpright: read.valid || read.settled,
        })
      : readUprightText(models, page),
  );
  // Print that stands on its head beside a doubtful MRZ says that this was none.
  const mrz = text.turns === 0 ? read : null;
  const turns = (((read?.turns ?? 0) + text.turns) % 4) as QuarterTurns;
  const placed = { picture, outline: page === picture ? null : outline, page, turns, upright: text.image };
  const {
    seen: faces,
    portrait,
    boxes,
  } = await runStage('faces', () =>
    measureFaces(
      models,
      placed,
      mrz && { quads: mrz.quads, characters: mrz.lines[0]!.length },
      text.lines.map(({ quad }) => quad),
    ),
  );
  const surface =
    boxes.length === 0
      ? null
      : await runStage('surface', () =>
          measureSurface(
            text.image,
            {
              lines: [...text.lines.map(({ quad }) => quad), ...(mrz?.quads ?? [])],
              portraits: boxes.map(wholeHead),
            },
            page === picture && mrz?.valid ? aboveZone(mrz, text.lines) : undefined,
          ),
        );
  const authenticity = await runStage('authenticity', () =>
    measureAuthenticity({ ...placed, compression, lines: text.lines, portrait }),
  );
  return {
    status: 'seen',
    outlined: outline !== null && page !== picture,
    turns,
    aspect: text.image.width / text.image.height,
    quality: await runStage('quality', () =>
      measureQuality(page, {
        picture,
        outline: page === picture ? null : outline,
        isSure: mrz?.valid === true,
      }),
    ),
    mrz: mrz && toMeasuredMrz(mrz),
    mrzPlace: mrz && placeOf(mrz, text.lines),
    barcodes: barcodes.map(({ format, text, foundBy }) => ({ format, text, foundBy })),
    ...(barcodes.length === 0 && early?.read ? { unreadBars: early.longestBars } : {}),
    print: text.lines.map((line) => toPrintedLine(line, text.image)),
    faces,
    surface,
    authenticity,
  };
}

interface EarlyLook {
  readonly regions: readonly SymbolRegion[];
  /** What was read of blocks of bars; null where there are none. */
  readonly read: readonly Barcode[] | null;
  /** The longest side of any of them, in pixels. */
  readonly longestBars: number;
  readonly barcodes: readonly Barcode[];
}

async function readBars(picture: RgbImage): Promise<EarlyLook> {
  const { regions, bars } = await findBars(picture);
  const read = bars.length > 0 ? await readBarcodes(picture, { regions, effort: 'close' }) : null;
  const longestBars = Math.round(
    Math.max(0, ...bars.map((quad) => Math.max(quadWidth(quad), quadHeight(quad)))),
  );
  return { regions, read, longestBars, barcodes: read ?? [] };
}

/** The search for whatever codes there are, in so far as it is not done. */
async function readOthers(
  picture: RgbImage,
  outline: Quad | null,
  early: EarlyLook | null,
): Promise<readonly Barcode[]> {
  if (early === null) return readBarcodes(picture, { outline, effort: 'quick' });
  if (early.barcodes.length > 0) return early.barcodes;
  const effort = early.read === null ? 'thorough' : 'rest';
  return readBarcodes(picture, { outline, regions: early.regions, effort });
}

/** A portrait shows head and shoulders: it reaches as far again around the face. */
function wholeHead({ left, top, right, bottom }: Box): Box {
  const [x, y] = [0.4 * (right - left), 0.4 * (bottom - top)];
  return { left: left - x, top: top - y, right: right + x, bottom: bottom + 1.5 * y };
}

/** Nobody asked for durations. */
export const runPlainly: RunStage = async (_name, work) => work();

/** Optical characters stand 2.54 mm apart (ICAO 9303-3 §4.5). */
const PITCH_MM = 2.54;

function placeOf({ quads, lines }: MrzReading, print: readonly TextLine[]): MrzPlace {
  const first = quads[0]!;
  const top = Math.min(...first.map(([, y]) => y));
  const pixelsPerMm = quadWidth(first) / (lines[0]!.length * PITCH_MM);
  const highest = Math.min(top, ...print.map(({ quad }) => Math.min(...quad.map(([, y]) => y))));
  return { printReach: (top - highest) / pixelsPerMm };
}

/** The zone leaves this much free at either side (ICAO 9303-3 §4.4), in mm. */
const ZONE_MARGIN_MM = 4;

/** Where a document without an outline lies: as wide as its zone, from the zone to its highest print. The table is none of it. */
function aboveZone({ quads, lines }: MrzReading, print: readonly TextLine[]): Box {
  const points = quads.flat();
  const margin = (ZONE_MARGIN_MM * quadWidth(quads[0]!)) / (lines[0]!.length * PITCH_MM);
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const above = print.filter(({ quad }) => quad[0][0] > left - margin && quad[1][0] < right + margin);
  return {
    left: left - margin,
    right: right + margin,
    top: Math.min(...[...above.map(({ quad }) => quad), ...quads].flat().map(([, y]) => y)),
    bottom: Math.max(...points.map(([, y]) => y)),
  };
}

function toMeasuredMrz(reading: MrzReading): MeasuredMrz {
  const { format, lines, valid, checks, edits, fields, meanLogProbability, foundBy } = reading;
  return { format, lines, valid, checks, edits, fields, meanLogProbability, foundBy };
}

function toPrintedLine({ text, score, quad }: TextLine, { width, height }: RgbImage): PrintedLine {
  const xs = quad.map(([x]) => x / width);
  const ys = quad.map(([, y]) => y / height);
  return {
    text,
    score,
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}
