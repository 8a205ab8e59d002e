import type { PrintedLine, SideMeasurement } from '../measurement.js';

/** Print that belongs together on one row. Lengths are in heights of the page. */
export interface Cell {
  readonly text: string;
  /** Mean of its pieces' scores, weighted by their lengths; 0 … 1. */
  readonly score: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** What it was joined from, left to right; absent where it is one piece. */
  readonly pieces?: readonly Cell[];
}

/** Pieces nearer than this many line heights are one: a field's number and its value, a bilingual date. */
const MAX_GAP = 1;
/** Pieces are on one row when their middles differ by less than this share of the lower one's height. */
const ROW_TOLERANCE = 0.5;
/** A value stands at most this many label heights below its label, and starts about where the label does. */
const MAX_DROP = 2.2;
const MAX_INDENT = 2;

const heightOf = ({ top, bottom }: Cell): number => bottom - top;
const middleOf = ({ top, bottom }: Cell): number => (top + bottom) / 2;

export const sameRow = (a: Cell, b: Cell): boolean =>
  Math.abs(middleOf(a) - middleOf(b)) < ROW_TOLERANCE * Math.min(heightOf(a), heightOf(b));

/** The print of one side, in cells from top to bottom. */
export function cellsOf(side: SideMeasurement | null): Cell[] {
  if (side?.status !== 'seen') return [];
  const cells = side.print
    .map(({ left, right, ...line }: PrintedLine): Cell => {
      return { ...line, left: left * side.aspect, right: right * side.aspect };
    })
    .sort((a, b) => a.left - b.left);
  const joined: Cell[] = [];
  for (const cell of cells) {
    const index = joined.findIndex((other) => {
      const reach = MAX_GAP * Math.max(heightOf(cell), heightOf(other));
      return sameRow(cell, other) && cell.left - other.right < reach && cell.left > other.left;
    });
    if (index < 0) joined.push(cell);
    else joined[index] = join(joined[index]!, cell);
  }
  return joined.sort((a, b) => a.top - b.top);
}

/** One cell of two that follow each other on a row. */
export function join(a: Cell, b: Cell): Cell {
  const weight = a.text.length + b.text.length;
  return {
    text: `${a.text} ${b.text}`,
    score: (a.score * a.text.length + b.score * b.text.length) / weight,
    left: a.left,
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
    pieces: [...(a.pieces ?? [a]), b],
  };
}

/** The cell right below, aligned with the start of `cell`. */
export function cellBelow(cells: readonly Cell[], cell: Cell): Cell | null {
  const height = heightOf(cell);
  const below = cells.filter(
    (other) =>
      other !== cell &&
      middleOf(other) > cell.bottom - 0.3 * height &&
      other.top < cell.bottom + MAX_DROP * height &&
      Math.abs(other.left - cell.left) < MAX_INDENT * height,
  );
  return below.reduce<Cell | null>((best, other) => (best && best.top <= other.top ? best : other), null);
}
