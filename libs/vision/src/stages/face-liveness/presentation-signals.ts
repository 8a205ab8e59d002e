import type { Box } from '../../image/geometry.js';
import { laplacianSharpness, lumaPlane, quantile } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { warpToImage, windowMap } from '../../image/warp.js';
import { spectralSignals } from './spectrum.js';

/**
 * Traces of a face having been printed or displayed before it was photographed. Measured on 24 live and
 * 13 attack pictures, the figure is the area under the ROC curve; each is evidence, none a decision.
 */
export interface PresentationSignals {
  /** First percentile of brightness, 0–255. Ink and glass never get black (prints 0.89). */
  readonly blackLevel: number;
  /** log10 sharpness at 160 px. Prints and second photographs lose fine detail (0.90). */
  readonly sharpness: number;
  /** Distinct 15-bit colours per square root of pixels. Ink mixes few (0.82). */
  readonly distinctColours: number;
  /** See `SpectralSignals` (screens 0.95); null when the picture is too small to tell. */
  readonly midLowSlope: number | null;
  /** See `SpectralSignals` (screens 0.75; overlaps real photographs); null when the picture is too small. */
  readonly moirePeak: number | null;
}

const CROP_SIZE = 160;
/** Offsets of the spectral tiles from the centre of the face, in face sizes. */
const TILE_OFFSETS = [
  [0, 0],
  [-0.35, -0.25],
  [0.35, -0.25],
  [-0.35, 0.35],
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
    sharpness: laplacianSharpness(luma),
    distinctColours: countColours(crop) / CROP_SIZE,
    midLowSlope: slopes.length > 0 ? quantile(slopes, 0.5) : null,
    moirePeak: spectra.length > 0 ? Math.max(...spectra.map((tile) => tile.moirePeak)) : null,
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

function countColours({ data }: RgbImage): number {
  const colours = new Set<number>();
  for (let i = 0; i < data.length; i += 3) {
    colours.add(((data[i]! >> 3) << 10) | ((data[i + 1]! >> 3) << 5) | (data[i + 2]! >> 3));
  }
  return colours.size;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
