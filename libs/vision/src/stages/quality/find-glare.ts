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
    const red = data[p]!;
    const green = data[p + 1]!;
    const blue = data[p + 2]!;
    burnt[i] = red >= BURNT && green >= BURNT && blue >= BURNT ? 1 : 0;
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
export function partsOf(mask: Uint8Array, width: number, height: number): Int32Array[] {
  const seen = Uint8Array.from(mask, (value) => 1 - value);
  const positions = new Int32Array(mask.length);
  const parts: Int32Array[] = [];
  let taken = 0;
  for (let start = 0; start < mask.length; start++) {
    if (seen[start]) continue;
    const end = flood(start, seen, width, height, positions, taken);
    parts.push(positions.subarray(taken, end));
    taken = end;
  }
  return parts;
}

/**
 * Writes the unseen positions that hang together with `start` into `into`, from `first` on; they are seen from then on.
 *
 * @returns the index behind the last.
 */
function flood(
  start: number,
  seen: Uint8Array,
  width: number,
  height: number,
  into: Int32Array,
  first: number,
): number {
  into[first] = start;
  seen[start] = 1;
  let end = first + 1;
  for (let i = first; i < end; i++) end = spread(into[i]!, seen, width, height, into, end);
  return end;
}

/** Appends the unseen ones of a position's four neighbours. Called for every pixel: nothing is allocated. */
function spread(
  at: number,
  seen: Uint8Array,
  width: number,
  height: number,
  into: Int32Array,
  end: number,
): number {
  const x = at % width;
  let next = end;
  if (x > 0 && !seen[at - 1]) {
    seen[at - 1] = 1;
    into[next++] = at - 1;
  }
  if (x < width - 1 && !seen[at + 1]) {
    seen[at + 1] = 1;
    into[next++] = at + 1;
  }
  if (at >= width && !seen[at - width]) {
    seen[at - width] = 1;
    into[next++] = at - width;
  }
  if (at < width * (height - 1) && !seen[at + width]) {
    seen[at + width] = 1;
    into[next++] = at + width;
  }
  return next;
}

/** How many pixels a part encloses without containing them. */
function holesOf(part: Int32Array, width: number, height: number): number {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (const at of part) {
    const x = at % width;
    const y = Math.floor(at / width);
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  // One pixel wider than the part, so that everything outside of it hangs together.
  const across = right - left + 3;
  const down = bottom - top + 3;
  const seen = new Uint8Array(across * down);
  for (const at of part) {
    seen[(Math.floor(at / width) - top + 1) * across + (at % width) - left + 1] = 1;
  }
  const reached = flood(0, seen, across, down, new Int32Array(across * down), 0);
  return across * down - reached - part.length;
}

/** Pixels at each distance (in steps to the next pixel) from a part, up to `FAR`. */
function ringsAround(part: Int32Array, width: number, height: number): Int32Array[] {
  const seen = new Uint8Array(width * height);
  for (const at of part) seen[at] = 1;
  const positions = new Int32Array(width * height);
  const rings: Int32Array[] = [part];
  let [start, end] = [0, 0];
  for (let distance = 1; distance <= FAR; distance++) {
    for (const at of rings[distance - 1]!) end = spread(at, seen, width, height, positions, end);
    rings.push(positions.subarray(start, end));
    start = end;
  }
  return rings;
}

function medianOf(positions: Int32Array, values: Uint8Array): number | null {
  const sorted = Uint8Array.from(positions, (at) => values[at]!).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
