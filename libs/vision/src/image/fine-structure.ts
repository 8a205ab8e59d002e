import type { LumaPlane } from './luma.js';

/** Bound once: in hot loops a look-up through the global object costs as much as the work. */
const { max, min } = Math;

/** Each value minus the mean of the square of pixels within `radius` of it: fine structure without the fall of light. */
export function withoutBlur({ data, width, height }: LumaPlane, radius: number): LumaPlane {
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let v = max(0, y - radius); v <= min(height - 1, y + radius); v++) {
        for (let u = max(0, x - radius); u <= min(width - 1, x + radius); u++) {
          sum += data[v * width + u]!;
          count++;
        }
      }
      out[y * width + x] = data[y * width + x]! - sum / count;
    }
  }
  return { data: out, width, height };
}

/** Correlation of two lists of deviations, −1 to 1; 0 when either side is constant. */
export function correlation(p: Float32Array, q: Float32Array): number {
  let dot = 0;
  let pp = 0;
  let qq = 0;
  for (let i = 0; i < p.length; i++) {
    dot += p[i]! * q[i]!;
    pp += p[i]! ** 2;
    qq += q[i]! ** 2;
  }
  return pp === 0 || qq === 0 ? 0 : dot / Math.sqrt(pp * qq);
}
