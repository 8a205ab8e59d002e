import type { RgbImage } from './rgb-image.js';
import { sharp } from './sharp.js';

/** Levels, 0 … 255, by which a pixel must differ from the page's corner to be a part of what lies on it. */
const THRESHOLD = 18;

/** The picture without margins of the colour of its upper left corner, as scanners leave them around a card; itself without any. */
export async function trimMargins(image: RgbImage): Promise<RgbImage> {
  const { width, height } = image;
  try {
    const { data, info } = await sharp(image.data, { raw: { width, height, channels: 3 } })
      .trim({ threshold: THRESHOLD })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch {
    // A page of one colour has nothing to be trimmed to.
    return image;
  }
}
