/**
 * A binary picture of one bit a pixel, so that 32 pixels of a row are dilated or eroded by one operation: some
 * ten times as fast as on bytes, with the same result as OpenCV's rectangular kernels.
 */
export interface BitMask {
  readonly words: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** A shift stays within a word and its neighbour. */
const MAX_SHIFT = 31;

const wordsPerRow = (width: number): number => (width + 31) >>> 5;

/** Packs a picture of one byte a pixel; all but zero is set. */
export function packBits(bytes: Uint8Array, width: number, height: number): BitMask {
  const perRow = wordsPerRow(width);
  const words = new Uint32Array(perRow * height);
  for (let y = 0, i = 0, at = 0; y < height; y++) {
    for (let w = 0; w < perRow; w++, at++) {
      const end = Math.min(width - 32 * w, 32);
      let word = 0;
      for (let bit = 0; bit < end; bit++, i++) if (bytes[i] !== 0) word |= 1 << bit;
      words[at] = word;
    }
  }
  return { words, width, height };
}

/** One byte a pixel, 0 or 255. */
export function unpackBits({ words, width, height }: BitMask): Uint8Array {
  const perRow = wordsPerRow(width);
  const bytes = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let w = 0; w < perRow; w++) {
      const end = Math.min(width - 32 * w, 32);
      let word = words[y * perRow + w]!;
      if (word === 0) {
        i += end;
        continue;
      }
      for (let bit = 0; bit < end; bit++, i++, word >>>= 1) bytes[i] = word & 1 ? 255 : 0;
    }
  }
  return bytes;
}

/** Sets what lies within a `kernelWidth` × `kernelHeight` rectangle (odd sides) of a set pixel. */
export function dilateBits(mask: BitMask, kernelWidth: number, kernelHeight: number): BitMask {
  const { width, height } = mask;
  const perRow = wordsPerRow(width);
  let from = mask.words.slice();
  let to = new Uint32Array(from.length);
  // Shifted by at most one more than the reach, copies leave no gap even at the border, where one side is cut off.
  for (let reach = 0, radius = kernelWidth >> 1; reach < radius; ) {
    const shift = Math.min(reach + 1, radius - reach, MAX_SHIFT);
    for (let y = 0, i = 0; y < height; y++) {
      let left = 0;
      for (let w = 0; w < perRow; w++, i++) {
        const word = from[i]!;
        const right = w + 1 < perRow ? from[i + 1]! : 0;
        to[i] = word | (word << shift) | (left >>> (32 - shift)) | (word >>> shift) | (right << (32 - shift));
        left = word;
      }
    }
    [from, to] = [to, from];
    reach += shift;
  }
  for (let step = 1; step < kernelHeight; step += 2) {
    const last = from.length - perRow;
    for (let i = 0; i < from.length; i++) {
      to[i] = from[i]! | (i >= perRow ? from[i - perRow]! : 0) | (i < last ? from[i + perRow]! : 0);
    }
    [from, to] = [to, from];
  }
  return { words: from, width, height };
}

/** Keeps what has nothing but set pixels, or the picture's border, within the rectangle. */
export function erodeBits(mask: BitMask, kernelWidth: number, kernelHeight: number): BitMask {
  return inverted(dilateBits(inverted(mask), kernelWidth, kernelHeight));
}

/** Dilated, then eroded: gaps narrower than the rectangle are bridged. */
export const closeBits = (mask: BitMask, kernelWidth: number, kernelHeight: number): BitMask =>
  erodeBits(dilateBits(mask, kernelWidth, kernelHeight), kernelWidth, kernelHeight);

/** Eroded, then dilated: what the rectangle does not fit into goes. */
export const openBits = (mask: BitMask, kernelWidth: number, kernelHeight: number): BitMask =>
  dilateBits(erodeBits(mask, kernelWidth, kernelHeight), kernelWidth, kernelHeight);

/** Bits beyond the end of a row stay clear: they are no pixels. */
function inverted({ words, width, height }: BitMask): BitMask {
  const perRow = wordsPerRow(width);
  const last = width & 31 ? (1 << (width & 31)) - 1 : -1;
  const out = new Uint32Array(words.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let w = 0; w < perRow; w++, i++) out[i] = w === perRow - 1 ? ~words[i]! & last : ~words[i]!;
  }
  return { words: out, width, height };
}
