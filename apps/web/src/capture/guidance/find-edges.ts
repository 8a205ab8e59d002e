import type { Box } from './guide.js';
import type { Luma, Planes } from './luma.js';

/** One side of the document near the guide's. */
export interface Edge {
  /** Share of the side along which an edge was seen, 0 to 1. */
  readonly support: number;
  /** How far outside the guide it lies, in shares of the guide's shorter side; negative inside. */
  readonly offset: number;
  /** Share of the guide's shorter side by which its two ends differ; 0 is parallel. */
  readonly slant: number;
}

export interface Edges {
  readonly top: Edge;
  readonly right: Edge;
  readonly bottom: Edge;
  readonly left: Edge;
}

const SEGMENTS = 16;
/** How far from the guide a side is looked for, in shares of the guide's shorter side. */
const REACH = 0.2;
/** Grey levels by which the two sides of an edge differ at least. */
const STEP = 14;
/** How far the edge of one segment may lie from the side's line, in shares of the guide's shorter side. */
const SLACK = 0.035;

/** Looks for the four sides of a document close to where the guide has them. */
export function findEdges(planes: Planes, guide: Box): Edges {
  const { left, top, width, height } = guide;
  const unit = Math.min(width, height);
  const find = (place: (along: number, out: number) => readonly [number, number]): Edge => {
    const offsets: number[] = [];
    const places: number[] = [];
    for (let segment = 0; segment < SEGMENTS; segment++) {
      // Corners are round and hidden by fingers: the side's middle tells.
      const along = 0.1 + (0.8 * (segment + 0.5)) / SEGMENTS;
      const found = strongestStep(planes, unit, (out) => place(along, out * unit));
      if (found === null) continue;
      offsets.push(found);
      places.push(along);
    }
    return fitSide(places, offsets);
  };
  return {
    top: find((along, out) => [left + along * width, top - out]),
    bottom: find((along, out) => [left + along * width, top + height + out]),
    left: find((along, out) => [left - out, top + along * height]),
    right: find((along, out) => [left + width + out, top + along * height]),
  };
}

/**
 * Where along a line across the side grey or colour changes, in shares; null when both change little everywhere. Of several
 * places the outermost that is about as strong as the strongest: print lies inside the document.
 */
function strongestStep(
  { luma, warmth }: Planes,
  unit: number,
  at: (out: number) => readonly [number, number],
): number | null {
  const step = 1 / unit;
  const changes: { readonly out: number; readonly change: number }[] = [];
  for (let out = REACH; out >= -REACH; out -= step) {
    const inside = at(out - 2 * step);
    const outside = at(out + 2 * step);
    const change = Math.max(changeBetween(luma, inside, outside), changeBetween(warmth, inside, outside));
    changes.push({ out, change });
  }
  const strongest = Math.max(0, ...changes.map(({ change }) => change));
  if (strongest < STEP) return null;
  return changes.find(({ change }) => change >= strongest / 2)?.out ?? null;
}

/** 0 where one of the places lies outside the picture. */
function changeBetween(plane: Luma, a: readonly [number, number], b: readonly [number, number]): number {
  const [first, second] = [sample(plane, a), sample(plane, b)];
  return first === null || second === null ? 0 : Math.abs(first - second);
}

function sample({ width, height, data }: Luma, [x, y]: readonly [number, number]): number | null {
  const column = Math.round(x);
  const row = Math.round(y);
  if (column < 0 || row < 0 || column >= width || row >= height) return null;
  return data[row * width + column]!;
}

/** The line that most segments agree on, through the pairs of them. */
function fitSide(places: readonly number[], offsets: readonly number[]): Edge {
  let best: Edge = { support: 0, offset: 0, slant: 0 };
  for (let a = 0; a < places.length; a++) {
    for (let b = a + 1; b < places.length; b++) {
      const slope = (offsets[b]! - offsets[a]!) / (places[b]! - places[a]!);
      if (Math.abs(slope) > REACH) continue;
      const start = offsets[a]! - slope * places[a]!;
      const near = places.filter((place, i) => Math.abs(offsets[i]! - start - slope * place) <= SLACK).length;
      const support = near / SEGMENTS;
      if (support > best.support) best = { support, offset: start + slope / 2, slant: slope };
    }
  }
  return best;
}
