import type { RgbImage } from '@idem/vision/image/rgb-image';
import { type QuarterTurns, rotateQuarter } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { type Face, faceSize, findFaces, findSmallFaces } from '@idem/vision/stages/find-faces';
import type { PictureFace } from './has-rival.js';

/** A selfie set upright, and everybody on it. */
export interface PersonView {
  /** Upright: pixels were moved, never blended. */
  readonly image: RgbImage;
  /** Clockwise quarter turns that set the picture upright: some messengers send pictures on their side. */
  readonly turns: QuarterTurns;
  /** All faces of `image`: the most prominent first, then others as they were found; empty when there is none. */
  readonly faces: readonly Face[];
}

/**
 * Finds the person of a selfie and everybody beside: whichever way the picture lies, and however small the others are.
 * The checks of a selfie share this look, so that they speak of the same face.
 *
 * @throws when a model fails.
 */
export async function lookAtPerson(models: Models, picture: RgbImage): Promise<PersonView> {
  const view = await setUpright(models, picture);
  const { image, faces } = view;
  return faces.length === 0
    ? view
    : { ...view, faces: [...faces, ...(await findSmallFaces(models, image, faces))] };
}

/** The picture as the most prominent face stands upright on it; as it is where nobody is found. */
export async function setUpright(models: Models, picture: RgbImage): Promise<PersonView> {
  const faces = await findFaces(models, picture, { rotation: 'any' });
  const turns = faces[0]?.turns ?? 0;
  if (turns === 0) return { image: picture, turns, faces };
  const image = rotateQuarter(picture, turns);
  const upright = await findFaces(models, image);
  // A head tilted by nearly half a quarter turn may be seen in one position only: then as it was seen.
  return upright.length > 0 ? { image, turns, faces: upright } : { image: picture, turns: 0, faces };
}

/** What is told of faces that were found. */
export function pictureFaces(faces: readonly Face[]): PictureFace[] {
  return faces.map((face) => ({ size: faceSize(face), score: face.score }));
}
