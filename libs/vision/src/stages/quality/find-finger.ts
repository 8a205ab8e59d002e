import { warpQuad } from '../../image/perspective.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { partsOf } from './find-glare.js';

/** Longest side of the page as looked at, and how much around it, in pixels. */
const PAGE_SIDE = 360;
const MARGIN = 24;
/** Inside and outside of the border, colours are compared at these distances from it. */
const INSIDE = 9;
const OUTSIDE = 12;
/** Largest difference, summed over the channels, between two places on one finger. */
const MAX_DIFFERENCE = 75;
/** A finger is broader than this share of the page's longer side (4 mm of a card, 6 mm of a passport page). */
const MIN_BREADTH = 0.05;

/**
 * Share of a page, 0 … 1, under skin that crosses the page's border: a finger that holds it.
 *
 * Skin alone tells nothing: portraits are skin inside, wooden tables have its colour outside. A finger is where
 * the border itself disappears and both its sides have one colour, that of skin.
 */
export function findFinger(picture: RgbImage, outline: Quad): number {
  const scale = PAGE_SIDE / Math.max(quadWidth(outline), quadHeight(outline));
  const width = Math.round(quadWidth(outline) * scale);
  const height = Math.round(quadHeight(outline) * scale);
  const across = width + 2 * MARGIN;
  const down = height + 2 * MARGIN;
  const { data } = warpQuad(picture, widen(outline, MARGIN / width, MARGIN / height), across, down);
  const skin = new Uint8Array(across * down);
  for (let i = 0; i < skin.length; i++) {
    skin[i] = isSkin(data[i * 3]!, data[i * 3 + 1]!, data[i * 3 + 2]!) ? 1 : 0;
  }
  const crossings = crossingsOf(data, skin, width, height);
  if (crossings.length === 0) return 0;

  const inside = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) inside[y * width + x] = skin[(y + MARGIN) * across + x + MARGIN]!;
  }
  const wanted = new Set(crossings);
  const covered = partsOf(inside, width, height).filter((part) => part.some((at) => wanted.has(at)));
  return covered.reduce((sum, part) => sum + part.length, 0) / (width * height);
}

/** Places inside the page, next to its border, where skin runs across it over the breadth of a finger. */
function crossingsOf(data: Uint8Array, skin: Uint8Array, width: number, height: number): number[] {
  const across = width + 2 * MARGIN;
  const found: number[] = [];
  const borders: readonly (readonly [length: number, at: (along: number, inwards: number) => Point])[] = [
    [width, (along, inwards) => [along, inwards]],
    [width, (along, inwards) => [along, height - 1 - inwards]],
    [height, (along, inwards) => [inwards, along]],
    [height, (along, inwards) => [width - 1 - inwards, along]],
  ];
  for (const [length, at] of borders) {
    const position = (along: number, inwards: number) => {
      const [x, y] = at(along, inwards);
      return (y + MARGIN) * across + x + MARGIN;
    };
    let run: number[] = [];
    const end = () => {
      if (run.length >= MIN_BREADTH * Math.max(width, height)) found.push(...run);
      run = [];
    };
    for (let along = 0; along < length; along++) {
      const [x, y] = at(along, INSIDE);
      if (crosses(data, skin, (inwards) => position(along, inwards))) run.push(y * width + x);
      else end();
    }
    end();
  }
  return found;
}

/** Whether all is skin from outside the border to inside of it, and of one colour. */
function crosses(data: Uint8Array, skin: Uint8Array, position: (inwards: number) => number): boolean {
  for (let inwards = -OUTSIDE; inwards <= INSIDE; inwards += 3) if (!skin[position(inwards)]) return false;
  const [outer, border, inner] = [position(-OUTSIDE), position(0), position(INSIDE)];
  return difference(data, outer, inner) < MAX_DIFFERENCE && difference(data, border, inner) < MAX_DIFFERENCE;
}

function difference(data: Uint8Array, a: number, b: number): number {
  let sum = 0;
  for (let channel = 0; channel < 3; channel++)
    sum += Math.abs(data[a * 3 + channel]! - data[b * 3 + channel]!);
  return sum;
}

/**
 * Skin of every tone by its chroma (Chai and Ngan, "Face segmentation using skin-color map in videophone
 * applications", IEEE Trans. CSVT 9(4), 1999): 77 ≤ Cb ≤ 127 and 133 ≤ Cr ≤ 173.
 */
function isSkin(red: number, green: number, blue: number): boolean {
  const cb = 128 - 0.1687 * red - 0.3313 * green + 0.5 * blue;
  const cr = 128 + 0.5 * red - 0.4187 * green - 0.0813 * blue;
  return cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173;
}

/** The quad with its corners moved outwards by shares of its own width and height. */
function widen([a, b, c, d]: Quad, shareX: number, shareY: number): Quad {
  const out = ([x, y]: Point, [hx, hy]: Point, [vx, vy]: Point): Point => [
    x + shareX * (x - hx) + shareY * (x - vx),
    y + shareX * (y - hy) + shareY * (y - vy),
  ];
  return [out(a, b, d), out(b, a, c), out(c, d, b), out(d, c, a)];
}
