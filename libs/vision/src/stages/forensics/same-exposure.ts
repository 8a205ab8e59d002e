import { correlation, withoutBlur } from '../../image/fine-structure.js';
import { type Affine, composeAffine, similarityTransform } from '../../image/geometry.js';
import { lumaPlane } from '../../image/luma.js';
import type { Point, RgbImage } from '../../image/rgb-image.js';
import { warpAffine } from '../../image/warp.js';
import { at, MESH, type MeshPoint } from '../face-mesh/mesh-points.js';

const SIZE = 64;
const MARGIN = 6;
const BLUR_RADIUS = 4;

/**
 * How alike two faces are pixel by pixel once one is laid over the other: the correlation of brightness,
 * −1 to 1, after removing each picture's own light. Two photographs of one person differ in pose,
 * expression and light; only copies of one exposure come near to 1, and stay there after scaling,
 * recompression and a change of brightness or colour.
 */
export function exposureCorrelation(
  first: RgbImage,
  firstMesh: readonly MeshPoint[],
  second: RgbImage,
  secondMesh: readonly MeshPoint[],
): number {
  const frame = uprightFrame(firstMesh);
  // All points together place the second face far more steadily than any two landmarks would.
  const toSecond = similarityTransform(planar(firstMesh), planar(secondMesh));
  return correlation(structure(first, frame), structure(second, composeAffine(toSecond, frame)));
}

/** Maps 64 px, forehead at the top and chin at the bottom, onto a face. */
function uprightFrame(mesh: readonly MeshPoint[]): Affine {
  const inFrame: Point[] = [
    [SIZE / 2, MARGIN],
    [SIZE / 2, SIZE - MARGIN],
  ];
  return similarityTransform(inFrame, [at(mesh, MESH.forehead), at(mesh, MESH.chin)]);
}

/** The face at 64 px minus its own blur: fine structure without the fall of light. */
function structure(image: RgbImage, toSource: Affine): Float32Array {
  return withoutBlur(lumaPlane(warpAffine(image, toSource, SIZE, SIZE), SIZE, SIZE), BLUR_RADIUS).data;
}

function planar(mesh: readonly MeshPoint[]): Point[] {
  return mesh.map(([x, y]) => [x, y]);
}
