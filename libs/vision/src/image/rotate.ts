import type { Point, Quad, RgbImage } from './rgb-image.js';

/** Clockwise quarter turns. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** Turns a picture clockwise by quarter turns; pixels are moved, never blended. */
export function rotateQuarter(image: RgbImage, turns: QuarterTurns): RgbImage {
  if (turns === 0) return image;
  const { data, width, height } = image;
  const outWidth = turns === 2 ? width : height;
  const outHeight = turns === 2 ? height : width;
  const place = (x: number, y: number) => {
    const [u, v] = rotatePoint([x, y], turns, width, height);
    return (v * outWidth + u) * 3;
  };
  // Where the first pixel goes, and how far apart neighbours of a row and of a column come to lie.
  const origin = place(0, 0);
  const alongRow = place(1, 0) - origin;
  const alongColumn = place(0, 1) - origin;
  const out = new Uint8Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, o = origin + y * alongColumn; x < width; x++, o += alongRow, i += 3) {
      out[o] = data[i]!;
      out[o + 1] = data[i + 1]!;
      out[o + 2] = data[i + 2]!;
    }
  }
  return { data: out, width: outWidth, height: outHeight };
}

/** Where a point of a `width` × `height` picture lies after the picture was turned clockwise. */
export function rotatePoint(point: Point, turns: QuarterTurns, width: number, height: number): Point {
  const [x, y] = point;
  switch (turns) {
    case 0:
      return point;
    case 1:
      return [height - 1 - y, x];
    case 2:
      return [width - 1 - x, height - 1 - y];
    case 3:
      return [y, width - 1 - x];
  }
}

/** The number of turns that undoes `turns`. */
export function oppositeTurns(turns: QuarterTurns): QuarterTurns {
  return ((4 - turns) % 4) as QuarterTurns;
}

/** A quad as it lies after its picture was turned, its corners named anew from the top left. */
export function turnQuad(
  quad: Quad,
  turns: QuarterTurns,
  { width, height }: Pick<RgbImage, 'width' | 'height'>,
): Quad {
  const turned = quad.map((point) => rotatePoint(point, turns, width, height));
  return turned.map((_, i) => turned[(i + 4 - turns) % 4]!) as unknown as Quad;
}
