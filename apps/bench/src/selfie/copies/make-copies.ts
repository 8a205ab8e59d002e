import type { RgbImage } from '@idem/vision/image/rgb-image';
import { sharp } from '@idem/vision/image/sharp';
import type { Face } from '@idem/vision/stages/find-faces';

/** Pixels across the face: of a portrait as a photographed document shows it, and of the copy that is sent. */
const FACE_WIDTH = { portrait: 130, copy: 260 } as const;

/** How far a copy is drawn out across; below 1 it is drawn out upwards. */
export const STRETCHES = [1, 1.09, 1.2, 1.3, 0.83, 0.77] as const;

/** A picture reduced, softened and compressed as a portrait on a photographed document is: JPEG. */
export async function asPortrait(image: RgbImage, face: Face): Promise<Buffer> {
  const { data, width, height } = image;
  const factor = FACE_WIDTH.portrait / (face.box.right - face.box.left);
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(Math.round(width * factor), Math.round(height * factor), { fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(small).blur(0.8).linear(0.85, 18).jpeg({ quality: 80 }).toBuffer();
}

/** That portrait enlarged to a selfie, drawn out by a factor and seen in a mirror where asked: JPEG. */
export async function asCopy(portrait: Buffer, stretch: number, mirrored: boolean): Promise<Buffer> {
  const { width, height } = await sharp(portrait).metadata();
  const factor = FACE_WIDTH.copy / FACE_WIDTH.portrait;
  const enlarged = sharp(portrait).resize(
    Math.round(width * factor * Math.sqrt(stretch)),
    Math.round((height * factor) / Math.sqrt(stretch)),
    { fit: 'fill', kernel: 'cubic' },
  );
  return (mirrored ? enlarged.flop() : enlarged).jpeg({ quality: 88 }).toBuffer();
}
