import type { LumaPlane } from '../../image/luma.js';

// Bound once: these run millions of times per picture, and a property of a global is looked up each time.
const { abs, cos, floor, hypot, log10, max, round, sin, sqrt } = Math;

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

/**
 * Magnitudes of the two-dimensional Fourier transform under a Hann window, row-major, zero frequency first. Of a real
 * picture half the columns say everything: `n` rows of `n / 2 + 1` values.
 */
export function spectrumOf({ data, width: n }: LumaPlane): Float32Array {
  const columns = n / 2 + 1;
  let mean = 0;
  for (let i = 0; i < data.length; i++) mean += data[i]! / data.length;
  const hann = Float64Array.from({ length: n }, (_, i) => 0.5 - 0.5 * cos((2 * Math.PI * i) / (n - 1)));
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let y = 0, i = 0; y < n; y++) {
    for (let x = 0; x < n; x++, i++) re[i] = (data[i]! - mean) * hann[x]! * hann[y]!;
  }
  for (let y = 0; y < n; y++) fft(re.subarray(y * n, (y + 1) * n), im.subarray(y * n, (y + 1) * n));
  const columnRe = new Float64Array(n);
  const columnIm = new Float64Array(n);
  const magnitudes = new Float32Array(n * columns);
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < n; y++) {
      columnRe[y] = re[y * n + x]!;
      columnIm[y] = im[y * n + x]!;
    }
    fft(columnRe, columnIm);
    for (let y = 0; y < n; y++)
      magnitudes[y * columns + x] = sqrt(columnRe[y]! * columnRe[y]! + columnIm[y]! * columnIm[y]!);
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

const rings = new Map<number, Uint16Array>();

/** Distance of each point of a spectrum from its centre, rounded. */
function ringsOf(n: number): Uint16Array {
  const known = rings.get(n);
  if (known) return known;
  const columns = n / 2 + 1;
  const made = Uint16Array.from({ length: n * columns }, (_, i) =>
    round(hypot(i % columns, frequency(floor(i / columns), n))),
  );
  rings.set(n, made);
  return made;
}

/** The median magnitude of each ring but for the lines along the axes; 1 for a ring without points. */
function ringMedians(magnitudes: Float32Array, n: number): number[] {
  const columns = n / 2 + 1;
  const ring = ringsOf(n);
  const last = n / 2;
  const sizes = new Uint32Array(last + 2);
  const counted = (i: number) =>
    i % columns > 2 && abs(frequency(floor(i / columns), n)) > 2 && ring[i]! <= last;
  for (let i = 0; i < magnitudes.length; i++) if (counted(i)) sizes[ring[i]! + 1]! += 1;
  for (let r = 1; r < sizes.length; r++) sizes[r]! += sizes[r - 1]!;
  const starts = sizes.slice(0, last + 1);
  const next = Uint32Array.from(starts);
  const sorted = new Float32Array(sizes[last + 1]!);
  for (let i = 0; i < magnitudes.length; i++) {
    if (!counted(i)) continue;
    sorted[next[ring[i]!]!] = magnitudes[i]!;
    next[ring[i]!]! += 1;
  }
  return Array.from(starts, (start, r) => {
    const values = sorted.subarray(start, next[r]!).sort();
    return values[values.length >> 1] ?? 1;
  });
}

function strongestPeak(magnitudes: Float32Array, medians: readonly number[], n: number): number {
  const columns = n / 2 + 1;
  const ring = ringsOf(n);
  const lattice = n / JPEG_BLOCK;
  const onLattice = (f: number) => f % lattice < 2 || lattice - (f % lattice) < 2;
  let strongest = 1e-3;
  for (let y = 0; y < n; y++) {
    const v = abs(frequency(y, n));
    if (v < AXIS_WIDTH) continue;
    for (let u = AXIS_WIDTH; u < n / 2; u++) {
      const at = y * columns + u;
      const radius = ring[at]!;
      if (radius < n * MIN_PEAK_RADIUS || radius > n / 2 - 1) continue;
      if (onLattice(u) && onLattice(v)) continue;
      strongest = max(strongest, magnitudes[at]! / (medians[radius]! + 1e-3));
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
