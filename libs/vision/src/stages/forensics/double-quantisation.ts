import type { LumaPlane } from '../../image/luma.js';
import type { QuantisationTable } from './jpeg-quantisation.js';

const { abs, cos, exp, floor, log, max, round, sqrt } = Math;

/** Frequencies (row, column) that carry most of what print and faces show. */
const FREQUENCIES = [
  [0, 1],
  [1, 0],
  [1, 1],
  [0, 2],
  [2, 0],
  [1, 2],
  [2, 1],
  [0, 3],
  [3, 0],
] as const;
/** Steps of a first compression that are tried; larger ones belong to qualities below 50. */
const MAX_FIRST_STEP = 40;
/** Standard deviation of what rounding to whole pixel levels does to a coefficient. */
const ROUNDING = 0.5;
/** Levels up to here are counted; larger ones are rare. */
const LEVELS = 60;
/** Gain in log-likelihood (nats per coefficient, and in all) from which a first compression is believed. */
const MIN_GAIN = 0.02;
const MIN_TOTAL_GAIN = 15;
/** Fewer coefficients than this have no histogram. */
const MIN_COEFFICIENTS = 200;
/** What a coefficient that fits no first compression counts at least, as likelihood. */
const FLOOR = 0.05;

/** Which blocks of a picture were compressed before, on the same grid as the last time. */
export interface JpegHistory {
  /** Blocks across and down; the picture's remainder is left out. */
  readonly columns: number;
  readonly rows: number;
  /**
   * Log-likelihood (nats) of each block having been compressed twice against once; 0 where a block shows
   * nothing. Row-major.
   */
  readonly evidence: Float32Array;
  /** Coefficients of each block that say something, 0 to 9. */
  readonly informative: Uint8Array;
  /** Frequencies, 0 to 9, in whose histogram a first compression shows. */
  readonly frequencies: number;
}

/**
 * Finds the blocks that were compressed twice. Quantising by one step and then by another leaves periodic
 * gaps in the histogram of a frequency's coefficients (Z. Lin et al., "Fast, automatic and fine-grained
 * tampered JPEG image detection via DCT coefficient analysis", Pattern Recognition 42, 2009; T. Bianchi and
 * A. Piva, "Image forgery localization via block-grained analysis of JPEG artifacts", IEEE TIFS 7(3), 2012).
 * What is pasted into a photograph before it is saved again lost that first compression, or lies off its
 * grid, so its blocks do not show it.
 *
 * @param luma brightness of the whole picture, at its own resolution and in its own orientation.
 * @param table the steps of the last compression.
 */
export function jpegHistory(luma: LumaPlane, table: QuantisationTable): JpegHistory {
  const columns = floor(luma.width / 8);
  const rows = floor(luma.height / 8);
  const levels = coefficientLevels(luma, table, { columns, rows, shift: 0, stride: 1 });
  // Off the grid, half a block away, the first compression leaves no trace: what a single one would look like.
  const smooth = coefficientLevels(luma, table, {
    columns: columns - 1,
    rows: rows - 1,
    shift: 4,
    stride: 3,
  });
  const evidence = new Float32Array(columns * rows);
  const informative = new Uint8Array(columns * rows);
  let frequencies = 0;
  FREQUENCIES.forEach(([v, u], f) => {
    const ratios = likelihoodRatios(histogramOf(levels[f]!), histogramOf(smooth[f]!), table[v * 8 + u]!);
    if (!ratios) return;
    frequencies += 1;
    const own = levels[f]!;
    for (let block = 0; block < own.length; block++) {
      const size = abs(own[block]!);
      if (size === 0 || size > LEVELS) continue;
      evidence[block]! += ratios[size]!;
      informative[block]! += 1;
    }
  });
  return { columns, rows, evidence, informative, frequencies };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Pixels by which the grid is moved to the right and down. */
  readonly shift: number;
  /** Every how many-th row of blocks is looked at; the others are 0. */
  readonly stride: number;
}

/** For each frequency the quantised coefficient of every block. */
function coefficientLevels({ data, width }: LumaPlane, table: QuantisationTable, grid: Grid): Int16Array[] {
  const { columns, rows, shift, stride } = grid;
  const out = FREQUENCIES.map(() => new Int16Array(max(0, columns * rows)));
  const steps = Float64Array.from(FREQUENCIES, ([v, u]) => table[v * 8 + u]!);
  /** Row transforms of one block: 8 rows by 4 horizontal frequencies. */
  const half = new Float64Array(32);
  for (let row = 0; row < rows; row += stride) {
    for (let column = 0; column < columns; column++) {
      const block = row * columns + column;
      for (let y = 0; y < 8; y++)
        transformRow(data, (row * 8 + shift + y) * width + column * 8 + shift, half, y * 4);
      for (let f = 0; f < FREQUENCIES.length; f++) {
        const basis = FREQUENCIES[f]![0] * 8;
        const at = FREQUENCIES[f]![1];
        let sum = 0;
        for (let y = 0; y < 8; y++) sum += BASIS[basis + y]! * half[y * 4 + at]!;
        out[f]![block] = round(sum / steps[f]!);
      }
    }
  }
  return out;
}

/** The four lowest frequencies of 8 samples; even ones see sums and odd ones differences of mirrored samples. */
function transformRow(data: Float32Array, start: number, out: Float64Array, at: number): void {
  const [a, b, c, d] = [data[start]!, data[start + 1]!, data[start + 2]!, data[start + 3]!];
  const [e, f, g, h] = [data[start + 4]!, data[start + 5]!, data[start + 6]!, data[start + 7]!];
  const [s0, s1, s2, s3] = [a + h, b + g, c + f, d + e];
  const [d0, d1, d2, d3] = [a - h, b - g, c - f, d - e];
  out[at] = BASIS[0]! * (s0 + s1 + s2 + s3);
  out[at + 1] = BASIS[8]! * d0 + BASIS[9]! * d1 + BASIS[10]! * d2 + BASIS[11]! * d3;
  out[at + 2] = BASIS[16]! * (s0 - s3) + BASIS[17]! * (s1 - s2);
  out[at + 3] = BASIS[24]! * d0 + BASIS[25]! * d1 + BASIS[26]! * d2 + BASIS[27]! * d3;
}

/** Orthonormal cosine basis of 8 samples, frequency by sample (ITU-T T.81, A.3.3). */
const BASIS = Float64Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [floor(i / 8), i % 8];
  return (u === 0 ? sqrt(1 / 8) : 1 / 2) * cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** How often each absolute level from 1 to LEVELS occurs. */
function histogramOf(levels: Int16Array): Float64Array {
  const histogram = new Float64Array(LEVELS + 1);
  for (let i = 0; i < levels.length; i++) {
    const size = abs(levels[i]!);
    if (size > 0 && size <= LEVELS) histogram[size]! += 1;
  }
  return histogram;
}

/**
 * Log-likelihood ratio of each level under the first step that explains the histogram best, or null when none
 * does better than the smooth histogram.
 */
function likelihoodRatios(histogram: Float64Array, smooth: Float64Array, step: number): Float64Array | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const reference = smooth.reduce((sum, count) => sum + count, 0);
  if (total < MIN_COEFFICIENTS || reference < MIN_COEFFICIENTS) return null;
  let best: { gain: number; comb: Float64Array } | null = null;
  for (let first = 2; first <= MAX_FIRST_STEP; first++) {
    // Divisors of the step leave no gaps, and so does the step itself.
    if (step % first === 0) continue;
    const comb = combOf(first, step);
    const mass = comb.reduce((sum, likelihood, level) => sum + likelihood * smooth[level]!, 0) / reference;
    if (mass <= 0) continue;
    const scaled = comb.map((likelihood) => likelihood / mass);
    for (const share of [0.6, 0.9]) {
      const gain = mixtureGain(histogram, scaled, share);
      if (!best || gain > best.gain) best = { gain, comb: scaled };
    }
  }
  if (!best || best.gain < MIN_TOTAL_GAIN || best.gain / total < MIN_GAIN) return null;
  return best.comb.map((likelihood) => log(max(FLOOR, likelihood)));
}

/** How many times likelier than under one compression each level is after a first one by `first`. */
function combOf(first: number, step: number): Float64Array {
  return Float64Array.from({ length: LEVELS + 1 }, (_, level) => {
    let mass = 0;
    for (let m = floor(((level - 1) * step) / first); m * first <= (level + 1) * step; m++) {
      const [low, high] = [(level - 0.5) * step - m * first, (level + 0.5) * step - m * first];
      mass += normal(high / ROUNDING) - normal(low / ROUNDING);
    }
    return (mass * first) / step;
  });
}

function mixtureGain(histogram: Float64Array, comb: Float64Array, share: number): number {
  let gain = 0;
  for (let level = 1; level <= LEVELS; level++) {
    gain += histogram[level]! * log(share * comb[level]! + 1 - share);
  }
  return gain;
}

/** The standard normal distribution function (Abramowitz and Stegun, 26.2.17; error below 1e-7). */
function normal(x: number): number {
  if (x < -6) return 0;
  if (x > 6) return 1;
  const t = 1 / (1 + 0.2316419 * abs(x));
  const tail =
    exp((-x * x) / 2) *
    t *
    (0.127414796 + t * (-0.142248368 + t * (0.7107068705 + t * (-0.7265760135 + t * 0.5307027145))));
  return x >= 0 ? 1 - tail : tail;
}

/** Mean evidence of the informative blocks within a share of the picture's blocks, in nats a coefficient. */
export function meanEvidence(
  { columns, rows, evidence, informative }: JpegHistory,
  inside: (column: number, row: number) => boolean,
): { readonly mean: number; readonly coefficients: number } {
  let [sum, coefficients] = [0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const block = row * columns + column;
      if (informative[block] === 0 || !inside(column, row)) continue;
      sum += evidence[block]!;
      coefficients += informative[block]!;
    }
  }
  return { mean: coefficients ? sum / coefficients : 0, coefficients };
}
