import { distance } from '../../image/geometry.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { findDocument } from '../document-finder/find-document.js';
import { BARCODE_FORMATS, type Barcode, type BarcodeFormat, type BarcodeView } from './barcode.js';
import { locateSymbols, type SymbolRegion } from './locate-symbols.js';
import { enlarged, straightened, turned, type View, wholePicture } from './views.js';
import { decodeSymbols } from './zxing.js';

export interface BarcodeOptions {
  /** Symbologies to look for; default all of `BARCODE_FORMATS`. */
  readonly formats?: readonly BarcodeFormat[];
  /** The document's outline where the caller knows it; null where it looked and found none. */
  readonly outline?: Quad | null;
  /**
   * `quick` stops after the picture as it is and its outline straightened: for a side that seldom bears a
   * symbol. `close` stops after the picture as it is and the located blocks, and `rest` is what it leaves out of the
   * default, `thorough`.
   */
  readonly effort?: 'quick' | 'close' | 'rest' | 'thorough';
  /** The blocks, where the caller has located them (`locateSymbols`). */
  readonly regions?: readonly SymbolRegion[];
}

/** A picture whose longer side is at most this is enlarged: real cards are read twice as large where modules are small. */
const MAX_SIDE_TO_ENLARGE = 1300;
/** A card of this width shows its PDF417 with some 5 px a module. */
const OUTLINE_SIDE = 1800;
const REGION_SIDES = { least: 900, most: 1800 } as const;
interface Air {
  /** Beyond both ends, as a share of the longer side. */
  readonly ends: number;
  /** Beyond both sides, as a share of the shorter side. */
  readonly sides: number;
}

/**
 * What to keep around a located block: the start and stop patterns, whose broad bars the block may have lost,
 * and the quiet zone. Each pattern is as wide as one column, and the narrowest symbol has three between them
 * (ISO/IEC 15438: one of data, two of row indicators): a third of their length. A symbol's own corners
 * need the quiet zone alone.
 */
const AIR_OF_OUTLINE: Air = { ends: 0.36, sides: 0.15 };
const AIR_OF_RECTANGLE: Air = { ends: 0.36, sides: 0.4 };
const QUIET_ZONE: Air = { ends: 0.03, sides: 0.12 };
/** Clockwise degrees; with the decoder's own tolerance of 3° and quarter turns these come near any tilt. */
const SWEEP = [-8, 8, -15, 15, -22, 22, -30, 30, -38, 38, 45] as const;
/** The sweep turns the whole picture, so it looks at a smaller one. */
const SWEEP_SIDE = 900;

/**
 * Reads the symbols of a picture in any position: as it is, straightened by the outline of blocks that look
 * like symbols, by the document's outline, enlarged, and turned in steps. Stops at the first view that yields
 * any.
 *
 * Only symbols whose error correction succeeded are returned. At the edge of what the decoder forgives a
 * damaged symbol with few check words can still be corrected into another text, so what was read tilted is
 * read again upright, and that reading holds. Where it cannot be read again, the other views are tried, and
 * the tilted reading is returned only when they hold nothing.
 *
 * Bounded: at most three decodings for each of four blocks and one for every other view, of 3.3 megapixels
 * or the picture's own size; turning is only tried where a block was found.
 */
export async function readBarcodes(picture: RgbImage, options: BarcodeOptions = {}): Promise<Barcode[]> {
  const formats = options.formats ?? BARCODE_FORMATS;
  let doubtful: readonly Barcode[] = [];
  for await (const { foundBy, view } of viewsOf(picture, options)) {
    const wanted = foundBy === 'turned' ? formats.filter((format) => SCANNED.has(format)) : formats;
    const barcodes = await readView(view, foundBy, wanted);
    if (barcodes.length === 0) continue;
    const upright = await Promise.all(barcodes.map((barcode) => readUpright(picture, barcode)));
    if (upright.some((read) => read !== null))
      return withoutRepeats(upright.flatMap((read, i) => read ?? barcodes[i]!));
    if (doubtful.length === 0) doubtful = barcodes;
  }
  return withoutRepeats(doubtful);
}

async function readView(
  view: View,
  foundBy: BarcodeView,
  formats: readonly BarcodeFormat[],
): Promise<Barcode[]> {
  const symbols = await decodeSymbols(view.image, formats);
  return symbols.map(({ quad, ...symbol }) => {
    return { ...symbol, quad: quad.map(view.toPicture) as unknown as Quad, foundBy };
  });
}

/** Read along scan lines, so that tilt matters; the others are found by patterns that can be seen from any side. */
const SCANNED: ReadonlySet<BarcodeFormat> = new Set(['PDF417', 'Code128']);

/** Degrees of tilt up to which the decoder's scan lines stay within a row of a PDF417. */
const MAX_TILT = 1.5;

/**
 * The symbol read where it lies upright; null where that fails. Only the stacked symbology is read along scan lines; matrix symbols are sampled by their own corners.
 * Straightened views are upright as they are.
 */
async function readUpright(picture: RgbImage, barcode: Barcode): Promise<Barcode[] | null> {
  const { format, quad, foundBy } = barcode;
  const perhapsTilted = foundBy === 'turned' || (foundBy === 'as-is' && tiltOf(quad) > MAX_TILT);
  if (format !== 'PDF417' || !perhapsTilted) return [barcode];
  const again = await readView(closeUp(picture, withAir(quad, QUIET_ZONE)), 'region', ['PDF417']);
  return again.length > 0 ? again : null;
}

/** Degrees between a symbol's upper side and the nearest axis of the picture, 0 … 45. */
function tiltOf([[left, top], [right, bottom]]: Quad): number {
  const degrees = Math.abs((Math.atan2(bottom - top, right - left) * 180) / Math.PI) % 90;
  return Math.min(degrees, 90 - degrees);
}

/** A symbol that fills its view is now and then reported twice. */
const withoutRepeats = (barcodes: readonly Barcode[]): Barcode[] =>
  barcodes.filter(({ format, text }, i) => {
    return barcodes.findIndex((other) => other.format === format && other.text === text) === i;
  });

/** Cheapest first; each is only made when those before it held nothing. */
async function* viewsOf(
  picture: RgbImage,
  options: BarcodeOptions,
): AsyncGenerator<{ foundBy: BarcodeView; view: View }> {
  const longest = Math.max(picture.width, picture.height);
  const { effort = 'thorough' } = options;
  if (effort !== 'rest') yield { foundBy: 'as-is', view: wholePicture(picture) };
  if (Math.min(picture.width, picture.height) < 2) return;
  const regions = effort === 'quick' ? [] : (options.regions ?? (await locateSymbols(picture)));
  for (const { rectangle, outline, leaning } of effort === 'rest' ? [] : regions) {
    yield { foundBy: 'region', view: closeUp(picture, withAir(rectangle, AIR_OF_RECTANGLE)) };
    if (outline) yield { foundBy: 'region', view: closeUp(picture, withAir(outline, AIR_OF_OUTLINE)) };
    if (leaning) yield { foundBy: 'region', view: closeUp(picture, withAir(leaning, AIR_OF_RECTANGLE)) };
  }
  if (effort === 'close') return;
  const outline = options.outline === undefined ? (await findDocument(picture))?.quad : options.outline;
  if (outline) yield { foundBy: 'outline', view: straightened(picture, outline, OUTLINE_SIDE) };
  if (effort === 'quick') return;
  if (longest <= MAX_SIDE_TO_ENLARGE) yield { foundBy: 'enlarged', view: await enlarged(picture, 2) };
  if (regions.length === 0) return;
  const smaller =
    longest > SWEEP_SIDE ? await enlarged(picture, SWEEP_SIDE / longest) : wholePicture(picture);
  for (const degrees of SWEEP) {
    const view = await turned(smaller.image, degrees);
    yield {
      foundBy: 'turned',
      view: { image: view.image, toPicture: (point) => smaller.toPicture(view.toPicture(point)) },
    };
  }
}

function closeUp(picture: RgbImage, quad: Quad): View {
  const side = Math.max(quadWidth(quad), quadHeight(quad));
  return straightened(picture, quad, clamp(2 * side, REGION_SIDES.least, REGION_SIDES.most));
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Moves every corner outwards along both of its sides, so that perspective is kept. */
function withAir(quad: Quad, { ends, sides }: Air): Quad {
  const [width, height] = [quadWidth(quad), quadHeight(quad)];
  const [across, down] = width >= height ? [ends * width, sides * height] : [sides * width, ends * height];
  const [topLeft, topRight, bottomRight, bottomLeft] = quad;
  const grown = (corner: Point, beside: Point, below: Point): Point => {
    const [u, v] = [direction(beside, corner), direction(below, corner)];
    return [corner[0] + across * u[0] + down * v[0], corner[1] + across * u[1] + down * v[1]];
  };
  return [
    grown(topLeft, topRight, bottomLeft),
    grown(topRight, topLeft, bottomRight),
    grown(bottomRight, bottomLeft, topRight),
    grown(bottomLeft, bottomRight, topLeft),
  ];
}

function direction(from: Point, to: Point): Point {
  const length = distance(from, to) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}
