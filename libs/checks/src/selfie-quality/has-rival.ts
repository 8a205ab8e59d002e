import { RIVAL } from './thresholds.js';

/** A face as it is told from others on one picture. */
export interface PictureFace {
  /** Longer side in pixels. */
  readonly size: number;
  /** Detector × mesh, 0–1. */
  readonly score: number;
}

/** Whether anybody else on the picture could be the one who sends it. @param faces the most prominent first. */
export function hasRival(faces: readonly PictureFace[]): boolean {
  return hasOther(faces, RIVAL.minSize);
}

/** Whether another face is so large that it is unclear which of them to compare. @param faces the most prominent first. */
export function isCrowded(faces: readonly PictureFace[]): boolean {
  return hasOther(faces, RIVAL.crowdedSize);
}

function hasOther([first, ...others]: readonly PictureFace[], minSize: number): boolean {
  if (!first) return false;
  return others.some(({ size, score }) => score >= RIVAL.minScore && size >= first.size * minSize);
}

/** What the person should change. */
export const RIVAL_REASON =
  'There is more than one face on the selfie. Take it alone, away from posters, screens, and other people.';
