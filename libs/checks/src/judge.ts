import type { FaceCrops } from '@idem/contracts';
import type { Check, CheckInput, MeasureDeps, Verdict } from './check.js';

/** A verdict with what it rests on, as plain JSON: stored beside the outcome so that it can be replayed. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly measurement: unknown;
  readonly models: readonly string[];
  readonly thresholdsVersion: string;
  /** The faces that were compared: JPEG in base64. Absent where none were. */
  readonly crops?: FaceCrops;
}

/** Looks, then judges. @throws when the check cannot measure. */
export async function judge<Measurement>(
  check: Check<Measurement>,
  deps: MeasureDeps,
  input: CheckInput,
): Promise<Judgement> {
  const crops: FaceCrops = {};
  const keepCrop: MeasureDeps['keepCrop'] = (of, jpeg) => {
    crops[of] = Buffer.from(jpeg).toString('base64');
  };
  const keepTemplate: MeasureDeps['keepTemplate'] = (template) => {
    crops.template = template;
  };
  const measurement = await check.measure({ ...deps, keepCrop, keepTemplate }, input);
  const { images: _images, chip: _chip, challengeFrames: _frames, ...circumstances } = input;
  return {
    verdict: check.evaluate(measurement, circumstances),
    measurement,
    models: check.models,
    thresholdsVersion: check.thresholdsVersion,
    ...(Object.keys(crops).length > 0 ? { crops } : {}),
  };
}
