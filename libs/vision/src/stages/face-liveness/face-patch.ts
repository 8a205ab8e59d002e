import type { Box } from '../../image/geometry.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { warpToImage, windowMap } from '../../image/warp.js';
import { closedContour } from './closed-contour.js';

const { hypot, min, round } = Math;

/** Pixels across the face in the view that is measured. */
const FACE_WIDTH = 160;
/** How far the surroundings reach, in faces. */
const REACH = 3;
/** In outlines of the face: what lies between the two is border of either. */
const INNER = 0.92;
const OUTER = 1.35;
const DARKEST = 0.002;

/** What tells a face that lies before a head, a mask or a sheet with a print, from one that belongs there. */
export interface FacePatch {
  /**
   * The darkest five hundredth of the inner face in its least channel, 0–255: pupils, lashes and nostrils have no light in at
   * least one colour, ink on paper has some in all of them.
   */
  readonly faceBlack: number;
  /** The same of what is around the face or further away, whichever is darker: low on a picture that is not foggy itself. */
  readonly surroundingBlack: number;
  /** See `closedContour`, 0–255. */
  readonly contour: number;
}

/** Measures a face against its surroundings. @param face in pixels of the picture. */
export function facePatch(image: RgbImage, face: Box): FacePatch {
  const { left, top, right, bottom } = face;
  const [faceWidth, faceHeight] = [right - left, bottom - top];
  const [width, height] = [FACE_WIDTH, round((FACE_WIDTH * faceHeight) / faceWidth)];
  const map = windowMap(
    left - faceWidth,
    top - faceHeight,
    faceWidth * REACH,
    faceHeight * REACH,
    width * REACH,
    height * REACH,
  );
  // White beyond the border: what is not there is not black.
  const { data } = warpToImage(image, map, width * REACH, height * REACH, 255);
  const [inner, ring, outer]: [number[], number[], number[]] = [[], [], []];
  for (let y = 0; y < height * REACH; y++) {
    for (let x = 0; x < width * REACH; x++) {
      const i = (y * width * REACH + x) * 3;
      const outlines = hypot((2 * x) / width - REACH, (2 * y) / height - REACH);
      const part = outlines < INNER ? inner : outlines < OUTER ? ring : outer;
      part.push(min(data[i]!, data[i + 1]!, data[i + 2]!));
    }
  }
  return {
    faceBlack: darkest(inner),
    surroundingBlack: min(darkest(ring), darkest(outer)),
    contour: closedContour(image, face),
  };
}

function darkest(levels: readonly number[]): number {
  const counts = new Uint32Array(256);
  for (const level of levels) counts[level]!++;
  let below = 0;
  return counts.findIndex((count) => {
    below += count;
    return below > levels.length * DARKEST;
  });
}
