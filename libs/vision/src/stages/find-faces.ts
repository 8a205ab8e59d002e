import { type Box, holdsMiddle } from '../image/geometry.js';
import type { Point, RgbImage } from '../image/rgb-image.js';
import { type QuarterTurns, rotatePoint } from '../image/rotate.js';
import { regionAround, type SquareRegion, squaresAcross } from '../image/square-region.js';
import type { Models } from '../runtime/models.js';
import { runFaceDetector } from './face-detector/face-detector.js';
import { regionOfDetection, regionOfMesh, runFaceMesh } from './face-mesh/face-mesh.js';
import { type HeadPose, headPose } from './face-mesh/head-pose.js';
import { FACE_OVAL, fiveLandmarks, type MeshPoint } from './face-mesh/mesh-points.js';
import { CERTAINLY_UPRIGHT, uprightness } from './face-mesh/uprightness.js';

/** One face in pixels of the picture it was looked for in. */
export interface Face {
  /** Around the outline of the mesh. */
  readonly box: Box;
  /** Detector × mesh, 0–1. */
  readonly score: number;
  readonly detectorScore: number;
  readonly meshScore: number;
  /** Eye centres, nose tip, mouth corners; the person's right side first. */
  readonly landmarks: readonly Point[];
  readonly mesh: readonly MeshPoint[];
  /** Relative to the picture after `turns`. */
  readonly pose: HeadPose;
  /** Clockwise quarter turns that set the face upright, or nearly. */
  readonly turns: QuarterTurns;
}

export interface FindFacesOptions {
  /**
   * `upright` looks for upright faces; `any` finds them whichever way they lie, and keeps those of the quarter turn
   * in which they are most certainly the right way up. One look alone cannot tell: on a head standing
   * upside down the mesh finds an upright face in half the cases.
   */
  readonly rotation?: 'upright' | 'any';
}

/** Below this the mesh does not lie on a face. */
const MIN_MESH_SCORE = 0.5;
/** A face that fills the picture is missed until there is room around it. */
const RETRY_PADDING = 1.6;
/**
 * A face seen this well needs no second look, which saves a tenth of a comparison's time. Of 143 photographs seen
 * upright 104 pass; seen in the three other turns 82 gave an upright mesh, and none passes: the best of them had
 * a detector's score of 0.93, but then a mesh of at most 0.993.
 */
const EVIDENTLY_UPRIGHT = { minDetectorScore: 0.9, minMeshScore: 0.999, maxRoll: 15 } as const;
/** Side of a view that looks for small faces, and how far views lie apart at most, in longer sides of the picture. */
const NEAR_VIEW = 0.6;
const NEAR_STEP = 0.4;
/**
 * A small face less certain than this counts only where the detector sees it again from a little further away, in a square of so many of its
 * sizes around it: patterns in hair are seen at one distance only (3 of 3 found on rendered selfies are seen up to 2 sizes, at 0.37 to
 * 0.57), and of 17 faces half hidden or on prints, of 0.53 to 0.8, each is seen again at 3 or 4.
 */
const DOUBTFUL = { score: 0.65, sizes: [3, 4] } as const;
/** Of a view's faces so many are looked at again to learn which way is up: the portrait, and a ghost image. */
const CHECKED_FACES = 2;

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
  const upright = await findFacesInTurn(models, image, 0);
  if (rotation === 'upright') return upright;
  let best = { faces: upright, certainty: await certaintyOf(models, image, upright) };
  if (best.certainty >= CERTAINLY_UPRIGHT) return upright.map((face) => setUpright(face, image));
  for (const turns of [1, 2, 3] as const) {
    const faces = await findFacesInTurn(models, image, turns);
    const certainty = await certaintyOf(models, image, faces);
    if (certainty > best.certainty) best = { faces, certainty };
  }
  return best.faces.map((face) => setUpright(face, image));
}

/**
 * Looks once more, from nearer, for upright faces that are small beside the person of the picture: the whole picture is seen at 256
 * pixels, where a face of less than a twenty-fifth of its longer side is missed. Four squares of 0.6 of that side overlap
 * by enough that a small face lies whole in one of them.
 *
 * @param known faces that were found already; they do not come again
 */
export async function findSmallFaces(
  models: Models,
  image: RgbImage,
  known: readonly Face[],
): Promise<Face[]> {
  const longer = Math.max(image.width, image.height);
  const faces = [...known];
  for (const region of squaresAcross(image, longer * NEAR_VIEW, longer * NEAR_STEP)) {
    for (const face of await findInView(models, image, { region, turns: 0 })) {
      if (faces.some((other) => isSameFace(face, other))) continue;
      if (face.score >= DOUBTFUL.score || (await isSeenAgain(models, image, face))) faces.push(face);
    }
  }
  return faces.slice(known.length);
}

async function isSeenAgain(models: Models, image: RgbImage, face: Face): Promise<boolean> {
  const { left, top, right, bottom } = face.box;
  const [centreX, centreY] = [(left + right) / 2, (top + bottom) / 2];
  for (const sizes of DOUBTFUL.sizes) {
    const view = { centreX, centreY, side: sizes * faceSize(face), angle: 0 };
    if ((await runFaceDetector(models, image, view)).some(({ box }) => holdsMiddle(face.box, box)))
      return true;
  }
  return false;
}

/** Whether the middle of either lies within the other: a square that cuts a face finds it displaced. */
const isSameFace = ({ box: p }: Face, { box: q }: Face): boolean => holdsMiddle(p, q) || holdsMiddle(q, p);

/** Width of a face in pixels, the longer side of its box. */
export function faceSize({ box }: Face): number {
  return Math.max(box.right - box.left, box.bottom - box.top);
}

function prominence(face: Face): number {
  return faceSize(face) ** 2 * face.score;
}

async function certaintyOf(models: Models, image: RgbImage, faces: readonly Face[]): Promise<number> {
  let most = 0;
  for (const face of faces.slice(0, CHECKED_FACES)) {
    if (isEvidentlyUpright(face)) return 1;
    most = Math.max(most, face.meshScore * (await uprightness(models, image, face.mesh)));
  }
  return most;
}

function isEvidentlyUpright({ detectorScore, meshScore, pose }: Face): boolean {
  const { minDetectorScore, minMeshScore, maxRoll } = EVIDENTLY_UPRIGHT;
  return detectorScore >= minDetectorScore && meshScore >= minMeshScore && Math.abs(pose.roll) <= maxRoll;
}

/** Finds the faces that are upright, or nearly, once the picture is turned clockwise; by size × score, largest first. */
export async function findFacesInTurn(models: Models, image: RgbImage, turns: QuarterTurns): Promise<Face[]> {
  const faces = await findInView(models, image, inTurn(image, turns, 1));
  const found =
    faces.length > 0 ? faces : await findInView(models, image, inTurn(image, turns, RETRY_PADDING));
  return found.sort((p, q) => prominence(q) - prominence(p));
}

function inTurn(image: RgbImage, turns: QuarterTurns, padding: number): View {
  // The view is turned, not the picture: of a picture of some megapixels only 256 × 256 are looked at.
  return { region: regionAround(image, padding, (-turns * Math.PI) / 2), turns };
}

/** A square of the picture, and the quarter turns after which it is looked at. */
interface View {
  readonly region: SquareRegion;
  readonly turns: QuarterTurns;
}

/** Detector, then mesh twice, in one view. */
async function findInView(models: Models, image: RgbImage, { region, turns }: View): Promise<Face[]> {
  const faces: Face[] = [];
  for (const detected of await runFaceDetector(models, image, region)) {
    const first = await runFaceMesh(models, image, regionOfDetection(detected));
    if (first.score < MIN_MESH_SCORE) continue;
    const { points: mesh, score: meshScore } = await runFaceMesh(models, image, regionOfMesh(first.points));
    if (meshScore < MIN_MESH_SCORE) continue;
    faces.push({
      box: boxAround(FACE_OVAL.map((index) => mesh[index]!)),
      score: detected.score * meshScore,
      detectorScore: detected.score,
      meshScore,
      landmarks: fiveLandmarks(mesh),
      mesh,
      pose: headPose(turned(mesh, turns, image)),
      turns,
    });
  }
  return withoutDuplicates(faces, image);
}

/** A face tilted by more than 45° is nearer to upright in another turn than that in which it was seen. */
function setUpright(face: Face, image: RgbImage): Face {
  const turns = ((face.turns - Math.round(face.pose.roll / 90) + 4) % 4) as QuarterTurns;
  return { ...face, turns, pose: headPose(turned(face.mesh, turns, image)) };
}

function turned(mesh: readonly MeshPoint[], turns: QuarterTurns, { width, height }: RgbImage): MeshPoint[] {
  return mesh.map(([x, y, z]) => {
    const [u, v] = rotatePoint([x, y], turns, width, height);
    return [u, v, z];
  });
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
