import type { Box } from '../image/geometry.js';
import type { Point, RgbImage } from '../image/rgb-image.js';
import { oppositeTurns, type QuarterTurns, rotatePoint, rotateQuarter } from '../image/rotate.js';
import type { Models } from '../runtime/models.js';
import { runFaceDetector, squareAround } from './face-detector/face-detector.js';
import { regionOfDetection, regionOfMesh, runFaceMesh } from './face-mesh/face-mesh.js';
import { type HeadPose, headPose } from './face-mesh/head-pose.js';
import { FACE_OVAL, fiveLandmarks, type MeshPoint } from './face-mesh/mesh-points.js';

/** One face in pixels of the picture it was looked for in. */
export interface Face {
  /** Around the outline of the mesh. */
  readonly box: Box;
  /** Detector × mesh, 0–1, lowered when the face does not stand upright in the rotation it was found in. */
  readonly score: number;
  readonly detectorScore: number;
  readonly meshScore: number;
  /** Eye centres, nose tip, mouth corners; the person's right side first. */
  readonly landmarks: readonly Point[];
  readonly mesh: readonly MeshPoint[];
  /** Relative to the picture after `turns`. */
  readonly pose: HeadPose;
  /** Clockwise quarter turns that set the face upright. */
  readonly turns: QuarterTurns;
}

export interface FindFacesOptions {
  /**
   * `upright` looks for upright faces; `any` tries all four quarter turns and keeps the one with the best
   * face. One turn alone cannot tell: on a head standing upside down the mesh finds an upright face in
   * half the cases, only with a lower score.
   */
  readonly rotation?: 'upright' | 'any';
}

/** Below this the mesh does not lie on a face. */
const MIN_MESH_SCORE = 0.5;
/** A face that fills the picture is missed until there is room around it. */
const RETRY_PADDING = 1.6;
/** A mesh leaning more than this in the turned picture belongs to another turn. */
const MAX_UPRIGHT_ROLL = 45;
/** With this factor the right turn of 61 portraits and of portraits on cards was always chosen. */
const NOT_UPRIGHT = 0.3;

/**
 * Finds faces: detector, then mesh twice (the second time in the region of the first, which moves the
 * landmarks and cuts the embedding's error rate from 1.7 % to 0.4 %).
 *
 * @returns faces by size × score, largest first; empty when there is none.
 */
export async function findFaces(
  models: Models,
  image: RgbImage,
  { rotation = 'upright' }: FindFacesOptions = {},
): Promise<Face[]> {
  const turns: readonly QuarterTurns[] = rotation === 'any' ? [0, 1, 2, 3] : [0];
  let best: Face[] = [];
  for (const turn of turns) {
    const faces = await findInTurn(models, image, turn);
    if (topScore(faces) > topScore(best)) best = faces;
  }
  return best.sort((p, q) => prominence(q) - prominence(p));
}

/** Width of a face in pixels, the longer side of its box. */
export function faceSize({ box }: Face): number {
  return Math.max(box.right - box.left, box.bottom - box.top);
}

function prominence(face: Face): number {
  return faceSize(face) ** 2 * face.score;
}

function topScore(faces: readonly Face[]): number {
  return Math.max(0, ...faces.map((face) => face.score));
}

async function findInTurn(models: Models, image: RgbImage, turns: QuarterTurns): Promise<Face[]> {
  const turned = rotateQuarter(image, turns);
  const faces = await findInWindow(models, image, turned, turns, 1);
  return faces.length > 0 ? faces : findInWindow(models, image, turned, turns, RETRY_PADDING);
}

async function findInWindow(
  models: Models,
  image: RgbImage,
  turned: RgbImage,
  turns: QuarterTurns,
  padding: number,
): Promise<Face[]> {
  const back = oppositeTurns(turns);
  const faces: Face[] = [];
  for (const detected of await runFaceDetector(models, turned, squareAround(turned, padding))) {
    const first = await runFaceMesh(models, turned, regionOfDetection(detected));
    if (first.score < MIN_MESH_SCORE) continue;
    const { points, score: meshScore } = await runFaceMesh(models, turned, regionOfMesh(first.points));
    if (meshScore < MIN_MESH_SCORE) continue;
    const pose = headPose(points);
    const upright = Math.abs(pose.roll) <= MAX_UPRIGHT_ROLL ? 1 : NOT_UPRIGHT;
    const mesh = points.map(([x, y, z]): MeshPoint => {
      const [u, v] = rotatePoint([x, y], back, turned.width, turned.height);
      return [u, v, z];
    });
    faces.push({
      box: boxAround(FACE_OVAL.map((index) => mesh[index]!)),
      score: detected.score * meshScore * upright,
      detectorScore: detected.score,
      meshScore,
      landmarks: fiveLandmarks(mesh),
      mesh,
      pose,
      turns,
    });
  }
  return withoutDuplicates(faces, image);
}

/** Two detections can converge on one face; the better stays. */
function withoutDuplicates(faces: readonly Face[], image: RgbImage): Face[] {
  const kept: Face[] = [];
  for (const face of faces.toSorted((p, q) => q.score - p.score)) {
    const [x, y] = face.landmarks[2]!;
    const inside = x >= 0 && y >= 0 && x < image.width && y < image.height;
    const known = kept.some(({ box }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
    if (inside && !known) kept.push(face);
  }
  return kept;
}

function boxAround(points: readonly MeshPoint[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
