import type { RgbImage } from './rgb-image.js';

/** Shares of red, green and blue in brightness, by ITU-R BT.601 (as JPEG uses). */
export const LUMA_WEIGHTS = [0.299, 0.587, 0.114] as const;

/** One value per pixel, row-major. */
export interface LumaPlane {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Brightness 0–255 of every pixel of interleaved RGB, by {@link LUMA_WEIGHTS}. */
export function lumaPlane(pixels: RgbImage['data'] | Float32Array, width: number, height: number): LumaPlane {
  const data = new Float32Array(width * height);
  const [red, green, blue] = LUMA_WEIGHTS;
  for (let i = 0, p = 0; i < data.length; i++, p += 3) {
    data[i] = red * pixels[p]! + green * pixels[p + 1]! + blue * pixels[p + 2]!;
  }
  return { data, width, height };
}

/** Brightness of a whole picture. */
export function lumaOf(image: RgbImage): LumaPlane {
  return lumaPlane(image.data, image.width, image.height);
}

/**
 * Sharpness as log10(1 + variance of the 4-neighbour Laplacian): about 1 for a blur, 3 for fine detail.
 * Only comparable between planes of the same scale.
 */
export function laplacianSharpness({ data, width, height }: LumaPlane): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const v = 4 * data[i]! - data[i - 1]! - data[i + 1]! - data[i - width]! - data[i + width]!;
      sum += v;
      squares += v * v;
      count++;
    }
  }
  if (count === 0) throw new RangeError('the plane has no inner pixel');
  return Math.log10(squares / count - (sum / count) ** 2 + 1);
}

/** The value below which `share` (0–1) of the values lie. @throws {RangeError} on an empty list. */
export function quantile(values: ArrayLike<number>, share: number): number {
  return quantiles(values, [share])[0]!;
}

/** Several quantiles of the same values, which are sorted once. @throws {RangeError} on an empty list. */
export function quantiles(values: ArrayLike<number>, shares: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('no values');
  const sorted = Float64Array.from(values).sort();
  return shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
}
