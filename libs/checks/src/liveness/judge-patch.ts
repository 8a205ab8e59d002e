import type { FacePatch } from '@idem/vision/stages/face-liveness/face-patch';
import { PATCH } from './thresholds.js';

export interface PatchVerdict {
  /** Levels, 0–383: how little black the face has, and half of the contrast of a line around it. */
  readonly score: number;
  /** Whether something with a face on it lies before the head. */
  readonly refused: boolean;
}

/**
 * A print has raised blacks wherever it lies. On a foggy picture everything has, so that counts only where the surroundings are
 * blacker by far. The edge of what was cut out adds to it and decides nothing alone: hair before a wall has one too.
 */
export function judgePatch({ faceBlack, surroundingBlack, contour }: FacePatch): PatchVerdict {
  const score = faceBlack + contour / 2;
  return { score, refused: faceBlack - surroundingBlack >= PATCH.minVeil && score >= PATCH.refuse };
}
