import type { RgbImage } from '../../image/rgb-image.js';

/** All channels at or above: nothing printed there is left. */
const BURNT = 248;
/** Parts smaller than this share of the page hide a character at most. */
const MIN_SHARE = 0.003;
/** Distances from a burnt part, in pixels at 500 px, at which its surroundings are looked at. */
const NEAR = 3;
const FAR = 20;
/** Beside a reflection the light falls off slowly; beside white paper there is ink, an edge, or more white. */
const MIN_NEAR_LIGHTNESS = 215;
const MAX_FAR_LIGHTNESS = 240;
/** Light erases print, but for some at its rim; white paper between letters is full of holes. */
const MAX_HOLES = 0.12;

/**
 * Share of a page, 0 … 1, on which a reflection has burnt out whatever is printed there.
 *
 * White paper does not count: a burnt part is glare only when it has no ink inside, ends softly and lies on
 * something that is not white itself.
 *
 * @param page some 500 px wide or high; distances are meant at that size
 */
export function findGlare({ data, width, height }: RgbImage): number {
  const pixels = width * height;
  const burnt = new Uint8Array(pixels);
  const lightness = new Uint8Array(pixels);
  for (let i = 0, p = 0; i < pixels; i++, p += 3) {
    const [red, green, blue] = [data[p]!, data[p + 1]!, data[p + 2]!];
    burnt[i] = Math.min(red, green, blue) >= BURNT ? 1 : 0;
    lightness[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  let glare = 0;
  for (const part of partsOf(burnt, width, height)) {
    if (part.length < MIN_SHARE * pixels) continue;
    if (holesOf(part, width, height) > MAX_HOLES * part.length) continue;
    const rings = ringsAround(part, width, height);
    const near = medianOf(rings[NEAR]!, lightness);
    const far = medianOf(rings[FAR]!, lightness);
    if (near !== null && far !== null && near >= MIN_NEAR_LIGHTNESS && far <= MAX_FAR_LIGHTNESS) {
      glare += part.length;
    }
  }
  return glare / pixels;
}

/** The four-connected parts of a mask, each as the positions of its pixels. */
export function partsOf(mask: Uint8Array, width: number, height: number): number[][] {
  const seen = Uint8Array.from(mask, (value) => 1 - value);
  const parts: number[][] = [];
  for (let start = 0; start < mask.length; start++) {
    if (seen[start]) continue;
    const part = [start];
    seen[start] = 1;
    for (const at of part) {
      for (const next of neighbours(at, width, height)) {
        if (seen[next]) continue;
        seen[next] = 1;
        part.push(next);
      }
    }
    parts.push(part);
  }
  return parts;
}

function neighbours(at: number, width: number, height: number): number[] {
  const x = at % width;
  const found: number[] = [];
  if (x > 0) found.push(at - 1);
  if (x < width - 1) found.push(at + 1);
  if (at >= width) found.push(at - width);
  if (at < width * (height - 1)) found.push(at + width);
  return found;
}

/** How many pixels a part encloses without containing them. */
function holesOf(part: readonly number[], width: number, height: number): number {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (const at of part) {
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  // One pixel wider than the part, so that everything outside of it hangs together.
  const across = right - left + 3;
  const down = bottom - top + 3;
  const outside = new Uint8Array(across * down).fill(1);
  for (const at of part) {
    outside[(Math.floor(at / width) - top + 1) * across + (at % width) - left + 1] = 0;
  }
  const reached = partsOf(outside, across, down)[0]!.length;
  return across * down - reached - part.length;
}

/** Pixels at each distance (in steps to the next pixel) from a part, up to `FAR`. */
function ringsAround(part: readonly number[], width: number, height: number): number[][] {
  const seen = new Uint8Array(width * height);
  for (const at of part) seen[at] = 1;
  const rings: number[][] = [[...part]];
  for (let distance = 1; distance <= FAR; distance++) {
    const ring: number[] = [];
    for (const at of rings[distance - 1]!) {
      for (const next of neighbours(at, width, height)) {
        if (seen[next]) continue;
        seen[next] = 1;
        ring.push(next);
      }
    }
    rings.push(ring);
  }
  return rings;
}

function medianOf(positions: readonly number[], values: Uint8Array): number | null {
  const sorted = positions.map((at) => values[at]!).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
