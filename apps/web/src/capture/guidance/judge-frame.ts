import type { Edge } from './find-edges.js';
import type { FrameMeasure } from './measure-frame.js';

/** What the person should do; `hold` when a picture can be taken. */
export type Hint =
  | 'flip'
  | 'align'
  | 'closer'
  | 'back'
  | 'level'
  | 'brighter'
  | 'darker'
  | 'glare'
  | 'still'
  | 'focus'
  | 'hold';

/** A side counts as seen along this share of it. */
const SEEN = 0.6;
const LIMITS = {
  offset: 0.08,
  slant: 0.08,
  dark: 45,
  bright: 235,
  glare: 0.04,
  motion: 9,
  contrast: 12,
  sharpness: 0.035,
} as const;

/**
 * What stands most in the way of a good picture. Framing comes before light and light before focus, for each spoils the
 * measures of the next.
 */
export function judgeFrame({ edges, ...frame }: FrameMeasure): Hint {
  if (frame.brightness < LIMITS.dark) return 'brighter';
  const seen = Object.values(edges).filter((edge: Edge) => edge.support >= SEEN);
  // One side may be hidden by fingers or lie on a table of its own colour.
  if (seen.length < 3) return frame.brightness > LIMITS.bright ? 'darker' : 'align';
  const offset = seen.reduce((sum, edge) => sum + edge.offset, 0) / seen.length;
  if (offset > LIMITS.offset) return 'back';
  if (offset < -LIMITS.offset) return 'closer';
  // Tilted or turned, a document is so on two sides at least; one slanted side is print that passed for an edge.
  if (seen.filter((edge) => Math.abs(edge.slant) > LIMITS.slant).length >= 2) return 'level';
  if (frame.brightness > LIMITS.bright) return 'darker';
  if (frame.glare > LIMITS.glare && frame.brightness < LIMITS.bright - 35) return 'glare';
  if (frame.motion === null || frame.motion > LIMITS.motion) return 'still';
  return frame.contrast < LIMITS.contrast || frame.sharpness < LIMITS.sharpness ? 'focus' : 'hold';
}
