/** A small grey picture; one byte a pixel, row by row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** ITU-R BT.601 weights, in 1/256. */
export function lumaOf(rgba: Uint8ClampedArray, width: number, height: number): Luma {
  const data = new Uint8Array(width * height);
  for (let i = 0, o = 0; i < data.length; i++, o += 4) {
    data[i] = (77 * rgba[o]! + 150 * rgba[o + 1]! + 29 * rgba[o + 2]!) >> 8;
  }
  return { width, height, data };
}
