import type { FaceComparison } from './measurement.js';
import { FUSION, ZONES, type Zones } from './thresholds.js';

/** The comparison was made with models for which nobody has measured thresholds. */
export class UncalibratedModelError extends Error {
  override readonly name = 'UncalibratedModelError';
}

/** The score that the zones refer to: a cosine, or two cosines fused. */
export function scoreOf({ cosine, secondCosine }: FaceComparison): number {
  return secondCosine === null ? cosine : cosine + FUSION.weight * (secondCosine - FUSION.centre);
}

/**
 * The zones that the score of a comparison is read with.
 *
 * @throws {UncalibratedModelError}
 */
export function zonesOf({ models, calibration }: FaceComparison): Zones {
  const key = models.second === null ? models.first : `${models.first}+${models.second}`;
  const zones = ZONES[key] ?? calibration;
  if (!zones) throw new UncalibratedModelError(`no thresholds are known for ${key}`);
  return zones;
}
