import { centroid } from '../../image/geometry.js';
import type { Point } from '../../image/rgb-image.js';

/** A mesh point in pixels of the picture; z in the same unit, smaller is nearer to the camera. */
export type MeshPoint = readonly [x: number, y: number, z: number];

/** Number of points of the face mesh. */
export const MESH_SIZE = 468;

/** Indices into the mesh, in MediaPipe's numbering. Sides are the person's own. */
export const MESH = {
  forehead: 10,
  chin: 152,
  rightCheek: 234,
  leftCheek: 454,
  noseTip: 1,
  noseBase: 2,
  noseRoot: 168,
  rightMouthCorner: 61,
  leftMouthCorner: 291,
  rightEye: { outer: 33, inner: 133 },
  leftEye: { outer: 263, inner: 362 },
} as const;

/** Lids and corners of each eye: their mean is a steadier eye centre than any single point. */
export const RIGHT_EYE = [33, 133, 160, 159, 158, 144, 145, 153];
export const LEFT_EYE = [263, 362, 387, 386, 385, 373, 374, 380];

/** Upper and lower lid points of each eye, pairwise. */
export const LID_PAIRS = {
  right: [
    [159, 145],
    [158, 153],
    [160, 144],
  ],
  left: [
    [386, 374],
    [385, 380],
    [387, 373],
  ],
} as const;

/** The outline of the face, clockwise from the forehead. */
export const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

type Mesh = readonly MeshPoint[];

/** A mesh point's place in the picture. */
export function at(mesh: Mesh, index: number): Point {
  const [x, y] = mesh[index] as MeshPoint;
  return [x, y];
}

function mean(mesh: Mesh, indices: readonly number[]): Point {
  return centroid(indices.map((index) => at(mesh, index)));
}

/** Eye centres, nose tip and mouth corners, the person's right side first: the landmarks of ArcFace alignment. */
export function fiveLandmarks(mesh: Mesh): Point[] {
  return [
    mean(mesh, RIGHT_EYE),
    mean(mesh, LEFT_EYE),
    at(mesh, MESH.noseTip),
    at(mesh, MESH.rightMouthCorner),
    at(mesh, MESH.leftMouthCorner),
  ];
}

/** Eye corners from right to left and the base of the nose: the landmarks of dlib's alignment. */
export function eyeCornersAndNose(mesh: Mesh): Point[] {
  const { rightEye, leftEye, noseBase } = MESH;
  return [rightEye.outer, rightEye.inner, leftEye.inner, leftEye.outer, noseBase].map((i) => at(mesh, i));
}
