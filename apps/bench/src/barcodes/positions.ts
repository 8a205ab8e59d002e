import { seededRandom } from '@idem/testing/random';
import { warpQuad } from '@idem/vision/image/perspective';
import type { Point, Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { type QuarterTurns, rotateQuarter } from '@idem/vision/image/rotate';

/** A way in which a picture may lie before the camera. */
export interface Position {
  readonly name: string;
  place(picture: RgbImage): RgbImage;
}

const QUARTERS: readonly QuarterTurns[] = [0, 1, 2, 3];
/** Clockwise degrees. */
const TILTS = [5, 10, 20, 33, 45] as const;
/** Odd, as for everything that is reported; what is tuned is tuned on even ones. */
const PERSPECTIVE_SEEDS = [1, 3, 5, 7] as const;
/** How far the view may reach beyond a corner, as a share of the picture's side: of two opposite sides one then looks up to 23 % shorter. */
const SWAY = 0.15;

/** All positions in which a symbol is to be read. */
export const POSITIONS: readonly Position[] = [
  ...QUARTERS.map((turns) => ({
    name: turns === 0 ? 'upright' : `${90 * turns}°`,
    place: (picture: RgbImage) => rotateQuarter(picture, turns),
  })),
  ...TILTS.map((degrees) => ({
    name: `tilt ${degrees}°`,
    place: (picture: RgbImage) => tilted(printed(picture), degrees),
  })),
  ...PERSPECTIVE_SEEDS.map((seed) => ({
    name: `perspective ${seed}`,
    place: (picture: RgbImage) => slanted(printed(picture), seed),
  })),
];

/** The picture turned clockwise about its centre, on a canvas that holds all of it. */
export function tilted(picture: RgbImage, degrees: number): RgbImage {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const { width, height } = picture;
  const outWidth = Math.round(width * Math.abs(cos) + height * Math.abs(sin));
  const outHeight = Math.round(width * Math.abs(sin) + height * Math.abs(cos));
  const corner = (x: number, y: number): Point => [
    width / 2 + x * cos + y * sin,
    height / 2 + y * cos - x * sin,
  ];
  const [w, h] = [outWidth / 2, outHeight / 2];
  return seenThrough(
    picture,
    [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)],
    outWidth,
    outHeight,
  );
}

/** The picture seen from a side: all of it, its corners moved at random. */
export function slanted(picture: RgbImage, seed: number): RgbImage {
  const random = seededRandom(seed);
  const { width, height } = picture;
  const corner = (x: number, y: number): Point => [
    width * (0.5 + x * (0.5 + SWAY * random.next())),
    height * (0.5 + y * (0.5 + SWAY * random.next())),
  ];
  return seenThrough(picture, [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)], width, height);
}

/**
 * Small pictures are drawn symbols with as little as one pixel a module. Printed and photographed from a side
 * they would be seen larger; left so small they would have less than a pixel a module, which nothing can
 * tell apart.
 */
const LEAST_SIDE = 800;

/** Every pixel as a square of as many pixels as bring the longer side to `LEAST_SIDE`. */
export function printed(picture: RgbImage): RgbImage {
  const times = Math.ceil(LEAST_SIDE / Math.max(picture.width, picture.height));
  if (times === 1) return picture;
  const [width, height] = [picture.width * times, picture.height * times];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    const row = Math.floor(y / times) * picture.width;
    for (let x = 0; x < width; x++, o += 3) {
      const i = (row + Math.floor(x / times)) * 3;
      data.set(picture.data.subarray(i, i + 3), o);
    }
  }
  return { data, width, height };
}

const BORDER = 2;

/** What lies inside `quad`, which may reach beyond the picture: the mean colour of its edge lies all around. */
function seenThrough(picture: RgbImage, quad: Quad, width: number, height: number): RgbImage {
  const framed = withBorder(picture);
  const inside = quad.map(([x, y]): Point => [x + BORDER, y + BORDER]) as unknown as Quad;
  return warpQuad(framed, inside, width, height);
}

/** `warpQuad` continues the outermost pixels. */
function withBorder(picture: RgbImage): RgbImage {
  const colour = edgeColour(picture);
  const [width, height] = [picture.width + 2 * BORDER, picture.height + 2 * BORDER];
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = colour[i % 3]!;
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(y * picture.width * 3, (y + 1) * picture.width * 3);
    data.set(row, ((y + BORDER) * width + BORDER) * 3);
  }
  return { data, width, height };
}

function edgeColour({ data, width, height }: RgbImage): readonly number[] {
  const sums = [0, 0, 0];
  let pixels = 0;
  for (let y = 0; y < height; y++) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1);
    for (let x = 0; x < width; x += step, pixels++)
      for (let channel = 0; channel < 3; channel++) sums[channel]! += data[(y * width + x) * 3 + channel]!;
  }
  return sums.map((sum) => Math.round(sum / pixels));
}
