import type { Box } from '../../image/geometry.js';
import { quantile } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { partsOf } from '../quality/find-glare.js';

/** The blue field with a state's sign, in shares of the page's width and height, and how much of its box is blue. */
export interface SignField extends Box {
  /** Share of the box that is blue; the sign and the stars are not. 0 … 1. */
  readonly filled: number;
}

/** The field stands at the upper left: its box ends within these shares of the page. */
const RIGHT = 0.3;
const BOTTOM = 0.32;
/** Shares of the page's width: annex I of directive 2006/126/EC draws it some 10 mm wide on a card of 85.6. */
const MIN_WIDTH = 0.05;
const MAX_WIDTH = 0.24;
/** Width over height of the field, a flag's or a square's. */
const MIN_ASPECT = 0.8;
const MAX_ASPECT = 2.4;
const MIN_FILLED = 0.5;
/** Blue exceeds red by this much of the brightest, beyond what the page's own ground does. */
const MIN_BLUE = 0.22;
/** Parts closer than this share of the page's width are one: sign and stars cut the field. */
const GROWTH = 2;

/** Finds the blue field in which a European licence bears the sign of its state; null where there is none. */
export function findSignField(page: RgbImage): SignField | null {
  const [width, height] = [Math.round(page.width * RIGHT), Math.round(page.height * BOTTOM)];
  const blueness = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * page.width + x);
      const [red, green, blue] = [page.data[at]!, page.data[at + 1]!, page.data[at + 2]!];
      blueness[y * width + x] = (blue - Math.max(red, 0.8 * green)) / Math.max(red, green, blue, 60);
    }
  }
  const ground = quantile(blueness, 0.5);
  const mask = new Uint8Array(width * height);
  for (let at = 0; at < mask.length; at++) mask[at] = blueness[at]! - Math.max(0, ground) > MIN_BLUE ? 1 : 0;
  const parts = partsOf(grown(mask, width, height), width, height);
  const fields = parts.flatMap((part): SignField[] => {
    let [left, top, right, bottom] = [width, height, 0, 0];
    let blue = 0;
    for (const at of part) {
      if (!mask[at]) continue;
      blue++;
      const [x, y] = [at % width, Math.floor(at / width)];
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
    const [wide, high] = [right - left, bottom - top];
    const filled = blue / Math.max(1, wide * high);
    const aspect = wide / Math.max(1, high);
    const share = wide / page.width;
    if (share < MIN_WIDTH || share > MAX_WIDTH || aspect < MIN_ASPECT || aspect > MAX_ASPECT) return [];
    return filled < MIN_FILLED
      ? []
      : [
          {
            left: left / page.width,
            top: top / page.height,
            right: right / page.width,
            bottom: bottom / page.height,
            filled,
          },
        ];
  });
  return fields.sort((a, b) => b.filled - a.filled)[0] ?? null;
}

function grown(mask: Uint8Array, width: number, height: number): Uint8Array {
  const wide = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!mask[y * width + x]) continue;
      for (let v = Math.max(0, y - GROWTH); v <= Math.min(height - 1, y + GROWTH); v++) {
        for (let u = Math.max(0, x - GROWTH); u <= Math.min(width - 1, x + GROWTH); u++)
          wide[v * width + u] = 1;
      }
    }
  }
  return wide;
}
