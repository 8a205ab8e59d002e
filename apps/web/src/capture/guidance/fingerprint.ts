import type { Box } from './guide.js';
import type { Luma } from './luma.js';

const COLUMNS = 24;
const ROWS = 16;

/** Mean grey of a grid of fields inside the guide: enough to know a side of a document again, and nothing can be read in it. */
export type Fingerprint = readonly number[];

export function fingerprintOf({ width, height, data }: Luma, guide: Box): Fingerprint {
  return Array.from({ length: COLUMNS * ROWS }, (_, i) => {
    const left = guide.left + ((i % COLUMNS) * guide.width) / COLUMNS;
    const top = guide.top + (Math.floor(i / COLUMNS) * guide.height) / ROWS;
    let [sum, count] = [0, 0];
    for (let y = Math.floor(top); y < Math.min(height, top + guide.height / ROWS); y++) {
      for (let x = Math.floor(left); x < Math.min(width, left + guide.width / COLUMNS); x++) {
        sum += data[y * width + x]!;
        count++;
      }
    }
    return count === 0 ? 0 : sum / count;
  });
}

/** Pearson's correlation, −1 to 1, which does not mind the light; 0 where one of them has no contrast. */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  const mean = (values: Fingerprint) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleA, middleB] = [mean(a), mean(b)];
  let [both, onlyA, onlyB] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [da, db] = [value - middleA, b[i]! - middleB];
    both += da * db;
    onlyA += da * da;
    onlyB += db * db;
  }
  return onlyA === 0 || onlyB === 0 ? 0 : both / Math.sqrt(onlyA * onlyB);
}

/** From here on two pictures show the same side. One document's two sides, held alike, stay well below. */
export const SAME_SIDE = 0.85;
