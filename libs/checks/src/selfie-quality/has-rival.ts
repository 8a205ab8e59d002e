import { RIVAL } from './thresholds.js';

/** A face as it is told from others on one picture. */
export interface PictureFace {
  /** Longer side in pixels. */
  readonly size: number;
  /** Detector × mesh, 0–1. */
  readonly score: number;
}

/** Whether it is unclear whose selfie it is. @param faces the most prominent first. */
export function hasRival([first, ...others]: readonly PictureFace[]): boolean {
  if (!first) return false;
  return others.some(({ size, score }) => score >= RIVAL.minScore && size >= first.size * RIVAL.minSize);
}

/** What the person should change. */
export const RIVAL_REASON = 'There is more than one face on the selfie. Take it alone.';
