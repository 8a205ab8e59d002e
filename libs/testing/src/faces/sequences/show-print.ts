import type { RgbImage } from '@idem/vision/image/rgb-image';
import { drawTriangles, type ProjectedVertex } from './draw-triangles.js';

/** How a printed photograph is held before the camera. */
export interface PrintPosture {
  /** Degrees about the upright axis, positive turns its front towards the right side of the picture. */
  readonly yaw: number;
  /** Degrees about the level axis. */
  readonly pitch?: number;
  /** 0 flat; else the angle in degrees that the paper bends over its width, its middle nearest to the camera. */
  readonly bend?: number;
  /** Share of the picture's width that the paper takes when it is held straight. */
  readonly size?: number;
  readonly shift?: readonly [x: number, y: number];
}

/** Rows and columns of the net that the paper is drawn with. */
const CELLS = 24;

/** Distance of the camera, in widths of the picture: a phone held at arm's length sees a face of this perspective. */
const CAMERA_DISTANCE = 2.2;

/** The photograph as a sheet of paper, turned and bent, before something else. */
export function showPrint(photograph: RgbImage, posture: PrintPosture, backdrop: RgbImage): RgbImage {
  const { width, height } = photograph;
  const from = net((s, t) => ({ x: s * (width - 1), y: t * (height - 1) }));
  const to = net((s, t) => project(s - 0.5, ((t - 0.5) * height) / width, posture, backdrop));
  return drawTriangles(photograph, backdrop, from, to, netTriangles());
}

function project(s: number, t: number, posture: PrintPosture, { width, height }: RgbImage): ProjectedVertex {
  const { yaw, pitch = 0, bend = 0, size = 1, shift = [0, 0] } = posture;
  const arc = radians(bend);
  const [x, z] = arc === 0 ? [s, 0] : [Math.sin(s * arc) / arc, (1 - Math.cos(s * arc)) / arc];
  const [u, w] = rotate(x, z, radians(yaw));
  const [v, depth] = rotate(t, w, radians(pitch));
  const scale = (size * width * CAMERA_DISTANCE) / (CAMERA_DISTANCE + depth);
  return { x: width / 2 + u * scale + shift[0], y: height / 2 + v * scale + shift[1], z: depth };
}

/** Turns a point so that what lies at its positive side goes farther away. */
function rotate(across: number, depth: number, angle: number): [number, number] {
  return [
    across * Math.cos(angle) - depth * Math.sin(angle),
    depth * Math.cos(angle) + across * Math.sin(angle),
  ];
}

function net<T>(vertex: (s: number, t: number) => T): T[] {
  return Array.from({ length: (CELLS + 1) ** 2 }, (_, i) =>
    vertex((i % (CELLS + 1)) / CELLS, Math.floor(i / (CELLS + 1)) / CELLS),
  );
}

function netTriangles(): Uint32Array {
  const corners: number[] = [];
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      const i = row * (CELLS + 1) + column;
      corners.push(i, i + 1, i + CELLS + 1, i + 1, i + CELLS + 2, i + CELLS + 1);
    }
  }
  return Uint32Array.from(corners);
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
