import { distance } from '../../image/geometry.js';
import { laplacianSharpness, lumaPlane, quantiles } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { warpToImage, windowMap } from '../../image/warp.js';
import { eyeOpenness, type HeadPose } from '../face-mesh/head-pose.js';
import { FACE_OVAL } from '../face-mesh/mesh-points.js';
import type { Face } from '../find-faces.js';
import { type FacePatches, facePatches } from './face-patches.js';

/** How well a face can be judged, independent of whose it is. */
export interface FaceQuality extends FacePatches {
  /** Of the face from ear to ear, in pixels of the picture as measured. */
  readonly width: number;
  /** That width over the picture's shorter side, 0 to about 1. */
  readonly share: number;
  /** Distance of the eye centres in pixels (ISO/IEC 39794-5 asks for 90 in a passport portrait). */
  readonly eyeDistance: number;
  /** Median brightness of the face, 0–255. */
  readonly brightness: number;
  /** Spread between the 5th and 95th percentile of brightness, 0–255. */
  readonly contrast: number;
  /** log10 of the Laplacian's variance, the face scaled to 160 px: about 1.2 blurred, 2.5 sharp. */
  readonly sharpness: number;
  readonly pose: HeadPose;
  /** Lid opening of each eye over its width; closed 0.14–0.20, open 0.25–0.48. */
  readonly eyeOpenness: { readonly right: number; readonly left: number };
  /** Share of the face's outline that lies outside the picture, 0–1. */
  readonly cutOff: number;
  /** How certainly the mesh lies on a face, 0–1: next to 1 on a bare one. */
  readonly meshScore: number;
}

const CROP_SIZE = 160;

/** Measures a face's size, light, sharpness, pose, eyes, completeness, and what covers it. Pure. */
export function faceQuality(image: RgbImage, face: Face): FaceQuality {
  const { box } = face;
  const side = Math.max(box.right - box.left, box.bottom - box.top);
  const left = (box.left + box.right - side) / 2;
  const top = (box.top + box.bottom - side) / 2;
  const crop = warpToImage(
    image,
    windowMap(left, top, side, side, CROP_SIZE, CROP_SIZE),
    CROP_SIZE,
    CROP_SIZE,
  );
  // The inner 60 %: skin, not hair or background.
  const inner = warpToImage(
    image,
    windowMap(left + side * 0.2, top + side * 0.2, side * 0.6, side * 0.6, CROP_SIZE, CROP_SIZE),
    CROP_SIZE,
    CROP_SIZE,
  );
  const [dark, middle, bright] = quantiles(
    lumaPlane(inner.data, CROP_SIZE, CROP_SIZE).data,
    [0.05, 0.5, 0.95],
  ) as [number, number, number];
  const [rightEye, leftEye] = face.landmarks;
  const outside = FACE_OVAL.filter((index) => {
    const [x, y] = face.mesh[index]!;
    return x < 0 || y < 0 || x > image.width - 1 || y > image.height - 1;
  });
  return {
    width: box.right - box.left,
    share: (box.right - box.left) / Math.min(image.width, image.height),
    eyeDistance: distance(rightEye!, leftEye!),
    brightness: middle,
    contrast: bright - dark,
    sharpness: laplacianSharpness(lumaPlane(crop.data, CROP_SIZE, CROP_SIZE)),
    pose: face.pose,
    eyeOpenness: eyeOpenness(face.mesh),
    cutOff: outside.length / FACE_OVAL.length,
    meshScore: face.meshScore,
    ...facePatches(image, face.mesh),
  };
}
