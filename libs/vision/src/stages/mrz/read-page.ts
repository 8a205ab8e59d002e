import type { RgbImage } from '../../image/rgb-image.js';
import type { Models } from '../../runtime/models.js';
import { type MrzReading, readMrz } from './read-mrz.js';

export interface PageReading {
  /** The picture in which the MRZ was read; where there is none, the straightened page if there is one. */
  readonly page: RgbImage;
  readonly mrz: MrzReading | null;
}

/**
 * Reads the MRZ of a picture whose outline may have been found. An outline may be that of something on the page, or
 * cut the zone off: both pictures get a quick look before either is searched in every orientation.
 *
 * @param straight the inside of the outline; null without one.
 */
export async function readPage(
  models: Models,
  picture: RgbImage,
  straight: RgbImage | null,
): Promise<PageReading> {
  if (!straight) return { page: picture, mrz: await readMrz(models, picture) };
  for (const page of [straight, picture]) {
    const mrz = await readMrz(models, page, { effort: 'quick' });
    if (mrz?.settled) return { page, mrz };
  }
  const inside = await readMrz(models, straight);
  if (inside?.valid || inside?.settled) return { page: straight, mrz: inside };
  const whole = await readMrz(models, picture);
  return whole && (!inside || whole.valid) ? { page: picture, mrz: whole } : { page: straight, mrz: inside };
}
