import type { LumaPlane } from '../../image/luma.js';
import type { Glyph, LineGlyphs } from './line-glyphs.js';

const { abs, log10, max, min } = Math;

/** Air around a glyph that is compared too: what is copied takes its ground along. */
const AIR = 2;
/** Boxes of copies differ by no more pixels than this. */
const SAME_SIZE = 1;

/**
 * How alike the two most similar equal digits of a document are, pixel by pixel: −log10 of their squared
 * difference over their variance, about 1–2 for a digit that was printed twice (its pixels lie otherwise on
 * the sensor and its noise differs) and 2.5 and more for one that was copied. From 0 to 4.
 *
 * Of digitally drawn documents and their screenshots all equal digits are copies, so this only means
 * something on a picture with noise. Null where no two equal digits are of one size.
 */
export function copiedGlyphs(luma: LumaPlane, lines: readonly LineGlyphs[]): number | null {
  const digits = lines.flatMap(({ glyphs }) => glyphs.filter(({ character }) => /\d/.test(character)));
  let best: number | null = null;
  for (let i = 0; i < digits.length; i++) {
    for (let j = i + 1; j < digits.length; j++) {
      const [a, b] = [digits[i]!, digits[j]!];
      if (a.character !== b.character || !sameSize(a, b)) continue;
      const likeness = likenessOf(luma, a, b);
      if (likeness !== null && (best === null || likeness > best)) best = likeness;
    }
  }
  return best;
}

const sameSize = ({ inPicture: a }: Glyph, { inPicture: b }: Glyph): boolean =>
  abs(a.right - a.left - (b.right - b.left)) <= SAME_SIZE &&
  abs(a.bottom - a.top - (b.bottom - b.top)) <= SAME_SIZE;

function likenessOf({ data, width, height }: LumaPlane, { inPicture: a }: Glyph, { inPicture: b }: Glyph) {
  const [w, h] = [a.right - a.left + 2 * AIR, a.bottom - a.top + 2 * AIR];
  const inside = (left: number, top: number) =>
    left >= 0 && top >= 0 && left + w <= width && top + h <= height;
  const start = (a.top - AIR) * width + a.left - AIR;
  if (!inside(a.left - AIR, a.top - AIR)) return null;
  let [sum, squares] = [0, 0];
  for (let y = 0; y < h; y++) {
    for (let i = start + y * width, end = i + w; i < end; i++) {
      sum += data[i]!;
      squares += data[i]! ** 2;
    }
  }
  const variance = squares / (w * h) - (sum / (w * h)) ** 2;
  let least = Number.POSITIVE_INFINITY;
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      const [left, top] = [b.left - AIR + dx, b.top - AIR + dy];
      if (!inside(left, top)) continue;
      const offset = top * width + left - start;
      let [difference, shift] = [0, 0];
      for (let y = 0; y < h; y++) {
        for (let i = start + y * width, end = i + w; i < end; i++) {
          const d = data[i]! - data[i + offset]!;
          difference += d * d;
          shift += d;
        }
      }
      // The fall of light between both places is not a difference.
      least = min(least, difference / (w * h) - (shift / (w * h)) ** 2);
    }
  }
  return variance < 1 || !Number.isFinite(least) ? null : min(4, max(0, -log10(max(1e-4, least / variance))));
}
