import { distance } from '../../image/geometry.js';
import { at, LID_PAIRS, MESH, type MeshPoint } from './mesh-points.js';

/**
 * Where a head points, in degrees. Against 16 pictures with known pose: yaw within 3.6° on average
 * (r = 0.985), pitch 5.1° and 5–8° too low, roll 3.4°.
 */
export interface HeadPose {
  /** Positive: turned towards the right side of the picture. */
  readonly yaw: number;
  /** Positive: looking up. */
  readonly pitch: number;
  /** Positive: tilted clockwise in the picture. */
  readonly roll: number;
}

type Vector = readonly [number, number, number];

/** Head pose from two axes of the mesh: forehead to chin and cheek to cheek. */
export function headPose(points: readonly MeshPoint[]): HeadPose {
  const down = unit(minus(points[MESH.chin]!, points[MESH.forehead]!));
  const across = unit(minus(points[MESH.leftCheek]!, points[MESH.rightCheek]!));
  // Out of the back of the head; the two measured axes are not exactly perpendicular, so re-derive one.
  const back = unit(cross(across, down));
  const sideways = cross(down, back);
  return {
    yaw: degrees(Math.atan2(-back[0], back[2])),
    pitch: degrees(Math.asin(Math.max(-1, Math.min(1, back[1])))),
    roll: degrees(Math.atan2(sideways[1], sideways[0])),
  };
}

/**
 * Opening of each eye: mean lid distance over eye width. Measured 0.14–0.20 closed and 0.25–0.48 open;
 * the person's own baseline tells more than a fixed limit.
 */
export function eyeOpenness(points: readonly MeshPoint[]): { right: number; left: number } {
  const ratio = (pairs: (typeof LID_PAIRS)['right' | 'left'], eye: { outer: number; inner: number }) => {
    const lids = pairs.map(([upper, lower]) => distance(at(points, upper), at(points, lower)));
    return (
      lids.reduce((sum, gap) => sum + gap, 0) /
      lids.length /
      distance(at(points, eye.outer), at(points, eye.inner))
    );
  };
  return { right: ratio(LID_PAIRS.right, MESH.rightEye), left: ratio(LID_PAIRS.left, MESH.leftEye) };
}

function minus(p: MeshPoint, q: MeshPoint): Vector {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
}

function cross(p: Vector, q: Vector): Vector {
  return [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
}

function unit(v: Vector): Vector {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
