import type { Box } from '../../image/geometry.js';
import { lumaPlane } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { fft } from '../face-liveness/spectrum.js';

const { abs, cos, floor, hypot, log, max, min, sqrt } = Math;

const TILE = 128;
const TILES_ACROSS = 4;
const MOST_TILES = TILES_ACROSS ** 2;
/** Nearer to the centre than this share of the tile, structure is the document's. */
const MIN_RADIUS = 0.1;
/** JPEG's blocks of 8 pixels repeat at every eighth of the spectrum. */
const LATTICE = TILE / 8;

/** How strongly one frequency stands out all over a picture, as the mean logarithm (nats) of its power over its surroundings'. */
export interface DisplayGrid {
  /** Tiles that were averaged, at most 16. */
  readonly tiles: number;
  /** In brightness: a display's rows against the sensor's, but also raster print and repeated characters. */
  readonly luma: number;
  /** In colour (red minus blue): stripes of red, green and blue. Paper has colour, but no fine grid of it. */
  readonly chroma: number;
}

/**
 * Looks for a grid of pixels behind a document: displays repeat at one frequency all over the picture, and
 * what is printed does not. The power spectra of 16 tiles are averaged and the strongest point found that
 * is neither part of a line through the spectrum (edges) nor on JPEG's lattice.
 *
 * The mean of few tiles strays further by chance, so it is scaled by the root of their share of 16.
 *
 * @returns null when the box holds no tile of 128 pixels.
 */
export function displayGrid(image: RgbImage, box: Box): DisplayGrid | null {
  const tiles = tilesIn(image, box);
  if (tiles.length === 0) return null;
  const luma = new Float64Array(TILE * TILE);
  const chroma = new Float64Array(TILE * TILE);
  for (const tile of tiles) addPower(tile, luma, chroma);
  const mean = (total: Float64Array) =>
    (strongestPoint(total) / tiles.length) * sqrt(tiles.length / MOST_TILES);
  return { tiles: tiles.length, luma: mean(luma), chroma: mean(chroma) };
}

function tilesIn(image: RgbImage, box: Box): Uint8Array[] {
  const [left, top] = [max(0, floor(box.left)), max(0, floor(box.top))];
  const [width, height] = [min(image.width, box.right) - left, min(image.height, box.bottom) - top];
  if (width < TILE || height < TILE) return [];
  const across = min(TILES_ACROSS, floor(width / TILE));
  const down = min(TILES_ACROSS, floor(height / TILE));
  return Array.from({ length: across * down }, (_, index) => {
    const column = index % across;
    const row = floor(index / across);
    const x = left + floor((width - TILE) * (across > 1 ? column / (across - 1) : 0.5));
    const y = top + floor((height - TILE) * (down > 1 ? row / (down - 1) : 0.5));
    const pixels = new Uint8Array(TILE * TILE * 3);
    for (let line = 0; line < TILE; line++) {
      const start = ((y + line) * image.width + x) * 3;
      pixels.set(image.data.subarray(start, start + TILE * 3), line * TILE * 3);
    }
    return pixels;
  });
}

const HANN = Float64Array.from({ length: TILE }, (_, i) => 0.5 - 0.5 * cos((2 * Math.PI * i) / (TILE - 1)));

/**
 * Adds a tile's power spectra. Brightness is transformed as the real and colour as the imaginary part of one
 * picture; the spectra of both are its even and odd parts. Each tile counts with its own median as unit, so
 * that busy ones do not drown the rest.
 */
function addPower(pixels: Uint8Array, luma: Float64Array, chroma: Float64Array): void {
  const n = TILE;
  const re = new Float64Array(lumaPlane(pixels, n, n).data);
  const im = new Float64Array(n * n);
  for (let i = 0, p = 0; i < im.length; i++, p += 3) im[i] = pixels[p]! - pixels[p + 2]!;
  centre(re);
  centre(im);
  for (let y = 0; y < n; y++) fft(re.subarray(y * n, (y + 1) * n), im.subarray(y * n, (y + 1) * n));
  const [columnRe, columnIm] = [new Float64Array(n), new Float64Array(n)];
  for (let x = 0; x < n; x++) {
    for (let y = 0; y < n; y++) {
      columnRe[y] = re[y * n + x]!;
      columnIm[y] = im[y * n + x]!;
    }
    fft(columnRe, columnIm);
    for (let y = 0; y < n; y++) {
      re[y * n + x] = columnRe[y]!;
      im[y * n + x] = columnIm[y]!;
    }
  }
  const [first, second] = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) {
      const i = y * n + x;
      const j = ((n - y) % n) * n + ((n - x) % n);
      first[i] = ((re[i]! + re[j]!) ** 2 + (im[i]! - im[j]!) ** 2) / 4;
      second[i] = ((im[i]! + im[j]!) ** 2 + (re[j]! - re[i]!) ** 2) / 4;
    }
  }
  add(first, luma);
  add(second, chroma);
}

function centre(plane: Float64Array): void {
  let mean = 0;
  for (let i = 0; i < plane.length; i++) mean += plane[i]! / plane.length;
  for (let i = 0; i < plane.length; i++) {
    plane[i] = (plane[i]! - mean) * HANN[i % TILE]! * HANN[floor(i / TILE)]!;
  }
}

function add(power: Float64Array, total: Float64Array): void {
  const sample = new Float32Array(floor(power.length / 7));
  for (let i = 0; i < sample.length; i++) sample[i] = power[i * 7]!;
  const unit = sample.sort()[sample.length >> 1]! + 1;
  for (let i = 0; i < power.length; i++) total[i]! += log(1 + power[i]! / unit);
}

/**
 * The largest excess of a point over its surroundings in its row, its column and around it, whichever is
 * strongest: an edge's line through the spectrum is as strong beside the point as in it.
 */
function strongestPoint(total: Float64Array): number {
  const n = TILE;
  const at = (x: number, y: number) => total[(y & (n - 1)) * n + (x & (n - 1))]!;
  const onLattice = (f: number) => f % LATTICE < 2 || LATTICE - (f % LATTICE) < 2;
  let strongest = 0;
  for (let y = 0; y < n; y++) {
    const v = y < n / 2 ? y : y - n;
    for (let u = 0; u < n / 2; u++) {
      if (hypot(u, v) < n * MIN_RADIUS || abs(v) > n / 2 - 8 || u > n / 2 - 8) continue;
      if (onLattice(u) && onLattice(abs(v))) continue;
      const here = (at(u, v) * 2 + at(u - 1, v) + at(u + 1, v) + at(u, v - 1) + at(u, v + 1)) / 6;
      let row = 0;
      for (let d = 4; d <= 7; d++) row += at(u - d, v) + at(u + d, v);
      if (here - row / 8 <= strongest) continue;
      let [column, diagonal] = [0, 0];
      for (let d = 4; d <= 7; d++) {
        column += at(u, v - d) + at(u, v + d);
        diagonal += at(u - d, v - d) + at(u + d, v + d) + at(u - d, v + d) + at(u + d, v - d);
      }
      strongest = max(strongest, here - max(row / 8, column / 8, diagonal / 16));
    }
  }
  return strongest;
}
