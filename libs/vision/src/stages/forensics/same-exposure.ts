import { type Affine, composeAffine, similarityTransform } from '../../image/geometry.js';
import { lumaPlane } from '../../image/luma.js';
import type { Point, RgbImage } from '../../image/rgb-image.js';
import { warpAffine } from '../../image/warp.js';
import { at, MESH, type MeshPoint } from '../face-mesh/mesh-points.js';

const SIZE = 64;
const MARGIN = 6;

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
  return highPass(lumaPlane(warpAffine(image, toSource, SIZE, SIZE), SIZE, SIZE).data);
}

function planar(mesh: readonly MeshPoint[]): Point[] {
  return mesh.map(([x, y]) => [x, y]);
}

/** The value minus the mean of the 9 × 9 pixels around it. */
function highPass(data: Float32Array): Float32Array {
  const radius = 4;
  const out = new Float32Array(data.length);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - radius); v <= Math.min(SIZE - 1, y + radius); v++) {
        for (let u = Math.max(0, x - radius); u <= Math.min(SIZE - 1, x + radius); u++) {
          sum += data[v * SIZE + u]!;
          count++;
        }
      }
      out[y * SIZE + x] = data[y * SIZE + x]! - sum / count;
    }
  }
  return out;
}

/** Pearson's correlation; 0 when either side is constant. */
function correlation(p: Float32Array, q: Float32Array): number {
  let dot = 0;
  let pp = 0;
  let qq = 0;
  for (let i = 0; i < p.length; i++) {
    dot += p[i]! * q[i]!;
    pp += p[i]! ** 2;
    qq += q[i]! ** 2;
  }
  return pp === 0 || qq === 0 ? 0 : dot / Math.sqrt(pp * qq);
}
