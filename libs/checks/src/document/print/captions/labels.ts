import { type Cell, sameRow } from '../page.js';
import type { CaptionName } from './captions.js';
import { findCaptions } from './find-captions.js';

/** A caption, and where on the page it stands. */
interface PlacedCaption {
  readonly name: CaptionName;
  readonly cell: Cell;
  /** From the caption before it, or the start of the cell, to the next one; estimated from its share of the characters. */
  readonly left: number;
  readonly right: number;
  /** What follows it in the same cell, up to the next caption; a slash or colon still before it. */
  readonly tail: string;
}

/** One side of a document with its captions told from the rest. */
export interface LabelledPage {
  readonly cells: readonly Cell[];
  readonly captions: readonly PlacedCaption[];
  /** Cells without any caption. */
  readonly values: readonly Cell[];
}

/** A value stands at most this many caption heights below its caption, or below the caption's second language. */
const MAX_DROP = 2.2;
/** A value starts at most this many caption heights left of its caption. */
const MAX_OUTDENT = 2;
/** Nothing further right than this many caption heights belongs to a caption. */
const MAX_GAP = 12;

/** Tells captions from values. Positions only mean something within one side. */
export function labelPage(cells: readonly Cell[]): LabelledPage {
  const captions = cells.flatMap((cell) => {
    const found = findCaptions(cell.text);
    const width = (cell.right - cell.left) / Math.max(1, cell.text.length);
    return found.map(({ name, end }, i): PlacedCaption => {
      const before = found[i - 1]?.end ?? 0;
      const next = found[i + 1]?.start ?? cell.text.length;
      const tail = cell.text.slice(end, next);
      return { name, cell, left: cell.left + before * width, right: cell.left + next * width, tail };
    });
  });
  const captioned = new Set(captions.map(({ cell }) => cell));
  return { cells, captions, values: cells.filter((cell) => !captioned.has(cell)) };
}

/**
 * The values that a caption points to: after it in its own line, below it, right of it; likeliest first. A
 * caption in a second language below the first belongs to it.
 */
export function labelledCells(page: LabelledPage, name: CaptionName): Cell[] {
  const own = page.captions.filter((caption) => caption.name === name);
  const inline = own.flatMap(({ cell, tail }): Cell[] => {
    const text = /^[^\p{L}\p{N}]*:\s*(.*\S)/u.exec(tail)?.[1] ?? afterLostColon(tail);
    return text ? [{ ...cell, text }] : [];
  });
  const around = own.flatMap((caption) => [...below(page, caption), ...rightOf(page, caption)]);
  return [...new Set([...inline, ...around])];
}

/** `CARD EXPIRES11/01/94`, `Taille1M70`: a number glued to its caption is a value; letters may be a misread language. */
const afterLostColon = (tail: string): string | null => /^\s*(\d.*\S)/.exec(tail)?.[1] ?? null;

const heightOf = ({ top, bottom }: Cell): number => bottom - top;
const middleOf = ({ top, bottom }: Cell): number => (top + bottom) / 2;

function below({ captions, values }: LabelledPage, caption: PlacedCaption): Cell[] {
  const height = heightOf(caption.cell);
  const reaches = (left: number): boolean =>
    left > caption.left - MAX_OUTDENT * height && left < Math.max(caption.right, caption.left + height);
  const stack = captions
    .filter(({ name, cell, left }) => name === caption.name && cell !== caption.cell && reaches(left))
    .filter(({ cell }) => cell.top > caption.cell.top && cell.top < caption.cell.bottom + height);
  const bottom = Math.max(caption.cell.bottom, ...stack.map(({ cell }) => cell.bottom));
  return values
    .filter(
      (cell) =>
        reaches(cell.left) &&
        middleOf(cell) > bottom - 0.3 * height &&
        cell.top < bottom + MAX_DROP * height &&
        !captions.some((other) => other.name !== caption.name && isNearer(other, caption, cell)),
    )
    .sort((a, b) => a.top - b.top || Math.abs(a.left - caption.left) - Math.abs(b.left - caption.left))
    .slice(0, 2)
    .filter((cell, i, [first]) => i === 0 || sameRow(cell, first!));
}

/** Whether a caption stands between another one and a cell below both. */
const isNearer = (other: PlacedCaption, caption: PlacedCaption, cell: Cell): boolean =>
  middleOf(other.cell) > caption.cell.bottom &&
  middleOf(other.cell) < cell.top + 0.3 * heightOf(cell) &&
  other.left < cell.right &&
  cell.left < other.right;

function rightOf({ cells, captions }: LabelledPage, caption: PlacedCaption): Cell[] {
  const { cell } = caption;
  const [next] = cells
    .filter((other) => other !== cell && other.left > cell.right - 0.01 && sameRow(cell, other))
    .sort((a, b) => a.left - b.left);
  if (!next || next.left - cell.right > MAX_GAP * heightOf(cell)) return [];
  return captions.some((other) => other.cell === next) ? [] : [next];
}
