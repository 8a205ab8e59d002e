import type { RgbImage } from '@idem/vision/image/rgb-image';
import { drawTriangles, type ProjectedVertex } from './draw-triangles.js';
import { EYELIDS } from './eyelids.js';
import type { HeadModel, Vertex } from './head-model.js';

/** How a rendered head is held. */
export interface HeadPosture {
  /** Degrees to be reached, positive towards the right side of the picture: the person's own left. */
  readonly yaw: number;
  /** Degrees added to the picture's own pitch, positive looks up. */
  readonly pitch?: number;
  /** Degrees added to the picture's own roll, positive clockwise. */
  readonly roll?: number;
  /** 0 as in the picture, 1 closed. */
  readonly closed?: number;
  /** Shift of the head in pixels. */
  readonly shift?: readonly [x: number, y: number];
}

/** Where the lids meet, between the upper (0) and the lower one (1). */
const LIDS_MEET = 0.9;

/** How far from the edge of the lid towards its crease the texture of a closed lid is taken. */
const FOLDED = 0.8;

/** The edge of each upper lid, from corner to corner. */
const LASHES = [
  [33, 246, 161, 160, 159, 158, 157, 173, 133],
  [263, 466, 388, 387, 386, 385, 384, 398, 362],
] as const;

/** Half the thickness of closed lashes, in widths of the face. */
const LASH_RADIUS = 0.006;

/** Draws the head in another posture over its own surroundings, which stretch where it moves away from them. */
export function poseHead(model: HeadModel, posture: HeadPosture): RgbImage {
  const { vertices, picture, triangles } = model;
  const closed = posture.closed ?? 0;
  const turned = closeEyes(vertices, closed).map((vertex) => turn(vertex, model, posture));
  const drawn = drawTriangles(picture, picture, unfoldLids(vertices, closed), turned, triangles);
  if (closed >= 0.5)
    for (const lashes of LASHES)
      drawLashes(
        drawn,
        lashes.map((index) => turned[index]!),
        model.faceWidth,
      );
  return drawn;
}

/** Closed lashes: a dark line where the lids meet, without which the closed eye is a blank. */
function drawLashes(drawn: RgbImage, line: readonly ProjectedVertex[], faceWidth: number): void {
  const radius = faceWidth * LASH_RADIUS;
  for (const [i, to] of line.entries()) {
    const from = line[i - 1];
    if (!from) continue;
    const steps = Math.ceil(2 * Math.hypot(to.x - from.x, to.y - from.y));
    for (let step = 0; step <= steps; step++) {
      const x = from.x + ((to.x - from.x) * step) / steps;
      const y = from.y + ((to.y - from.y) * step) / steps;
      darken(drawn, x, y, radius);
    }
  }
}

function darken({ data, width, height }: RgbImage, x: number, y: number, radius: number): void {
  for (let v = Math.max(0, Math.ceil(y - radius)); v <= Math.min(height - 1, y + radius); v++) {
    for (let u = Math.max(0, Math.ceil(x - radius)); u <= Math.min(width - 1, x + radius); u++) {
      const i = 3 * (v * width + u);
      for (let ch = i; ch < i + 3; ch++) data[ch] = Math.min(data[ch]!, 45);
    }
  }
}

function turn({ x, y, z, follows }: Vertex, model: HeadModel, posture: HeadPosture): ProjectedVertex {
  const [cx, cy, cz] = model.pivot;
  const yaw = radians(posture.yaw - model.pose.yaw);
  const pitch = radians(posture.pitch ?? 0);
  const [tilt, roll] = [radians(model.pose.roll), radians(posture.roll ?? 0)];
  // A tilted head turns about its own axis, not the picture's.
  let [u, v, w] = [...rotate(x - cx, y - cy, -tilt), z - cz];
  [u, w] = [u * Math.cos(yaw) - w * Math.sin(yaw), w * Math.cos(yaw) + u * Math.sin(yaw)];
  [v, w] = [v * Math.cos(pitch) + w * Math.sin(pitch), w * Math.cos(pitch) - v * Math.sin(pitch)];
  [u, v] = rotate(u, v, tilt + roll);
  const [sx, sy] = posture.shift ?? [0, 0];
  return {
    x: x + follows * (cx + u + sx - x),
    y: y + follows * (cy + v + sy - y),
    z: z + follows * (cz + w - z),
  };
}

function rotate(x: number, y: number, angle: number): [number, number] {
  return [x * Math.cos(angle) - y * Math.sin(angle), y * Math.cos(angle) + x * Math.sin(angle)];
}

/** Where the points of the lids come to lie. */
function closeEyes(vertices: readonly Vertex[], closed: number): readonly Vertex[] {
  const moved = [...vertices];
  for (const [, upper, lower] of EYELIDS) {
    const meet = between(vertices[upper]!, vertices[lower]!, LIDS_MEET);
    moved[upper] = between(vertices[upper]!, meet, closed);
    moved[lower] = between(vertices[lower]!, meet, closed);
  }
  return moved;
}

/** A closed lid shows the skin that lay folded at the crease, not more of the lashes. */
function unfoldLids(vertices: readonly Vertex[], closed: number): readonly Vertex[] {
  const unfolded = [...vertices];
  for (const [crease, upper] of EYELIDS) {
    unfolded[upper] = between(vertices[upper]!, vertices[crease]!, FOLDED * closed);
  }
  return unfolded;
}

function between(from: Vertex, to: Vertex, share: number): Vertex {
  return {
    ...from,
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    z: from.z + (to.z - from.z) * share,
  };
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
