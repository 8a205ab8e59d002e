import type { RgbImage } from './rgb-image.js';
import { sharp } from './sharp.js';

/** Encodes as JPEG. `quality` is 1–100 (libjpeg's scale); chroma is halved as phone cameras do. */
export function encodeJpeg(image: RgbImage, quality = 90): Promise<Uint8Array> {
  return raw(image).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
}

/** Encodes as PNG, without loss. */
export function encodePng(image: RgbImage): Promise<Uint8Array> {
  return raw(image).png().toBuffer();
}

function raw(image: RgbImage) {
  return sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } });
}
