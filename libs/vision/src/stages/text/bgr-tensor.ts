import type { RgbImage } from '../../image/rgb-image.js';
import type { Tensor } from '../../runtime/models.js';

/**
 * Planar blue, green, red: (x / 255 − mean) / deviation per plane.
 *
 * @returns dims `[1, 3, height, width]`.
 */
export function toBgrTensor(image: RgbImage, mean: readonly number[], deviation: readonly number[]): Tensor {
  const { data, width, height } = image;
  const pixels = width * height;
  const planes = new Float32Array(3 * pixels);
  for (let plane = 0; plane < 3; plane++) {
    const scale = 1 / (255 * deviation[plane]!);
    const shift = mean[plane]! / deviation[plane]!;
    for (let i = 0; i < pixels; i++) planes[plane * pixels + i] = data[3 * i + 2 - plane]! * scale - shift;
  }
  return { data: planes, dims: [1, 3, height, width] };
}
