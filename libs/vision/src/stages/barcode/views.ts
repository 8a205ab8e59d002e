import { pointOnQuad, warpQuad } from '../../image/perspective.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import { resizeImage } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';

/** A picture made from another one, and the way back. */
export interface View {
  readonly image: RgbImage;
  /** Where a point of the view lies in the picture it was made from. */
  readonly toPicture: (point: Point) => Point;
}

export const wholePicture = (image: RgbImage): View => ({ image, toPicture: (point) => point });

/** The picture `factor` times as large. */
export async function enlarged(picture: RgbImage, factor: number): Promise<View> {
  const width = Math.round(picture.width * factor);
  const height = Math.round(picture.height * factor);
  const image = await resizeImage(picture, width, height, 'cubic');
  const [kx, ky] = [picture.width / width, picture.height / height];
  return { image, toPicture: ([x, y]) => [(x + 0.5) * kx - 0.5, (y + 0.5) * ky - 0.5] };
}

/** The inside of `quad` straightened, its longer side `longSide` pixels long. */
export function straightened(picture: RgbImage, quad: Quad, longSide: number): View {
  const [w, h] = [quadWidth(quad), quadHeight(quad)];
  const scale = longSide / Math.max(w, h);
  const width = Math.max(2, Math.round(w * scale));
  const height = Math.max(2, Math.round(h * scale));
  return {
    image: warpQuad(picture, quad, width, height),
    toPicture: (point) => pointOnQuad(point, quad, width, height),
  };
}

/** The picture turned clockwise by `degrees` about its centre, on a canvas that holds all of it. */
export async function turned(picture: RgbImage, degrees: number): Promise<View> {
  const { data, width, height } = picture;
  const { data: pixels, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .rotate(degrees, { background: '#808080' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    image: { data: pixels, width: info.width, height: info.height },
    toPicture: ([x, y]) => {
      const [u, v] = [x + 0.5 - info.width / 2, y + 0.5 - info.height / 2];
      return [u * cos + v * sin + width / 2 - 0.5, v * cos - u * sin + height / 2 - 0.5];
    },
  };
}
