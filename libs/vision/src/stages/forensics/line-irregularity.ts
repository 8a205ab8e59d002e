import type { LumaPlane } from '../../image/luma.js';
import type { Glyph, LineGlyphs } from './line-glyphs.js';
import { noiseResponse } from './residual-noise.js';

const { abs, log2, max, min } = Math;

/** How a line's most unusual digit departs from the others. */
export interface LineIrregularity {
  /** Largest departure of a digit's top or foot from the line through the others', in heights of a digit; 0 … 1. */
  readonly baseline: number;
  /** Largest departure of a digit's ink from the others' median, as a share of the contrast; 0 … 1. */
  readonly ink: number;
  /** Octaves by which the plainest digit's ground is less noisy than the others'; from 0 up, null where there is no noise. */
  readonly noiseGap: number | null;
}

/** Fewer digits than this have no majority. */
const MIN_DIGITS = 5;
/** Below this response (levels of 0–255) compression has removed the noise. */
const MIN_NOISE = 0.35;

/** Compares the digits of one line with each other; null where there are fewer than five. */
export function lineIrregularity(luma: LumaPlane, { glyphs, ground }: LineGlyphs): LineIrregularity | null {
  const digits = glyphs.filter(({ character }) => /\d/.test(character));
  if (digits.length < MIN_DIGITS) return null;
  const height = median(digits.map(({ box }) => box.bottom - box.top));
  const inks = digits.map(({ ink }) => ink);
  const usual = median(inks);
  const departures = (value: (glyph: Glyph) => number) => {
    const { slope, offset } = line(digits.map((glyph) => [glyph.box.left, value(glyph)] as const));
    return digits.map((glyph) => abs(value(glyph) - slope * glyph.box.left - offset) / height);
  };
  const noises = digits.map((digit) => groundNoise(luma, digit, (ground + usual) / 2));
  const measured = noises.filter((noise) => noise !== null);
  const usualNoise = measured.length >= MIN_DIGITS ? median(measured) : 0;
  return {
    baseline: min(1, max(...departures(({ box }) => box.top), ...departures(({ box }) => box.bottom))),
    ink: min(1, max(...inks.map((ink) => abs(ink - usual))) / max(1, ground - usual)),
    noiseGap: usualNoise < MIN_NOISE ? null : max(0, log2(usualNoise / max(0.05, min(...measured)))),
  };
}

/** Mean absolute noise response of the ground in and beside a glyph's box, away from its ink. */
function groundNoise(
  { data, width, height }: LumaPlane,
  { inPicture }: Glyph,
  threshold: number,
): number | null {
  let [sum, count] = [0, 0];
  for (let y = max(2, inPicture.top - 2); y < min(height - 2, inPicture.bottom + 2); y++) {
    for (let x = max(2, inPicture.left - 1); x < min(width - 2, inPicture.right + 1); x++) {
      const i = y * width + x;
      let darkest = 255;
      for (const j of [
        i - width - 1,
        i - width,
        i - width + 1,
        i - 1,
        i,
        i + 1,
        i + width - 1,
        i + width,
        i + width + 1,
      ])
        darkest = min(darkest, data[j]!);
      if (darkest < threshold + (255 - threshold) * 0.25) continue;
      sum += abs(noiseResponse(data, width, i));
      count += 1;
    }
  }
  return count < 12 ? null : sum / count;
}

/** Median of the slopes between all pairs (Theil, 1950; Sen, 1968): one outlier does not move it. */
function line(points: readonly (readonly [number, number])[]): { slope: number; offset: number } {
  const slopes = points.flatMap(([x, y], i) => points.slice(i + 1).map(([u, v]) => (v - y) / max(1, u - x)));
  const slope = median(slopes);
  return { slope, offset: median(points.map(([x, y]) => y - slope * x)) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
