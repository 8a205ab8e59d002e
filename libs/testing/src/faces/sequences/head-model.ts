import type { Point, RgbImage } from '@idem/vision/image/rgb-image';
import type { HeadPose } from '@idem/vision/stages/face-mesh/head-pose';
import { FACE_OVAL, MESH_SIZE, type MeshPoint } from '@idem/vision/stages/face-mesh/mesh-points';
import type { Face } from '@idem/vision/stages/find-faces';
import Delaunator from 'delaunator';

/** A point of the model: where it lies in the picture, how deep (same unit, smaller is nearer), how far it goes along. */
export interface Vertex {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Share of the head's motion, 0–1: the face 1, the edge of the picture 0. */
  readonly follows: number;
}

/** A picture of one head as a relief: a net of triangles over the whole picture, of which the head can be moved. */
export interface HeadModel {
  readonly picture: RgbImage;
  readonly vertices: readonly Vertex[];
  /** Three indices a triangle. */
  readonly triangles: Uint32Array;
  /** The point about which the head turns, inside the neck. */
  readonly pivot: readonly [x: number, y: number, z: number];
  /** Width of the face in pixels. */
  readonly faceWidth: number;
  /** How the head is held in the picture. */
  readonly pose: HeadPose;
}

/**
 * Rings around the outline of the face, by their distance from its middle: hair and ears go along with the head,
 * neck and shoulders less. `depth` in widths of the face behind the outline.
 */
const RINGS = [
  { reach: 1.22, follows: 1, depth: 0.05 },
  { reach: 1.45, follows: 0.9, depth: 0.15 },
  { reach: 1.9, follows: 0.25, depth: 0.25 },
] as const;

/** The head turns about an axis this far behind the plane of the cheeks, in widths of the face. */
const PIVOT_DEPTH = 0.25;

/** Fixed points along each edge of the picture. */
const EDGE_POINTS = 9;

/**
 * Builds the relief of the face whose mesh is given. Hair, ears and neck have no measured depth; they are
 * rings around the outline that lie behind it.
 */
export function buildHeadModel(picture: RgbImage, { mesh, pose }: Pick<Face, 'mesh' | 'pose'>): HeadModel {
  const outline = FACE_OVAL.map((index) => mesh[index] as MeshPoint);
  const middle = mean(outline.map(([x, y]) => [x, y]));
  const faceWidth = Math.max(...outline.map(([x]) => x)) - Math.min(...outline.map(([x]) => x));
  const depth = outline.reduce((sum, [, , z]) => sum + z, 0) / outline.length;
  const vertices: Vertex[] = mesh.map(([x, y, z]) => ({ x, y, z, follows: 1 }));
  for (const { reach, follows, depth: behind } of RINGS) {
    for (const [x, y, z] of outline) {
      vertices.push({
        x: middle[0] + (x - middle[0]) * reach,
        y: middle[1] + (y - middle[1]) * reach,
        z: z + behind * faceWidth,
        follows,
      });
    }
  }
  const inside = vertices.filter(({ x, y }) => x > 0 && y > 0 && x < picture.width && y < picture.height);
  if (inside.length < vertices.length) dropOutside(vertices, picture);
  vertices.push(...edgeOf(picture).map(([x, y]) => ({ x, y, z: depth + faceWidth, follows: 0 })));
  return {
    picture,
    vertices,
    triangles: new Delaunator(Float64Array.from(vertices.flatMap(({ x, y }) => [x, y]))).triangles,
    pivot: [middle[0], middle[1], depth + PIVOT_DEPTH * faceWidth],
    faceWidth,
    pose,
  };
}

/** Points of the rings outside the picture are left out; those of the mesh stay, for their numbers mean something. */
function dropOutside(vertices: Vertex[], { width, height }: RgbImage): void {
  for (let i = vertices.length - 1; i >= MESH_SIZE; i--) {
    const { x, y } = vertices[i] as Vertex;
    if (x <= 1 || y <= 1 || x >= width - 2 || y >= height - 2) vertices.splice(i, 1);
  }
}

function edgeOf({ width, height }: RgbImage): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < EDGE_POINTS; i++) {
    const [x, y] = [((width - 1) * i) / EDGE_POINTS, ((height - 1) * i) / EDGE_POINTS];
    points.push([x, 0], [width - 1, y], [width - 1 - x, height - 1], [0, height - 1 - y]);
  }
  return points;
}

function mean(points: readonly Point[]): Point {
  const sum = points.reduce<Point>(([sx, sy], [x, y]) => [sx + x, sy + y], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}
