import type { Box } from '../../image/geometry.js';
import type { RgbImage } from '../../image/rgb-image.js';

/** Cells of a page in which nothing is printed over the ground. */
export interface Cell {
  /** Pixels, row by row over the cell, that are ground. */
  readonly left: number;
  readonly top: number;
  readonly pixels: Uint32Array;
}

export const CELL = 32;
/** A border of this share of the page belongs to its edge and to the table. */
const MARGIN = 0.04;
/** A cell counts when this share of it is ground. */
const MIN_GROUND = 0.6;
/** All channels at or above: burnt out; all below: not the ground of any document. */
const BURNT = 250;
const DARK = 40;

/** What of a page is neither print nor picture. */
export interface Ground {
  /** That can be measured. */
  readonly cells: readonly Cell[];
  /** Cells as free of print that are burnt out: of paper as white as that nothing is known. */
  readonly burnt: number;
}

/**
 * The cells of a page between its lines of print and outside its pictures, by the indices of their pixels.
 *
 * @param covered boxes in pixels of the page: print and portraits, somewhat enlarged by the caller.
 */
export function groundCells({ data, width, height }: RgbImage, covered: readonly Box[]): Ground {
  const hidden = new Uint8Array(width * height);
  for (const { left, top, right, bottom } of covered) {
    const [x0, x1] = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++) {
      if (x0 < x1) hidden.fill(1, y * width + x0, y * width + x1);
    }
  }
  const [edgeX, edgeY] = [Math.round(width * MARGIN), Math.round(height * MARGIN)];
  const cells: Cell[] = [];
  let burnt = 0;
  for (let top = edgeY; top + CELL <= height - edgeY; top += CELL) {
    for (let left = edgeX; left + CELL <= width - edgeX; left += CELL) {
      const pixels = new Uint32Array(CELL * CELL);
      let [count, white] = [0, 0];
      for (let y = top; y < top + CELL; y++) {
        for (let x = left; x < left + CELL; x++) {
          const at = y * width + x;
          const [red, green, blue] = [data[3 * at]!, data[3 * at + 1]!, data[3 * at + 2]!];
          const lowest = Math.min(red, green, blue);
          if (hidden[at] || Math.max(red, green, blue) < DARK) continue;
          if (lowest >= BURNT) white++;
          else pixels[count++] = at;
        }
      }
      if (count >= MIN_GROUND * CELL * CELL) cells.push({ left, top, pixels: pixels.subarray(0, count) });
      else if (count + white >= MIN_GROUND * CELL * CELL) burnt++;
    }
  }
  return { cells, burnt };
}
