import type { Box } from '../../image/geometry.js';
import { type LumaPlane, lumaOf } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';

const { abs, ceil, floor, max, min, sqrt } = Math;

/** JPEG qualities at which a picture is compressed again. */
const QUALITIES = [50, 60, 70, 80, 90, 95] as const;
/** Side of JPEG's blocks, whose grid begins at the picture's corner. */
const BLOCK = 8;
/** Blocks of each region that are compressed, at most; of larger ones every n-th. */
const MAX_BLOCKS = 576;
/** Fewer blocks than this have no curve. */
const MIN_BLOCKS = 12;

/**
 * How differently a face and its surroundings react to being compressed again: 0 for one history, larger
 * when the face was pasted in from a picture of another (H. Farid, "Exposing digital forgeries from JPEG
 * ghosts", IEEE TIFS 4(1), 2009).
 *
 * JPEG treats every block by itself, so the blocks of each region are laid side by side and compressed as one small
 * picture: the same errors as of the whole, in a fraction of the time.
 *
 * @param picture at its own resolution: a reduced one has lost its blocks
 * @returns the summed difference of the two normalised error curves, 0 to the number of qualities (6); null where
 * face or surroundings have fewer than 12 blocks in the picture.
 */
export async function jpegGhostDifference(picture: RgbImage, face: Box): Promise<number | null> {
  const inside = ellipse(face, 0.85);
  const [inner, outer] = [ellipse(face, 1.15), ellipse(face, 1.9)];
  const reach = 1.9;
  const blocks = { face: [] as number[], ring: [] as number[] };
  const [cx, cy] = [(face.left + face.right) / 2, (face.top + face.bottom) / 2];
  const [rx, ry] = [((face.right - face.left) / 2) * reach, ((face.bottom - face.top) / 2) * reach];
  const [columns, rows] = [floor(picture.width / BLOCK), floor(picture.height / BLOCK)];
  for (let row = max(0, floor((cy - ry) / BLOCK)); row < min(rows, ceil((cy + ry) / BLOCK)); row++) {
    for (
      let column = max(0, floor((cx - rx) / BLOCK));
      column < min(columns, ceil((cx + rx) / BLOCK));
      column++
    ) {
      const [x, y] = [(column + 0.5) * BLOCK, (row + 0.5) * BLOCK];
      if (inside(x, y)) blocks.face.push(row * columns + column);
      else if (outer(x, y) && !inner(x, y)) blocks.ring.push(row * columns + column);
    }
  }
  if (min(blocks.face.length, blocks.ring.length) < MIN_BLOCKS) return null;
  const luma = lumaOf(picture);
  const [p, q] = await errorCurves(luma, [thinned(blocks.face), thinned(blocks.ring)], columns);
  return p.reduce((sum, value, i) => sum + abs(value - q[i]!), 0);
}

const thinned = (blocks: readonly number[]): readonly number[] => {
  const step = ceil(blocks.length / MAX_BLOCKS);
  return blocks.filter((_, i) => i % step === 0);
};

type Pair<T> = readonly [T, T];

/** The squared error of both regions at each quality, the largest being 1. */
async function errorCurves(luma: LumaPlane, regions: Pair<readonly number[]>, columns: number) {
  const blocks = regions.flat();
  const across = ceil(sqrt(blocks.length));
  const mosaic = layOut(luma, blocks, { across, columns });
  const raw = { width: across * BLOCK, height: across * BLOCK, channels: 1 } as const;
  const curves: Pair<number[]> = [[], []];
  for (const quality of QUALITIES) {
    const again = await sharp(await sharp(mosaic, { raw }).jpeg({ quality }).toBuffer())
      .greyscale()
      .raw()
      .toBuffer();
    const errors: [number, number] = [0, 0];
    for (let index = 0; index < blocks.length; index++) {
      errors[index < regions[0].length ? 0 : 1] += blockError(mosaic, again, index, across);
    }
    curves[0].push(errors[0]);
    curves[1].push(errors[1]);
  }
  return [normalised(curves[0]), normalised(curves[1])] as const;
}

function layOut(
  { data, width }: LumaPlane,
  blocks: readonly number[],
  { across, columns }: { readonly across: number; readonly columns: number },
): Uint8Array {
  const side = across * BLOCK;
  const out = new Uint8Array(side * side);
  blocks.forEach((block, index) => {
    const from = floor(block / columns) * BLOCK * width + (block % columns) * BLOCK;
    const to = cornerOf(index, across);
    for (let y = 0; y < BLOCK; y++) {
      for (let x = 0; x < BLOCK; x++) out[to + y * side + x] = data[from + y * width + x]! + 0.5;
    }
  });
  return out;
}

const cornerOf = (index: number, across: number): number =>
  floor(index / across) * BLOCK * across * BLOCK + (index % across) * BLOCK;

function blockError(mosaic: Uint8Array, again: Uint8Array, index: number, across: number): number {
  const start = cornerOf(index, across);
  let sum = 0;
  for (let y = 0; y < BLOCK; y++) {
    const row = start + y * across * BLOCK;
    for (let i = row; i < row + BLOCK; i++) sum += (mosaic[i]! - again[i]!) ** 2;
  }
  return sum;
}

function normalised(curve: readonly number[]): number[] {
  const largest = max(...curve) + 1e-6;
  return curve.map((value) => value / largest);
}

function ellipse(box: Box, scale: number): (x: number, y: number) => boolean {
  const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [rx, ry] = [((box.right - box.left) / 2) * scale, ((box.bottom - box.top) / 2) * scale];
  return (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
}
