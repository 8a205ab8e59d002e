import type { Box } from '../../image/geometry.js';
import { laplacianSharpness, lumaPlane, quantile } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { warpToImage, windowMap } from '../../image/warp.js';
import { displayGrid } from '../forensics/display-grid.js';
import { spectralSignals } from './spectrum.js';

/**
 * Traces of a face having been printed or displayed before it was photographed. Each is evidence, none a decision; how
 * well each tells attacks apart is printed by `npm run bench:selfie -- --liveness DIR` (docs/accuracy.md).
 */
export interface PresentationSignals {
  /** First percentile of brightness, 0–255. Ink and glass never get black. Live 0–57, prints 23–113. */
  readonly blackLevel: number;
  /**
   * The darkest five hundredth of the head with its surroundings, 0–255. Hair, pupils, clothes and shadows are black somewhere, on
   * a sheet of paper nothing is. Of 50 live pictures at most 25, simulated prints from 32, three of four real ones below.
   */
  readonly headBlack: number;
  /** log10 sharpness at 160 px, 0–5. Prints and second photographs lose fine detail. Live 1.3–3.4, prints 1.0–2.8. */
  readonly sharpness: number;
  /** Distinct 15-bit colours per square root of pixels, 0–160. Ink mixes few, noise on a display many. Live 1.8–8. */
  readonly distinctColours: number;
  /** See `SpectralSignals`, −2 to 0.5; null when the picture is too small to tell. Overlaps wholly: kept for the record. */
  readonly midLowSlope: number | null;
  /** See `SpectralSignals`, 0.6–3; null when the picture is too small. Live up to 1.6. */
  readonly moirePeak: number | null;
  /**
   * See `DisplayGrid`, 0.3–8, the strongest of brightness and colour, about the face and all over the picture; null when too small.
   * Live up to 0.9.
   */
  readonly pixelGrid: number | null;
}

const CROP_SIZE = 160;
/** Offsets of the spectral tiles from the centre of the face, in face sizes. */
const TILE_OFFSETS = [
  [0, 0],
  [-0.35, -0.25],
  [0.35, 0.35],
] as const;

/** Measures the signals on a face in its picture's own resolution. */
export function presentationSignals(image: RgbImage, face: Box): PresentationSignals {
  const side = Math.max(face.right - face.left, face.bottom - face.top);
  const centreX = (face.left + face.right) / 2;
  const centreY = (face.top + face.bottom) / 2;
  const crop = centralCrop(image, centreX, centreY, side);
  const luma = lumaPlane(crop.data, CROP_SIZE, CROP_SIZE);
  const spectra = tilesAround(image, centreX, centreY, side).map(spectralSignals);
  const slopes = spectra.map((tile) => tile.midLowSlope);
  return {
    blackLevel: quantile(luma.data, 0.01),
    headBlack: headBlack(image, centreX, centreY, face.right - face.left),
    sharpness: laplacianSharpness(luma),
    distinctColours: countColours(crop) / CROP_SIZE,
    midLowSlope: slopes.length > 0 ? quantile(slopes, 0.5) : null,
    moirePeak: spectra.length > 0 ? Math.max(...spectra.map((tile) => tile.moirePeak)) : null,
    pixelGrid: strongestGrid(image, [
      widened(face, image),
      { left: 0, top: 0, right: image.width, bottom: image.height },
    ]),
  };
}

function centralCrop(image: RgbImage, centreX: number, centreY: number, side: number): RgbImage {
  const left = clamp(Math.round(centreX - side * 0.4), 0, image.width - 2);
  const top = clamp(Math.round(centreY - side * 0.45), 0, image.height - 2);
  const width = Math.min(Math.round(side * 0.8), image.width - left);
  const height = Math.min(Math.round(side * 0.9), image.height - top);
  return warpToImage(image, windowMap(left, top, width, height, CROP_SIZE, CROP_SIZE), CROP_SIZE, CROP_SIZE);
}

function tilesAround(image: RgbImage, centreX: number, centreY: number, side: number) {
  const n = side >= 360 ? 256 : 128;
  if (image.width < n || image.height < n) return [];
  return TILE_OFFSETS.map(([dx, dy]) => {
    const left = clamp(Math.round(centreX + dx * side - n / 2), 0, image.width - n);
    const top = clamp(Math.round(centreY + dy * side - n / 2), 0, image.height - n);
    const pixels = new Uint8Array(n * n * 3);
    for (let y = 0; y < n; y++) {
      const start = ((top + y) * image.width + left) * 3;
      pixels.set(image.data.subarray(start, start + n * 3), y * n * 3);
    }
    return lumaPlane(pixels, n, n);
  });
}

/** A display's grid may be seen in colour alone, and beat away from the face. */
function strongestGrid(image: RgbImage, boxes: readonly Box[]): number | null {
  const found = boxes.flatMap((box) => displayGrid(image, box) ?? []);
  return found.length === 0 ? null : Math.max(...found.flatMap(({ luma, chroma }) => [luma, chroma]));
}

/** Widths of the face from its middle to the sides of the square that holds the head. */
const HEAD_REACH = 1.25;
const HEAD_SIZE = 400;

function headBlack(image: RgbImage, centreX: number, centreY: number, width: number): number {
  const left = clamp(Math.round(centreX - width * HEAD_REACH), 0, image.width - 2);
  const top = clamp(Math.round(centreY - width * HEAD_REACH), 0, image.height - 2);
  const right = Math.min(image.width, Math.round(centreX + width * HEAD_REACH));
  const bottom = Math.min(image.height, Math.round(centreY + width * HEAD_REACH));
  const view = windowMap(left, top, right - left, bottom - top, HEAD_SIZE, HEAD_SIZE);
  // White beyond the border: what is not there is not black.
  const head = warpToImage(image, view, HEAD_SIZE, HEAD_SIZE, 255);
  return quantile(lumaPlane(head.data, HEAD_SIZE, HEAD_SIZE).data, 0.002);
}

function widened({ left, right, top, bottom }: Box, { width, height }: RgbImage): Box {
  const margin = (right - left) / 4;
  return {
    left: Math.max(0, left - margin),
    right: Math.min(width, right + margin),
    top: Math.max(0, top - margin),
    bottom: Math.min(height, bottom + margin),
  };
}

function countColours({ data }: RgbImage): number {
  const seen = new Uint8Array(1 << 15);
  let colours = 0;
  for (let i = 0; i < data.length; i += 3) {
    const colour = ((data[i]! >> 3) << 10) | ((data[i + 1]! >> 3) << 5) | (data[i + 2]! >> 3);
    if (seen[colour] === 0) colours++;
    seen[colour] = 1;
  }
  return colours;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
