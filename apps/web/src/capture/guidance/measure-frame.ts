import { type Edges, findEdges } from './find-edges.js';
import type { Box } from './guide.js';
import type { Luma, Planes } from './luma.js';

/** What one picture of the camera shows inside the guide. */
export interface FrameMeasure {
  readonly edges: Edges;
  /** Mean grey, 0 to 255. */
  readonly brightness: number;
  /** Share of pixels that are all but white, 0 to 1. */
  readonly glare: number;
  /** Variance of the Laplacian by the variance of the grey: how much of the contrast is in fine detail. */
  readonly sharpness: number;
  /** Standard deviation of the grey. */
  readonly contrast: number;
  /** Mean change of grey since the picture before; null for the first. */
  readonly motion: number | null;
}

const GLARE_FROM = 250;

/** @param before the grey of the picture before, of the same size */
export function measureFrame(planes: Planes, guide: Box, before: Luma | null): FrameMeasure {
  const { luma } = planes;
  const x0 = Math.max(1, Math.round(guide.left));
  const y0 = Math.max(1, Math.round(guide.top));
  const x1 = Math.min(luma.width - 1, Math.round(guide.left + guide.width));
  const y1 = Math.min(luma.height - 1, Math.round(guide.top + guide.height));
  const { data, width } = luma;
  let [count, sum, squares, fine, bright, moved] = [0, 0, 0, 0, 0, 0];
  for (let y = y0; y < y1; y++) {
    for (let i = y * width + x0; i < y * width + x1; i++) {
      const grey = data[i]!;
      const laplacian = 4 * grey - data[i - 1]! - data[i + 1]! - data[i - width]! - data[i + width]!;
      count++;
      sum += grey;
      squares += grey * grey;
      fine += laplacian * laplacian;
      if (grey >= GLARE_FROM) bright++;
      if (before !== null) moved += Math.abs(grey - before.data[i]!);
    }
  }
  const mean = sum / count;
  const variance = squares / count - mean * mean;
  return {
    edges: findEdges(planes, guide),
    brightness: mean,
    glare: bright / count,
    sharpness: fine / count / Math.max(1, variance),
    contrast: Math.sqrt(Math.max(0, variance)),
    motion: before === null ? null : moved / count,
  };
}
