import type { SeenFace } from './decode-faces.js';

/** What the person should do before a picture of their face; `hold` when it can be taken. */
export type FaceHint = 'face' | 'alone' | 'closer' | 'back' | 'center' | 'hold';

/** A face within this share of the largest one's width could be taken for the person's. */
const RIVAL = 0.5;
/**
 * Width of the face over the frame's shorter side. The server refuses faces below 0.2, and asks for 190 pixels; the sizes of
 * live selfies were 0.34 to 0.48. The detector's box is about as wide as the face from ear to ear.
 */
const WIDTH = { least: 0.28, most: 0.72 } as const;

/** Of the page resource's `selfie`: shares of the frame. */
export interface FaceLimits {
  readonly max_centered_threshold_x: number;
  readonly max_centered_threshold_y: number;
  readonly min_edge_threshold: number;
  readonly min_coverage_threshold: number;
  readonly max_coverage_threshold: number;
}

/** For a page that names no limits. */
export const USUAL_LIMITS: FaceLimits = {
  max_centered_threshold_x: 0.2,
  max_centered_threshold_y: 0.2,
  min_edge_threshold: 0.05,
  min_coverage_threshold: 0.07,
  max_coverage_threshold: 0.8,
};

/**
 * What stands most in the way of a picture of one person who fills it. Distance comes before place, for whoever comes
 * closer moves.
 *
 * @param faces as they were found in the frame, in any order
 */
export function judgeFace(
  faces: readonly SeenFace[],
  frame: { readonly width: number; readonly height: number },
  limits: FaceLimits,
): FaceHint {
  const [largest, next] = [...faces].sort((a, b) => b.width - a.width);
  if (largest === undefined) return 'face';
  if (next !== undefined && next.width >= RIVAL * largest.width) return 'alone';
  const share = largest.width / Math.min(frame.width, frame.height);
  const coverage = (largest.width * largest.height) / (frame.width * frame.height);
  if (share < WIDTH.least || coverage < limits.min_coverage_threshold) return 'closer';
  if (share > WIDTH.most || coverage > limits.max_coverage_threshold) return 'back';
  const [x, y] = [largest.x / frame.width, largest.y / frame.height];
  const aside =
    Math.abs(x - 0.5) > limits.max_centered_threshold_x ||
    Math.abs(y - 0.5) > limits.max_centered_threshold_y;
  const room = Math.min(
    x - largest.width / 2 / frame.width,
    1 - x - largest.width / 2 / frame.width,
    y - largest.height / 2 / frame.height,
    1 - y - largest.height / 2 / frame.height,
  );
  return aside || room < limits.min_edge_threshold ? 'center' : 'hold';
}
