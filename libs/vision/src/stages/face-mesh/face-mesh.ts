import { applyAffine, centroid } from '../../image/geometry.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { regionMap, type SquareRegion } from '../../image/square-region.js';
import { warpAffine } from '../../image/warp.js';
import { toInputTensor } from '../../runtime/input-tensor.js';
import type { InputSpec } from '../../runtime/manifest.js';
import type { Models, Tensor, Tensors } from '../../runtime/models.js';
import type { DetectedFace } from '../face-detector/face-detector.js';
import { at, MESH, MESH_SIZE, type MeshPoint } from './mesh-points.js';

export const FACE_MESH = 'facemesh';

const SIZE = 192;
/** The network was trained on detector boxes enlarged by half. */
const DETECTION_MARGIN = 1.5;
/** The mesh already covers the forehead, so its own box needs less. */
const MESH_MARGIN = 1.35;

export interface FaceMesh {
  readonly points: readonly MeshPoint[];
  /** Probability that the region holds a face, 0–1. It stays high for chinless and very tight crops. */
  readonly score: number;
}

/** Where to look for the mesh of a detected face. */
export function regionOfDetection({ box, rightEye, leftEye }: DetectedFace): SquareRegion {
  return {
    centreX: (box.left + box.right) / 2,
    centreY: (box.top + box.bottom) / 2,
    side: Math.max(box.right - box.left, box.bottom - box.top) * DETECTION_MARGIN,
    angle: Math.atan2(leftEye[1] - rightEye[1], leftEye[0] - rightEye[0]),
  };
}

/** Where to look again, more exactly, once a first mesh is known. */
export function regionOfMesh(points: readonly MeshPoint[]): SquareRegion {
  const right = centroid([at(points, MESH.rightEye.outer), at(points, MESH.rightEye.inner)]);
  const left = centroid([at(points, MESH.leftEye.outer), at(points, MESH.leftEye.inner)]);
  const angle = Math.atan2(left[1] - right[1], left[0] - right[0]);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const level = points.map(([x, y]) => [cos * x + sin * y, cos * y - sin * x] as const);
  const [minX, maxX] = extent(level.map(([x]) => x));
  const [minY, maxY] = extent(level.map(([, y]) => y));
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  return {
    centreX: cos * x - sin * y,
    centreY: sin * x + cos * y,
    side: Math.max(maxX - minX, maxY - minY) * MESH_MARGIN,
    angle,
  };
}

/** The region upright at 192 px. Outside the picture is black. */
export function preFaceMesh(image: RgbImage, region: SquareRegion, input: InputSpec): Tensor {
  return toInputTensor(warpAffine(image, regionMap(region, SIZE), SIZE, SIZE), SIZE, SIZE, input);
}

/** Mesh points in pixels of the picture. */
export function postFaceMesh(outputs: Tensors, region: SquareRegion): FaceMesh {
  const raw = outputs.output_mesh?.data;
  const score = outputs.output_faceflag?.data[0];
  if (raw?.length !== MESH_SIZE * 3 || score === undefined) throw new Error('unexpected face mesh outputs');
  const map = regionMap(region, SIZE);
  const scale = region.side / SIZE;
  const points = Array.from({ length: MESH_SIZE }, (_, i): MeshPoint => {
    // The network counts from the corner of the first pixel, pictures here from its centre.
    const [x, y] = applyAffine(map, [raw[3 * i]! - 0.5, raw[3 * i + 1]! - 0.5]);
    return [x, y, raw[3 * i + 2]! * scale];
  });
  return { points, score };
}

/** Fits the mesh to the face in a region. */
export async function runFaceMesh(models: Models, image: RgbImage, region: SquareRegion): Promise<FaceMesh> {
  const { input } = models.describe(FACE_MESH);
  return postFaceMesh(
    await models.run(FACE_MESH, { [input.name]: preFaceMesh(image, region, input) }),
    region,
  );
}

function extent(values: readonly number[]): [min: number, max: number] {
  return [Math.min(...values), Math.max(...values)];
}
