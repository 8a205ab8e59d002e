import type { Box } from '../../image/geometry.js';
import { lumaOf } from '../../image/luma.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { copiedGlyphs } from './copied-glyphs.js';
import { type DisplayGrid, displayGrid } from './display-grid.js';
import { jpegHistory, meanEvidence } from './double-quantisation.js';
import { colourDeparture } from './grey-copy.js';
import type { QuantisationTable } from './jpeg-quantisation.js';
import { glyphsOf, type LineGlyphs, type ReadLine } from './line-glyphs.js';
import { lineIrregularity } from './line-irregularity.js';
import { residualNoise } from './residual-noise.js';

const { log2, max, min } = Math;

/** What to examine. Everything is in pixels of the picture. */
export interface Examined {
  readonly picture: RgbImage;
  /** See `lastCompression`: null leaves the traces of compression out. */
  readonly compression: QuantisationTable | null;
  /** The document's outline, or the picture's own. */
  readonly outline: Quad;
  /** The document, straightened. */
  readonly inside: RgbImage;
  /** Print that holds digits. */
  readonly lines: readonly ReadLine[];
  /** The face of the portrait. */
  readonly face: Box | null;
}

/** What a picture of a document shows of its making. Each value's own module documents its range. */
export interface DocumentTraces {
  /** See `colourDeparture`. */
  readonly colour: number | null;
  readonly grid: DisplayGrid | null;
  /** See `jpegHistory`: evidence in nats a coefficient, in the portrait's face and outside it. */
  readonly history: {
    readonly frequencies: number;
    readonly portrait: number | null;
    readonly elsewhere: number;
  } | null;
  /** Octaves by which the portrait's noise exceeds (or, negative, falls short of) the rest of the document's. */
  readonly portraitNoise: number | null;
  /** The most irregular line with digits; see `lineIrregularity`. Null where no line could be separated into glyphs. */
  readonly print: {
    readonly lines: number;
    readonly baseline: number;
    readonly ink: number;
    readonly noiseGap: number | null;
  } | null;
  /** See `copiedGlyphs`; null also where the picture has no noise to tell copies by. */
  readonly copied: number | null;
  /** Noise of the document, levels of 0–255; see `residualNoise`. */
  readonly noise: number | null;
}

/** Noise below which equal digits may be equal in every pixel without having been copied. */
const MIN_NOISE_FOR_COPIES = 0.6;
/** Fewer informative coefficients than this say nothing of a portrait. */
const MIN_PORTRAIT_COEFFICIENTS = 300;
const MAX_LINES = 12;

/** Looks for traces of copying, displaying and retouching. About 100 ms for 1,600 × 1,200 pixels. */
export function documentTraces({
  picture,
  compression,
  outline,
  inside,
  lines,
  face,
}: Examined): DocumentTraces {
  const luma = lumaOf(picture);
  const box = boundsOf(outline);
  const noise = residualNoise(luma, box, 3);
  const separated = lines
    .slice(0, MAX_LINES)
    .map((line) => glyphsOf(picture, line))
    .filter((line) => line !== null);
  return {
    colour: colourDeparture(inside),
    grid: displayGrid(picture, box),
    history: historyOf(luma, compression, face),
    portraitNoise: portraitNoise(face && residualNoise(luma, face), noise),
    print: printOf(luma, separated),
    copied: noise !== null && noise >= MIN_NOISE_FOR_COPIES ? copiedGlyphs(luma, separated) : null,
    noise,
  };
}

function boundsOf(quad: Quad): Box {
  const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)];
  return { left: min(...xs), top: min(...ys), right: max(...xs), bottom: max(...ys) };
}

function historyOf(
  luma: ReturnType<typeof lumaOf>,
  table: QuantisationTable | null,
  face: Box | null,
): DocumentTraces['history'] {
  if (!table) return null;
  const history = jpegHistory(luma, table);
  const inFace = (column: number, row: number) =>
    face !== null &&
    column * 8 >= face.left &&
    column * 8 + 8 <= face.right &&
    row * 8 >= face.top &&
    row * 8 + 8 <= face.bottom;
  const portrait = meanEvidence(history, inFace);
  return {
    frequencies: history.frequencies,
    portrait: portrait.coefficients >= MIN_PORTRAIT_COEFFICIENTS ? portrait.mean : null,
    elsewhere: meanEvidence(history, (column, row) => !inFace(column, row)).mean,
  };
}

/** Noise that compression has removed on either side cannot be compared. */
function portraitNoise(portrait: number | null, rest: number | null): number | null {
  return portrait === null || rest === null || max(portrait, rest) < 0.35
    ? null
    : log2(max(0.05, portrait) / max(0.05, rest));
}

function printOf(luma: ReturnType<typeof lumaOf>, separated: readonly LineGlyphs[]): DocumentTraces['print'] {
  const found = separated.map((line) => lineIrregularity(luma, line)).filter((line) => line !== null);
  if (found.length === 0) return null;
  const gaps = found.flatMap(({ noiseGap }) => (noiseGap === null ? [] : [noiseGap]));
  return {
    lines: found.length,
    baseline: max(...found.map(({ baseline }) => baseline)),
    ink: max(...found.map(({ ink }) => ink)),
    noiseGap: gaps.length ? max(...gaps) : null,
  };
}
