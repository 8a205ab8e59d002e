import { createHash } from 'node:crypto';
import { type SeededRandom, seededRandom } from '@idem/testing/random';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { sharp } from '@idem/vision/image/sharp';
import { warpAffine } from '@idem/vision/image/warp';
import type { Face } from '@idem/vision/stages/find-faces';

/** What printing and photographing take from a portrait; levels of 0–255. */
const PRINT = {
  /** Paper is no white and ink no black. */
  contrast: 0.75,
  black: [40, 38, 34],
  /** Standard deviation of the grain. */
  noise: 5,
  /** Standard deviation of the blur in pixels. */
  blur: 0.6,
  jpegQuality: 70,
} as const;

/** Size of the picture and height of the face's middle, in widths of the face. */
const FRAME = { width: 2, height: 2.4, middle: 1.25 } as const;
const PAPER = 190;

/**
 * The face as a document photographed from some way off shows it: `faceWidth` pixels wide, flattened, grainy, softened
 * and compressed. A synthetic picture; equal arguments give equal bytes.
 *
 * @param name grain follows from it.
 */
export async function simulatePortrait(
  { image, face }: { readonly image: RgbImage; readonly face: Face },
  faceWidth: number,
  name: string,
): Promise<Uint8Array> {
  const [width, height] = [Math.round(FRAME.width * faceWidth), Math.round(FRAME.height * faceWidth)];
  const { left, top, right, bottom } = face.box;
  const scale = (right - left) / faceWidth;
  const x = (left + right) / 2 - (scale * width) / 2;
  const y = (top + bottom) / 2 - scale * FRAME.middle * faceWidth;
  const pixels = warpAffine(image, [scale, 0, x, 0, scale, y], width, height, PAPER);
  const random = randomOf(name);
  const printed = Uint8Array.from(pixels, (value, i) => {
    const inked = PRINT.black[i % 3]! + PRINT.contrast * value + PRINT.noise * random.normal();
    return Math.min(255, Math.max(0, Math.round(inked)));
  });
  return sharp(printed, { raw: { width, height, channels: 3 } })
    .blur(PRINT.blur)
    .jpeg({ quality: PRINT.jpegQuality })
    .toBuffer();
}

const randomOf = (name: string): SeededRandom =>
  seededRandom(createHash('sha256').update(name).digest().readInt32BE(0));
