import type { LumaPlane } from '../../image/luma.js';

// Bound once: these run millions of times per picture, and a property of a global is looked up each time.
const { abs, cos, floor, hypot, log10, max, round, sin } = Math;

/** What a picture's spectrum says about its having been displayed before it was photographed. */
export interface SpectralSignals {
  /** log10 of the strongest isolated peak over its ring's median: a screen's pixel raster against the camera's. */
  readonly moirePeak: number;
  /** log10 of middle over low frequency energy: screens and prints lose middle frequencies. */
  readonly midLowSlope: number;
}

/** Rings (as shares of the highest frequency) counted as low and middle. */
const LOW_RING = 0.12;
const MIDDLE_RING = 0.5;
/** Peaks nearer to the centre than this share of the tile are the face itself. */
const MIN_PEAK_RADIUS = 0.06;
/** Lines along the axes come from straight edges and from JPEG's block borders. */
const AXIS_WIDTH = 4;
/** JPEG's blocks of 8 pixels repeat at every eighth of the spectrum. */
const JPEG_BLOCK = 8;

/**
 * Spectral signals of a square tile whose side is a power of two.
 *
 * @throws {RangeError} for any other tile.
 */
export function spectralSignals(tile: LumaPlane): SpectralSignals {
  const n = tile.width;
  if (tile.height !== n || n < 32 || (n & (n - 1)) !== 0)
    throw new RangeError('a square tile of 2^k ≥ 32 pixels');
  const magnitudes = spectrumOf(tile);
  const medians = ringMedians(magnitudes, n);
  return { moirePeak: log10(strongestPeak(magnitudes, medians, n)), midLowSlope: midLowSlope(medians) };
}

/** Magnitudes of the two-dimensional Fourier transform under a Hann window, zero frequency first. */
export function spectrumOf({ data, width: n }: LumaPlane): Float32Array {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const hann = Float64Array.from({ length: n }, (_, i) => 0.5 - 0.5 * cos((2 * Math.PI * i) / (n - 1)));
  const re = Float64Array.from(data, (value, i) => (value - mean) * hann[i % n]! * hann[floor(i / n)]!);
  const im = new Float64Array(n * n);
  for (let y = 0; y < n; y++) fft(re.subarray(y * n, (y + 1) * n), im.subarray(y * n, (y + 1) * n));
  const columnRe = new Float64Array(n);
  const columnIm = new Float64Array(n);
  const magnitudes = new Float32Array(n * n);
  for (let x = 0; x < n; x++) {
    for (let y = 0; y < n; y++) {
      columnRe[y] = re[y * n + x]!;
      columnIm[y] = im[y * n + x]!;
    }
    fft(columnRe, columnIm);
    for (let y = 0; y < n; y++) magnitudes[y * n + x] = hypot(columnRe[y]!, columnIm[y]!);
  }
  return magnitudes;
}

/** In-place radix-2 Fourier transform (Cooley and Tukey, 1965). The length is a power of two. */
export function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  const table = twiddles(n);
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  for (let length = 2; length <= n; length <<= 1) {
    const half = length >> 1;
    const step = n / length;
    for (let k = 0; k < half; k++) {
      const [c, s] = [table[k * step]!, table[(n >> 1) + k * step]!];
      for (let p = k; p < n; p += length) {
        const q = p + half;
        const tr = re[q]! * c - im[q]! * s;
        const ti = re[q]! * s + im[q]! * c;
        re[q] = re[p]! - tr;
        im[q] = im[p]! - ti;
        re[p]! += tr;
        im[p]! += ti;
      }
    }
  }
}

const tables = new Map<number, Float64Array>();

/** cos, then −sin, of the angles 2πk/n for k below n/2. */
function twiddles(n: number): Float64Array {
  const known = tables.get(n);
  if (known) return known;
  const half = n >> 1;
  const table = new Float64Array(n);
  for (let k = 0; k < half; k++) {
    table[k] = cos((-2 * Math.PI * k) / n);
    table[half + k] = sin((-2 * Math.PI * k) / n);
  }
  tables.set(n, table);
  return table;
}

/** Signed frequency of an index: the upper half of the spectrum is negative. */
function frequency(index: number, n: number): number {
  return index < n / 2 ? index : index - n;
}

function ringMedians(magnitudes: Float32Array, n: number): number[] {
  const rings: number[][] = Array.from({ length: n / 2 + 1 }, () => []);
  for (let i = 0; i < magnitudes.length; i++) {
    const u = frequency(i % n, n);
    const v = frequency(floor(i / n), n);
    if (abs(u) > 2 && abs(v) > 2) rings[round(hypot(u, v))]?.push(magnitudes[i]!);
  }
  return rings.map((ring) => ring.sort((p, q) => p - q)[ring.length >> 1] ?? 1);
}

function strongestPeak(magnitudes: Float32Array, medians: readonly number[], n: number): number {
  const lattice = n / JPEG_BLOCK;
  const onLattice = (f: number) => f % lattice < 2 || lattice - (f % lattice) < 2;
  let strongest = 1e-3;
  for (let y = 0; y < n; y++) {
    for (let u = AXIS_WIDTH; u < n / 2; u++) {
      const v = abs(frequency(y, n));
      const radius = round(hypot(u, v));
      if (v < AXIS_WIDTH || radius < n * MIN_PEAK_RADIUS || radius > n / 2 - 1) continue;
      if (onLattice(u) && onLattice(v)) continue;
      strongest = max(strongest, magnitudes[y * n + u]! / (medians[radius]! + 1e-3));
    }
  }
  return strongest;
}

function midLowSlope(medians: readonly number[]): number {
  const rings = medians.length - 1;
  let low = 0;
  let middle = 0;
  for (let radius = 2; radius < rings * MIDDLE_RING; radius++) {
    const energy = medians[radius]! ** 2 * radius;
    if (radius < rings * LOW_RING) low += energy;
    else middle += energy;
  }
  return log10((middle + 1) / (low + 1));
}
