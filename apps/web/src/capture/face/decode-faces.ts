/** A face in a frame: centre and size of the box from the brows to the chin, in pixels of the frame. */
export interface SeenFace {
  /** 0–1. */
  readonly score: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Side of the square that the network looks at, in pixels (BlazeFace, Bazarevsky et al. 2019, front camera). */
export const INPUT_SIDE = 128;
/** Box (4) and six key points (2 each) per anchor. */
const VALUES_PER_ANCHOR = 16;
/** The finer grid comes first: so many cells a side, so many anchors a cell. */
const GRIDS = [
  { cells: 16, anchors: 2 },
  { cells: 8, anchors: 6 },
] as const;
/** Below this the boxes are mostly not faces. */
const MIN_SCORE = 0.6;
/** Boxes of one face overlap more than this, boxes of neighbours less. */
const MAX_OVERLAP = 0.3;

/** One grid's answer, row by row: a logit an anchor, and the values of its box in pixels of the square. */
export interface GridOutput {
  readonly logits: Float32Array;
  readonly values: Float32Array;
}

/**
 * Faces among the network's outputs, best first, one box a face.
 *
 * @param outputs one a grid, the finer first
 * @returns boxes in pixels of the square, at whose upper left the frame lies in its own size
 */
export function decodeFaces(outputs: readonly GridOutput[]): SeenFace[] {
  const found: SeenFace[] = [];
  for (const [grid, { cells, anchors }] of GRIDS.entries()) {
    const { logits, values } = outputs[grid]!;
    const step = INPUT_SIDE / cells;
    for (let i = 0; i < cells * cells * anchors; i++) {
      const score = 1 / (1 + Math.exp(-logits[i]!));
      if (score < MIN_SCORE) continue;
      const cell = Math.floor(i / anchors);
      const [dx, dy, width, height] = values.subarray(i * VALUES_PER_ANCHOR) as unknown as Four;
      found.push({
        score,
        x: ((cell % cells) + 0.5) * step + dx,
        y: (Math.floor(cell / cells) + 0.5) * step + dy,
        width,
        height,
      });
    }
  }
  found.sort((a, b) => b.score - a.score);
  const faces: SeenFace[] = [];
  for (const face of found) {
    if (faces.every((other) => overlap(face, other) <= MAX_OVERLAP)) faces.push(face);
  }
  return faces;
}

type Four = readonly [number, number, number, number];

/** Shared area over joint area. */
function overlap(a: SeenFace, b: SeenFace): number {
  const along = (p: number, q: number, size: number, other: number): number =>
    Math.max(0, Math.min(p + size / 2, q + other / 2) - Math.max(p - size / 2, q - other / 2));
  const shared = along(a.x, b.x, a.width, b.width) * along(a.y, b.y, a.height, b.height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}
