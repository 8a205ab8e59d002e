/** A small grey picture; one byte a pixel, row by row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** ITU-R BT.601 weights, in 1/256. */
function lumaOf(rgba: Uint8ClampedArray, width: number, height: number): Luma {
  const data = new Uint8Array(width * height);
  for (let i = 0, o = 0; i < data.length; i++, o += 4) {
    data[i] = (77 * rgba[o]! + 150 * rgba[o + 1]! + 29 * rgba[o + 2]!) >> 8;
  }
  return { width, height, data };
}

/** What of a frame is looked at. */
export interface Planes {
  readonly luma: Luma;
  /** Red minus blue, halved, around 128: it parts things of one brightness, as a teal heading from a brown table. */
  readonly warmth: Luma;
}

export function planesOf(rgba: Uint8ClampedArray, width: number, height: number): Planes {
  const data = new Uint8Array(width * height);
  for (let i = 0, o = 0; i < data.length; i++, o += 4) data[i] = (256 + rgba[o]! - rgba[o + 2]!) >> 1;
  return { luma: lumaOf(rgba, width, height), warmth: { width, height, data } };
}
