import { collage } from '@idem/testing/attacks/photographed';
import { recapturePrint } from '@idem/testing/forgeries/recapture-print';
import type { SeededRandom } from '@idem/testing/random';
import type { Box } from '@idem/vision/image/geometry';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { sharp } from '@idem/vision/image/sharp';

/** A photograph of one person, and where the face is in it. */
export interface Portrayed {
  readonly image: RgbImage;
  readonly face: Box;
}

const raw = ({ data, width, height }: RgbImage) => sharp(data, { raw: { width, height, channels: 3 } });
const widthOf = ({ left, right }: Box): number => right - left;
const middleOf = ({ left, top, right, bottom }: Box) => [(left + right) / 2, (top + bottom) / 2] as const;

/** The photograph reduced to a face of so many pixels, as a hand-held camera takes it in poor light: JPEG. */
export async function taken({ image, face }: Portrayed, faceWidth: number): Promise<Buffer> {
  const factor = faceWidth / widthOf(face);
  const small = await raw(image)
    .resize(Math.round(image.width * factor), Math.round(image.height * factor), { fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(small).blur(0.9).jpeg({ quality: 76 }).toBuffer();
}

/** Somebody's face, printed and cut out along an oval, before the head of another: JPEG. */
export async function behindMask(under: Portrayed, over: Portrayed, random: SeededRandom): Promise<Buffer> {
  const print = await printed(under, over, [1.1, 1.45], random.between(1.05, 1.4), random);
  const { width, height } = await sharp(print).metadata();
  const oval = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><ellipse cx="${width / 2}" cy="${height / 2}" rx="${width / 2}" ry="${height / 2}" fill="#fff"/></svg>`,
  );
  const mask = await sharp(print)
    .ensureAlpha()
    .composite([{ input: oval, blend: 'dest-in' }])
    .png()
    .toBuffer();
  const [x, y] = middleOf(under.face);
  return laidOver(under, mask, x - width / 2, y - height / 2);
}

/** A sheet with somebody's printed head before another, that runs out of the picture on one side: JPEG. */
export async function behindSheet(under: Portrayed, over: Portrayed, random: SeededRandom): Promise<Buffer> {
  const sheet = await printed(under, over, [1.6, 2.1], random.between(1, 1.3), random);
  const { width, height } = await sharp(sheet).metadata();
  const [, y] = middleOf(under.face);
  const left = random.next() < 0.5 ? -0.1 * width : under.image.width - 0.9 * width;
  return laidOver(under, sheet, left, y - height / 2);
}

/** A print of the face `scale` times as wide as the one it goes before, cut at so many faces across and down. */
async function printed(
  under: Portrayed,
  { image, face }: Portrayed,
  [across, down]: readonly [number, number],
  scale: number,
  random: SeededRandom,
): Promise<Buffer> {
  const width = widthOf(face);
  const [x, y] = middleOf(face);
  const left = Math.max(0, Math.round(x - (across * width) / 2));
  const top = Math.max(0, Math.round(y - (down * width) / 2));
  const cut = {
    left,
    top,
    width: Math.min(Math.round(across * width), image.width - left),
    height: Math.min(Math.round(down * width), image.height - top),
  };
  const factor = (scale * widthOf(under.face)) / width;
  const picture = await raw(image)
    .extract(cut)
    .resize(Math.round(cut.width * factor), Math.round(cut.height * factor), { fit: 'fill' })
    .jpeg({ quality: 95 })
    .toBuffer();
  return recapturePrint(picture, random);
}

async function laidOver({ image }: Portrayed, picture: Buffer, left: number, top: number): Promise<Buffer> {
  const { width, height } = image;
  const under = await raw(image).png({ compressionLevel: 1 }).toBuffer();
  return sharp(await collage({ width, height, under }, [{ picture, left, top }]))
    .jpeg({ quality: 88 })
    .toBuffer();
}
