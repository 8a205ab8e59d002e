import { LUMA_WEIGHTS } from '../image/luma.js';
import type { InputSpec } from './manifest.js';
import type { Tensor } from './models.js';

/**
 * Turns pixels into the tensor a model wants, as its manifest entry says: colour order, layout and
 * (pixel − mean) · scale.
 *
 * @param pixels interleaved RGB, 0–255, `width · height · 3`.
 * @returns dims `[1, height, width, channels]` or `[1, channels, height, width]`.
 */
export function toInputTensor(
  pixels: Float32Array | Uint8Array,
  width: number,
  height: number,
  spec: InputSpec,
): Tensor {
  const count = width * height;
  const channels = spec.colour === 'grey' ? 1 : 3;
  const data = new Float32Array(count * channels);
  const planar = spec.layout === 'NCHW';
  const dims = planar ? [1, channels, height, width] : [1, height, width, channels];
  const { mean, scale } = spec;
  if (!planar && spec.colour === 'rgb' && mean.length === 1 && scale.length === 1) {
    // Layout and order are the picture's own: one pass, several times as fast.
    const [m, k] = [mean[0]!, scale[0]!];
    for (let i = 0; i < data.length; i++) data[i] = (pixels[i]! - m) * k;
    return { data, dims };
  }
  for (let c = 0; c < channels; c++) {
    const mean = spec.mean[Math.min(c, spec.mean.length - 1)]!;
    const scale = spec.scale[Math.min(c, spec.scale.length - 1)]!;
    const from = spec.colour === 'bgr' ? 2 - c : c;
    for (let i = 0; i < count; i++) {
      const value =
        channels === 3
          ? pixels[i * 3 + from]!
          : pixels[i * 3]! * LUMA_WEIGHTS[0] +
            pixels[i * 3 + 1]! * LUMA_WEIGHTS[1] +
            pixels[i * 3 + 2]! * LUMA_WEIGHTS[2];
      data[planar ? c * count + i : i * channels + c] = (value - mean) * scale;
    }
  }
  return { data, dims };
}
