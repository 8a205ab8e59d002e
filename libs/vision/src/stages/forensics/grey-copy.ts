import type { RgbImage } from '../../image/rgb-image.js';

const { abs, floor, hypot, log, max, min } = Math;

/** Pixels across at which colour is measured: noise and chroma subsampling have averaged out. */
const WIDTH = 200;
/** Darker than this (0–255), a level's share of rounding and sensor noise is too large to have a colour. */
const DARKEST = 36;
/** A channel that is burnt out tells nothing of colour. */
const BRIGHTEST = 250;
const CELLS = 24;

/**
 * How far a document's colours depart from one tint of grey: the distance in chromaticity (log R/G, log B/G)
 * from the commonest cast that 5 % of the pixels exceed. A photocopy has the light's and the paper's colour
 * everywhere, whatever they are; print and skin depart from it. The histogram is the classical method that
 * D. V. Polevoy et al. ("Document Liveness Challenge dataset", J. Imaging 8(7), 2022) report for grey copies.
 *
 * About 0.02–0.06 on photocopies, from 0.1 on in colour; 0 on a picture without colour. Null when the inside
 * is too dark or burnt out to have a colour.
 */
export function colourDeparture(inside: RgbImage): number | null {
  const data = sampled(inside);
  // Pairs of log R/G and log B/G.
  const tints = new Float32Array((data.length / 3) * 2);
  let count = 0;
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
    if (max(r, g, b) > BRIGHTEST || (r + g + b) / 3 < DARKEST || r < 8 || g < 8 || b < 8) continue;
    tints[2 * count] = log(r / g);
    tints[2 * count + 1] = log(b / g);
    count += 1;
  }
  if (count < data.length / 3 / 4) return null;
  const [castP, castQ] = commonest(tints, count);
  const distances = new Float32Array(count);
  for (let i = 0; i < count; i++) distances[i] = hypot(tints[2 * i]! - castP, tints[2 * i + 1]! - castQ);
  return distances.sort()[floor(count * 0.95)]!;
}

/** Means of 4 × 4 pixels at a grid of places. */
function sampled({ data, width, height }: RgbImage): Float32Array {
  const columns = min(WIDTH, floor(width / 4));
  const rows = min(Math.round((columns * height) / width), floor(height / 4));
  const out = new Float32Array(columns * rows * 3);
  for (let row = 0, o = 0; row < rows; row++) {
    const top = floor((row * (height - 4)) / max(1, rows - 1));
    for (let column = 0; column < columns; column++, o += 3) {
      const left = floor((column * (width - 4)) / max(1, columns - 1));
      for (let y = top; y < top + 4; y++) {
        for (let i = (y * width + left) * 3, end = i + 12; i < end; i += 3) {
          out[o]! += data[i]! / 16;
          out[o + 1]! += data[i + 1]! / 16;
          out[o + 2]! += data[i + 2]! / 16;
        }
      }
    }
  }
  return out;
}

/** The mean of the fullest neighbourhood of a histogram over ±0.6. */
function commonest(tints: Float32Array, count: number): readonly [number, number] {
  const histogram = new Uint32Array(CELLS * CELLS);
  const cell = (value: number) => min(CELLS - 1, max(0, floor(((value + 0.6) / 1.2) * CELLS)));
  for (let i = 0; i < count; i++) histogram[cell(tints[2 * i + 1]!) * CELLS + cell(tints[2 * i]!)]! += 1;
  let best = 0;
  for (let i = 0; i < histogram.length; i++) if (histogram[i]! > histogram[best]!) best = i;
  const [column, row] = [best % CELLS, floor(best / CELLS)];
  let [sumP, sumQ, near] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [p, q] = [tints[2 * i]!, tints[2 * i + 1]!];
    if (abs(cell(p) - column) > 1 || abs(cell(q) - row) > 1) continue;
    sumP += p;
    sumQ += q;
    near += 1;
  }
  return [sumP / near, sumQ / near];
}
