import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { findFaces } from '@idem/vision/stages/find-faces';
import { buildHeadModel, type HeadModel } from './head-model.js';

/** Longest side of rendered pictures: a front camera's video. */
const MAX_SIDE = 640;

/**
 * The relief of the face on a picture.
 *
 * @throws {RangeError} when there is no face, or it is turned or tilted too far to be turned further.
 */
export async function loadHead(models: Models, picture: Uint8Array): Promise<HeadModel> {
  const image = await decodeImage(picture, { maxSide: MAX_SIDE });
  const [face] = await findFaces(models, image);
  if (!face) throw new RangeError('there is no face on the picture');
  if (Math.abs(face.pose.yaw) > 18 || Math.abs(face.pose.roll) > 18) {
    throw new RangeError('the head on the picture is not held straight');
  }
  return buildHeadModel(image, face);
}
