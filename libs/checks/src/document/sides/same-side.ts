import type { SideMeasurement } from '../measurement.js';
import { foldLatin } from '../print/names/names.js';
import { MIN_COMMON_PRINT, MIN_LINES_OF_A_DOCUMENT } from '../thresholds.js';

/** Whether two pictures show one side: most of what is printed on one is printed on the other. */
export function showSameSide(front: SideMeasurement, back: SideMeasurement): boolean {
  if (front.status !== 'seen' || back.status !== 'seen') return false;
  const [a, b] = [front, back].map(
    ({ print }) => new Set(print.map(({ text }) => foldLatin(text)).filter((text) => text.length > 3)),
  ) as [Set<string>, Set<string>];
  const common = [...a].filter((text) => b.has(text)).length;
  return common >= MIN_LINES_OF_A_DOCUMENT && common >= MIN_COMMON_PRINT * Math.min(a.size, b.size);
}
