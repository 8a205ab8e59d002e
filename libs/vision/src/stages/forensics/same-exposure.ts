import { correlation, withoutBlur } from '../../image/fine-structure.js';
import { type Affine, affineTransform, composeAffine, similarityTransform } from '../../image/geometry.js';
import { type LumaPlane, lumaPlane } from '../../image/luma.js';
import type { Point, RgbImage } from '../../image/rgb-image.js';
import { warpAffine } from '../../image/warp.js';
import { at, MESH, type MeshPoint } from '../face-mesh/mesh-points.js';

/** Bound once: in hot loops a look-up through the global object costs as much as the work. */
const { abs, cos, floor, hypot, max, min, sin } = Math;

const SIZE = 64;
const MARGIN = 6;
const BLUR_RADIUS = 4;
/** The second face is sampled once, this much finer and wider than the frame, and then moved in steps below a pixel. */
const FINENESS = 1.5;
const ROOM = 12;
/** Half axes of the inner face in shares of the frame: what lies around it may have been replaced. */
const INNER = { x: 0.32, y: 0.4, below: 2 } as const;

/** A face in its picture. */
export interface MeshedFace {
  readonly image: RgbImage;
  readonly mesh: readonly MeshPoint[];
}

/**
 * How alike two faces are pixel by pixel once one is laid over the other: the correlation of brightness in the inner face,
 * −1 to 1, after removing each picture's own light. Two photographs of one person differ in pose, expression and
 * light; copies of one exposure come near to 1, and stay there after scaling, recompression, printing, a change of
 * brightness or colour, and before another background.
 *
 * The meshes place the faces, to about a pixel of the frame; from there the second face is moved, turned and scaled to
 * where the correlation is highest. That lifts copies far more than others: see `SAME_EXPOSURE` of the liveness check.
 */
export function exposureCorrelation(first: MeshedFace, second: MeshedFace): number {
  const frame = uprightFrame(first.mesh);
  // All points together place the second face far more steadily than any two landmarks would.
  const [from, to] = [planar(first.mesh), planar(second.mesh)];
  const inFrame = structureOf(first.image, frame, 1, 0);
  const own = deviations(Float32Array.from(INNER_FACE, ([x, y]) => inFrame.data[y * SIZE + x]!));
  // A copy that was drawn out is nearer to the second start, all others to the first.
  const starts = [similarityTransform(from, to), affineTransform(from, to)];
  return max(
    ...starts.map((toSecond) => {
      const wide = structureOf(second.image, composeAffine(toSecond, frame), FINENESS, ROOM);
      return bestPlacement((place) => correlation(own, deviations(sampled(wide, place))));
    }),
  );
}

/** Where the second face is put in the frame: pixels, a factor, radians; and, for a sheet seen from the side, how far it is drawn out and slanted. */
type Placement = readonly [
  dx: number,
  dy: number,
  scale: number,
  angle: number,
  stretch: number,
  slant: number,
];

/** Further away than this a mesh was never wrong on a face that it lay on at all. */
const FARTHEST: Placement = [4, 4, 0.12, 0.12, 0.1, 0.1];
const STEPS: readonly Placement[] = [
  [1.5, 1.5, 0.04, 0.04, 0.04, 0.04],
  [0.8, 0.8, 0.02, 0.02, 0.02, 0.02],
  [0.4, 0.4, 0.01, 0.01, 0.01, 0.01],
];
const MOST_ROUNDS = 3;

/** The highest value on a climb from the middle, along one axis at a time, in ever smaller steps. */
function bestPlacement(valueAt: (place: Placement) => number): number {
  const middle: Placement = [0, 0, 1, 0, 0, 0];
  let [here, best] = [middle, valueAt(middle)];
  for (const steps of STEPS) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = best;
      for (const [axis, step] of steps.entries()) {
        for (const by of [-step, step]) {
          const place = here.map((value, i) => (i === axis ? value + by : value)) as unknown as Placement;
          if (abs(place[axis]! - middle[axis]!) > FARTHEST[axis]!) continue;
          const value = valueAt(place);
          if (value > best) [here, best] = [place, value];
        }
      }
      if (best === before) break;
    }
  }
  return best;
}

/** Maps 64 px, forehead at the top and chin at the bottom, onto a face. */
function uprightFrame(mesh: readonly MeshPoint[]): Affine {
  const inFrame: Point[] = [
    [SIZE / 2, MARGIN],
    [SIZE / 2, SIZE - MARGIN],
  ];
  return similarityTransform(inFrame, [at(mesh, MESH.forehead), at(mesh, MESH.chin)]);
}

/** A face in its frame, `fineness` times larger and with `room` around, minus its own blur: fine structure without the fall of light. */
function structureOf(image: RgbImage, frame: Affine, fineness: number, room: number): LumaPlane {
  const side = Math.round((SIZE + 2 * room) * fineness);
  const map = composeAffine(frame, [1 / fineness, 0, -room, 0, 1 / fineness, -room]);
  return withoutBlur(lumaPlane(warpAffine(image, map, side, side), side, side), BLUR_RADIUS * fineness);
}

const INNER_FACE: readonly Point[] = Array.from(
  { length: SIZE * SIZE },
  (_, i): Point => [i % SIZE, floor(i / SIZE)],
).filter(
  ([x, y]) =>
    hypot((x + 0.5 - SIZE / 2) / (INNER.x * SIZE), (y + 0.5 - SIZE / 2 - INNER.below) / (INNER.y * SIZE)) <=
    1,
);

/** The inner face as it is seen at a placement, bilinearly. */
function sampled(
  { data, width }: LumaPlane,
  [dx, dy, scale, angle, stretch, slant]: Placement,
): Float32Array {
  const out = new Float32Array(INNER_FACE.length);
  const middle = (SIZE - 1) / 2;
  const [c, s] = [cos(angle) * scale * FINENESS, sin(angle) * scale * FINENESS];
  const [cx, cy] = [(middle + dx + ROOM) * FINENESS, (middle + dy + ROOM) * FINENESS];
  for (const [o, [x, y]] of INNER_FACE.entries()) {
    const across = (x - middle) * (1 + stretch) + (y - middle) * slant;
    const u = max(0, min(width - 1.001, cx + c * across - s * (y - middle)));
    const v = max(0, min(width - 1.001, cy + s * across + c * (y - middle)));
    const [x0, y0] = [floor(u), floor(v)];
    const [fx, fy] = [u - x0, v - y0];
    const i = y0 * width + x0;
    const upper = data[i]! * (1 - fx) + data[i + 1]! * fx;
    const lower = data[i + width]! * (1 - fx) + data[i + width + 1]! * fx;
    out[o] = upper * (1 - fy) + lower * fy;
  }
  return out;
}

function deviations(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function planar(mesh: readonly MeshPoint[]): Point[] {
  return mesh.map(([x, y]) => [x, y]);
}
