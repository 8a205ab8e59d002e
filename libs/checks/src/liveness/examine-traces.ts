import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Face } from '@idem/vision/stages/find-faces';
import { type FaceTraces, faceTraces } from '@idem/vision/stages/forensics/face-traces';
import { lastCompression } from '@idem/vision/stages/forensics/jpeg-quantisation';

/** Longest side, in pixels, of a selfie as measured: traces of printing and compression vanish when it is reduced. */
export const SELFIE_SIDE = 2048;

/** Compares a face with its surroundings in a picture that was decoded with {@link SELFIE_SIDE}. */
export function examineTraces(
  { bytes, image }: { readonly bytes: Uint8Array; readonly image: RgbImage },
  face: Pick<Face, 'box'>,
): Promise<FaceTraces> {
  return faceTraces({
    picture: image,
    compression: lastCompression(bytes, image),
    reduced: Math.max(image.width, image.height) >= SELFIE_SIDE,
    face: face.box,
  });
}
