import type { Box } from '../../image/geometry.js';
import { resizeImage } from '../../image/resize.js';
import type { RgbImage } from '../../image/rgb-image.js';

/** Cells of the coarse views that are compared: trifles such as leaves and screens vanish in them. */
const COLUMNS = 32;
const ROWS = 32;

/** By so many cells a hand moves the camera between two pictures. */
const MAX_SHIFT = 2;

/** The head and its hair reach this far beyond the outline of the face, in widths of it. */
const HEAD_MARGIN = 0.6;

/** With less in common, as in a close-up, there is no background to compare. */
const MIN_SHARED = 0.12;

/** Automatic exposure may change the whole picture by this factor. */
const MAX_GAIN = 1.25;

/** What lies around the face of one picture, coarsely. */
export interface Surroundings {
  readonly pixels: Uint8Array;
  /** 1 where a cell shows neither head nor body. */
  readonly open: Uint8Array;
}

/**
 * How much the surroundings of a face differ between two pictures: mean difference of colour, 0–255, after allowing
 * for a moved camera and another exposure. Head and body are left out. Null when little else is to be seen.
 */
export function backgroundDifference(p: Surroundings, q: Surroundings): number | null {
  let least: number | null = null;
  for (let dy = -MAX_SHIFT; dy <= MAX_SHIFT; dy++) {
    for (let dx = -MAX_SHIFT; dx <= MAX_SHIFT; dx++) {
      const difference = compare(p, q, dx, dy);
      if (difference !== null && (least === null || difference < least)) least = difference;
    }
  }
  return least;
}

/** The surroundings of a face, to be compared with those in other pictures. */
export async function surroundingsOf(image: RgbImage, face: Box): Promise<Surroundings> {
  const margin = (face.right - face.left) * HEAD_MARGIN;
  const [kx, ky] = [COLUMNS / image.width, ROWS / image.height];
  const open = new Uint8Array(COLUMNS * ROWS);
  for (let y = 0; y < ROWS; y++) {
    for (let x = 0; x < COLUMNS; x++) {
      const beside = x + 1 < (face.left - margin) * kx || x > (face.right + margin) * kx;
      const above = y + 1 < (face.top - margin) * ky;
      // Shoulders are wider than the head and lie below the chin.
      const shoulders = y > face.bottom * ky;
      open[y * COLUMNS + x] = above || (beside && !shoulders) ? 1 : 0;
    }
  }
  return { pixels: (await resizeImage(image, COLUMNS, ROWS)).data, open };
}

function compare(p: Surroundings, q: Surroundings, dx: number, dy: number): number | null {
  const pairs: [number, number][] = [];
  for (let y = Math.max(0, -dy); y < Math.min(ROWS, ROWS - dy); y++) {
    for (let x = Math.max(0, -dx); x < Math.min(COLUMNS, COLUMNS - dx); x++) {
      const [i, j] = [y * COLUMNS + x, (y + dy) * COLUMNS + x + dx];
      if (p.open[i] && q.open[j]) pairs.push([3 * i, 3 * j]);
    }
  }
  if (pairs.length < MIN_SHARED * COLUMNS * ROWS) return null;
  const brightness = (view: Surroundings, side: 0 | 1) =>
    pairs.reduce(
      (sum, pair) =>
        sum + view.pixels[pair[side]]! + view.pixels[pair[side] + 1]! + view.pixels[pair[side] + 2]!,
      1,
    );
  const gain = Math.max(1 / MAX_GAIN, Math.min(MAX_GAIN, brightness(q, 1) / brightness(p, 0)));
  let sum = 0;
  for (const [i, j] of pairs) {
    for (let ch = 0; ch < 3; ch++) sum += Math.abs(p.pixels[i + ch]! * gain - q.pixels[j + ch]!);
  }
  return sum / (3 * pairs.length);
}
