/** An upright picture: interleaved 8-bit sRGB, row-major, no padding, `data.length = width * height * 3`. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A point in pixels of an image; (0, 0) is the centre of the top-left pixel. */
export type Point = readonly [x: number, y: number];

/** Corners of a quadrilateral: top-left, top-right, bottom-right, bottom-left. */
export type Quad = readonly [Point, Point, Point, Point];
