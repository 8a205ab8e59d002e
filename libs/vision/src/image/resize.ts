import type { RgbImage } from './rgb-image.js';
import { sharp } from './sharp.js';

/** A picture of one 8-bit channel, row-major, no padding. */
export interface GreyImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Stretches a picture to exactly `width` × `height` pixels. */
export async function resizeImage(
  image: RgbImage,
  width: number,
  height: number,
  kernel: 'linear' | 'cubic' = 'linear',
): Promise<RgbImage> {
  const { data } = await stretched(image, width, height, kernel).raw().toBuffer({ resolveWithObject: true });
  return { data, width, height };
}

/** Stretches a picture to exactly `width` × `height` pixels and keeps its lightness only. */
export async function resizeToGrey(image: RgbImage, width: number, height: number): Promise<GreyImage> {
  const { data, info } = await stretched(image, width, height, 'linear')
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 1) return { data, width, height };
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = data[i * info.channels]!;
  return { data: grey, width, height };
}

function stretched(image: RgbImage, width: number, height: number, kernel: 'linear' | 'cubic') {
  return sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } }).resize(
    width,
    height,
    { fit: 'fill', kernel },
  );
}

/** The picture with its longest side reduced to `maxSide`, or as it is. */
export async function fitWithin(image: RgbImage, maxSide: number): Promise<RgbImage> {
  const scale = maxSide / Math.max(image.width, image.height);
  if (scale >= 1) return image;
  const size = (side: number) => Math.max(1, Math.round(side * scale));
  return resizeImage(image, size(image.width), size(image.height));
}
