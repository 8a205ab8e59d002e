import { cropImage } from '../../image/crop.js';
import type { Box } from '../../image/geometry.js';
import { resizeImage } from '../../image/resize.js';
import type { RgbImage } from '../../image/rgb-image.js';

/** The straight edges around a face. Plain JSON. */
export interface PortraitFrame {
  /** By how much they are turned clockwise against the nearest of the given axes, in degrees: −8 … 8. */
  readonly turn: number;
  /** Share of the edges, on the three clearest of four sides, along which the picture changes there: 0 … 1. */
  readonly edge: number;
  /** The greatest such share within half a degree of an axis: as much as `edge` where the frame stands straight. */
  readonly along: number;
}

/** Pixels that the face is wide when its frame is searched: a degree is two pixels on an edge of this length. */
const FACE_WIDTH = 120;
/** How far a portrait reaches beyond the face, in widths and heights of it. */
const REACH = { x: 0.9, y: 0.95 };
/** Edges may cut off this much of the face's box. */
const INSIDE = 0.08;
const MAX_TURN = 8;
const STEP = 0.5;
/** Levels of the brightest change of a channel over four pixels; less is noise and ground print. */
const MIN_CHANGE = 14;
/** Degrees within which a frame stands straight. */
const STRAIGHT = 0.5;

const { abs, max, min, round, tan } = Math;

/**
 * Searches the frame of a portrait: four straight edges around the face, turned alike. A portrait that is printed with its
 * page stands along the page's print; a photograph that lies on it, seldom. Portraits that fade into the ground have no edges.
 * About 40 ms.
 *
 * @param face ear to ear, in pixels of the page.
 * @param axes degrees by which the page's sides, or its print, are turned clockwise in the picture; one at least.
 * @returns null where the page ends too near to the face.
 */
export async function measurePortraitFrame(
  page: RgbImage,
  face: Box,
  axes: readonly number[],
): Promise<PortraitFrame | null> {
  const around = await surroundings(page, face);
  if (around === null) return null;
  const sides = sidesAround(around.image, around.face);
  let best: PortraitFrame = { turn: 0, edge: 0, along: 0 };
  let along = 0;
  for (let angle = min(...axes) - MAX_TURN; angle <= max(...axes) + MAX_TURN; angle += STEP) {
    const shares = sides.map((side) => clearest(side, angle)).sort((a, b) => b - a);
    const edge = (shares[0]! + shares[1]! + shares[2]!) / 3;
    const turn = axes.map((axis) => angle - axis).reduce((a, b) => (abs(b) < abs(a) ? b : a));
    if (abs(turn) <= STRAIGHT) along = max(along, edge);
    if (edge > best.edge) best = { turn, edge, along: 0 };
  }
  return { ...best, along };
}

/** As much of the page as a portrait takes, at a size at which one turn is as easily seen as another. */
async function surroundings(
  page: RgbImage,
  face: Box,
): Promise<{ readonly image: RgbImage; readonly face: Box } | null> {
  const [faceWidth, faceHeight] = [face.right - face.left, face.bottom - face.top];
  const left = max(0, round(face.left - (REACH.x + 0.2) * faceWidth));
  const top = max(0, round(face.top - (REACH.y + 0.2) * faceHeight));
  const right = min(page.width, round(face.right + (REACH.x + 0.2) * faceWidth));
  const bottom = min(page.height, round(face.bottom + (REACH.y + 0.2) * faceHeight));
  if (right - left < 1.2 * faceWidth || bottom - top < 1.2 * faceHeight) return null;
  const scale = FACE_WIDTH / faceWidth;
  const image = await resizeImage(
    cropImage(page, { left, top, right, bottom }),
    round((right - left) * scale),
    round((bottom - top) * scale),
  );
  return {
    image,
    face: {
      left: (face.left - left) * scale,
      top: (face.top - top) * scale,
      right: (face.right - left) * scale,
      bottom: (face.bottom - top) * scale,
    },
  };
}

/** Where one edge is searched; `u` runs along it and `v` across. */
interface Side {
  readonly changes: Uint8Array;
  readonly strideU: number;
  readonly strideV: number;
  readonly sizeV: number;
  readonly fromU: number;
  readonly toU: number;
  readonly fromV: number;
  readonly toV: number;
  /** 1 where `v` grows with a clockwise turn along `u`, else −1. */
  readonly sense: 1 | -1;
}

function sidesAround(image: RgbImage, { left, top, right, bottom }: Box): readonly Side[] {
  const { width, height } = image;
  const [w, h] = [right - left, bottom - top];
  const upright = {
    changes: changesOf(image, 1, width),
    strideU: width,
    strideV: 1,
    sizeV: width,
    fromU: round(max(0, top - 0.15 * h)),
    toU: round(min(height, bottom + 0.1 * h)),
    sense: -1 as const,
  };
  const level = {
    changes: changesOf(image, width, 1),
    strideU: 1,
    strideV: width,
    sizeV: height,
    fromU: round(max(0, left - 0.1 * w)),
    toU: round(min(width, right + 0.1 * w)),
    sense: 1 as const,
  };
  return [
    { ...upright, fromV: round(left - REACH.x * w), toV: round(left + INSIDE * w) },
    { ...upright, fromV: round(right - INSIDE * w), toV: round(right + REACH.x * w) },
    { ...level, fromV: round(top - REACH.y * h), toV: round(top + INSIDE * h) },
    { ...level, fromV: round(bottom - INSIDE * h), toV: round(bottom + REACH.y * h) },
  ];
}

/** 1 where the picture changes most, across an edge, among the pixels beside. */
function changesOf({ data, width, height }: RgbImage, across: number, along: number): Uint8Array {
  const size = width * height;
  const change = new Float32Array(size);
  for (let at = 2 * across + along; at < size - 2 * across - along; at++) {
    let most = 0;
    for (let channel = 0; channel < 3; channel++) {
      const value = (i: number) => data[3 * i + channel]!;
      const before = value(at - across) + value(at - 2 * across);
      const behind = value(at + across) + value(at + 2 * across);
      most = max(most, abs(behind - before) / 2);
    }
    change[at] = most;
  }
  const peaks = new Uint8Array(size);
  for (let at = across; at < size - across; at++) {
    const here = change[at]!;
    if (here >= MIN_CHANGE && here >= change[at - across]! && here >= change[at + across]!) peaks[at] = 1;
  }
  return peaks;
}

/** The greatest share of an edge at this angle along which the picture changes. */
function clearest(side: Side, degrees: number): number {
  const { changes, strideU, strideV, sizeV, fromU, toU, sense } = side;
  const slope = sense * tan((degrees * Math.PI) / 180);
  const middle = (fromU + toU) / 2;
  const offsets: number[] = [];
  for (let u = fromU; u < toU; u += 2) offsets.push(u, round((u - middle) * slope));
  let best = 0;
  for (let v = max(1, side.fromV); v < min(sizeV - 1, side.toV); v++) {
    let hits = 0;
    for (let i = 0; i < offsets.length; i += 2) {
      const at = v + offsets[i + 1]!;
      if (at < 1 || at >= sizeV - 1) continue;
      const index = offsets[i]! * strideU + at * strideV;
      if (changes[index] || changes[index - strideV] || changes[index + strideV]) hits++;
    }
    best = max(best, hits);
  }
  return best / (offsets.length / 2);
}
