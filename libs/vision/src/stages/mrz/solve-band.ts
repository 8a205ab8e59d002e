import type { Quad } from '../../image/rgb-image.js';
import { arrangeRows } from './arrange-rows.js';
import { chooseFormat, type FormatChoice, isBeyondDoubt, isSettled } from './choose-format.js';
import type { ReadStrip } from './reading.js';
import { axisOf, extendStrip, shiftStrip } from './strip-geometry.js';

type Read = (quad: Quad) => Promise<ReadStrip>;

/** Line distances in characters: TD1 is printed tighter than the two-line formats; issuers vary around these. */
const LINE_SPACING = { TD1: [1.65, 1.9, 2.2], other: [2.5, 2.9, 2.1] } as const;
/** A strip shorter than this share of a line gives no hold for guessing the rest. */
const MIN_VISIBLE_SHARE = 0.38;

/**
 * So many strips without a single filler are a page of prose: every MRZ has fillers in its line of names. To take such
 * a page for an MRZ in every way that there is takes half a minute.
 */
const PROSE_STRIPS = 6;

/** A licence's only line may have no filler; its opening, perhaps misread, tells it from prose. */
const LICENCE_LINE = /^.{0,2}[DO0][1IL](?:FRA|NLD)/;

/** Fillers or length that ordinary print has not; guessing around a line of a letterhead is wasted time. */
export const looksLikeMrz = (text: string): boolean => /<.*</.test(text) || text.length >= 28;

const better = (a: FormatChoice | null, b: FormatChoice | null): FormatChoice | null =>
  !a || (b && b.rank > a.rank) ? b : a;

/**
 * Makes an MRZ of strips that were read one by one: first each at its own extent, then all lengthened to
 * the longest (locators cut fillers off), and where check digits still disagree, strips guessed above and
 * below the clearest line from the pitch of its characters, unless `guess` is false: it can take a hundred readings.
 */
export async function solveBand(
  strips: readonly ReadStrip[],
  read: Read,
  { guess = true } = {},
): Promise<FormatChoice | null> {
  const isZone = ({ greedy: { text } }: ReadStrip) => text.includes('<') || LICENCE_LINE.test(text);
  if (strips.length >= PROSE_STRIPS && !strips.some(isZone)) return null;
  const rows = arrangeRows(strips);
  if (rows.length === 0) return null;
  let best = chooseFormat(rows.map(({ strip }) => strip));
  const swiss = await underShortLine(
    rows.map(({ strip }) => strip),
    read,
  );
  if (swiss) return swiss;
  if (best?.validAsRead && isBeyondDoubt(best)) return best;

  const longest = Math.max(...rows.map(({ rowFrom, rowTo }) => rowTo - rowFrom));
  const long = rows.filter(({ rowFrom, rowTo }) => rowTo - rowFrom > 0.5 * longest);
  const from = Math.min(...long.map(({ rowFrom }) => rowFrom));
  const to = Math.max(...long.map(({ rowTo }) => rowTo));
  const lengthened: ReadStrip[] = [];
  for (const row of rows) {
    lengthened.push(
      await read(extendStrip(row.strip.quad, Math.max(0, row.from - from), Math.max(0, to - row.to))),
    );
  }
  best = better(best, chooseFormat(lengthened));
  if (!guess || (best && isSettled(best))) return best;
  return guessNeighbours(lengthened, read, best);
}

/** The Swiss licence's second line, its opening perhaps misread. */
const SWISS_LINE = /^[FPE]A?CHE\d/;
const SWISS_LENGTHS = { first: 9, others: 30 } as const;

/**
 * The three lines of a Swiss licence. The first is too short to be told from other print: it is read where it stands, as
 * far above the second as the third lies below, and begins where that one does.
 */
async function underShortLine(strips: readonly ReadStrip[], read: Read): Promise<FormatChoice | null> {
  const at = strips.findIndex(({ greedy }) => SWISS_LINE.test(greedy.text));
  const [second, third] = [strips[at], strips[at + 1]];
  if (at < 0 || !second || !third) return null;
  const { length } = axisOf(second.quad);
  const spacing = distanceBetween(second.quad, third.quad);
  const share = (SWISS_LENGTHS.first + 0.5) / SWISS_LENGTHS.others;
  const first = extendStrip(shiftStrip(second.quad, -spacing), 0, (share - 1) * length);
  return chooseFormat([await read(first), second, third]);
}

/** How far one strip lies below another, across its reading direction; pixels. */
function distanceBetween(above: Quad, below: Quad): number {
  const [a, b] = [axisOf(above), axisOf(below)];
  const [dx, dy] = [b.left[0] - a.left[0], b.left[1] - a.left[1]];
  return dy * Math.cos(a.angle) - dx * Math.sin(a.angle);
}

async function guessNeighbours(
  strips: readonly ReadStrip[],
  read: Read,
  found: FormatChoice | null,
): Promise<FormatChoice | null> {
  const clarity = ({ greedy }: ReadStrip) => greedy.text.length * greedy.score;
  const clearest = strips.reduce((a, b) => (clarity(a) > clarity(b) ? a : b));
  const { length } = axisOf(clearest.quad);
  const pitch = medianPitch(clearest.greedy.positions) * length;
  const characters = clearest.greedy.text.length;
  if (characters < 12 || pitch <= 2 || !looksLikeMrz(clearest.greedy.text)) return found;
  if (!clearest.greedy.text.includes('<<') && unevenness(clearest.greedy.positions) > MAX_UNEVENNESS)
    return found;

  let best = found;
  for (const lineLength of [30, 36, 44]) {
    if (lineLength < characters - 2) continue;
    const missing = Math.max(0, lineLength - Math.round(length / pitch)) * pitch;
    if (missing > (1 - MIN_VISIBLE_SHARE) * lineLength * pitch) continue;
    for (const missingLeft of missing > pitch ? [0, missing] : [0]) {
      const whole = extendStrip(
        clearest.quad,
        missingLeft + 0.3 * pitch,
        missing - missingLeft + 0.3 * pitch,
      );
      const isTd1 = lineLength === 30;
      for (const spacing of isTd1 ? LINE_SPACING.TD1 : LINE_SPACING.other) {
        const guessed: ReadStrip[] = [];
        for (const line of isTd1 ? [-2, -1, 0, 1, 2] : [-1, 0, 1]) {
          guessed.push(await read(shiftStrip(whole, line * spacing * pitch)));
        }
        best = better(best, chooseFormat(guessed));
        if (best?.validAsRead) return best;
      }
    }
  }
  return best;
}

/**
 * OCR-B has one pitch: no MRZ without a filler, of those on 60 real pictures, has more than 8 % of uneven distances.
 * Lines of prose mostly have 20 to 60 %, and are long enough to be taken for one: guessing around the two lines that many
 * North American cards print above their barcode takes six seconds.
 */
const MAX_UNEVENNESS = 0.15;
/** Share of the median distance by which an uneven one departs from it. */
const UNEVEN = 0.3;

/** Share of the distances of successive characters that are not the pitch of the others. */
function unevenness(positions: readonly number[]): number {
  const pitch = medianPitch(positions);
  const gaps = positions.slice(1).map((position, i) => position - positions[i]!);
  const uneven = gaps.filter((gap) => Math.abs(gap - pitch) > UNEVEN * pitch);
  return uneven.length / Math.max(1, gaps.length);
}

/** Median distance of successive characters, as a fraction of the strip's length. */
function medianPitch(positions: readonly number[]): number {
  const gaps = positions.slice(1).map((position, i) => position - positions[i]!);
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
}
