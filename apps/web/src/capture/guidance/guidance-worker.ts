import { type Fingerprint, fingerprintOf, likeness, SAME_SIDE } from './fingerprint.js';
import { guideIn } from './guide.js';
import { type Hint, judgeFrame } from './judge-frame.js';
import { type Luma, planesOf } from './luma.js';
import { measureFrame } from './measure-frame.js';

/** A frame of the camera, made small. */
export interface GuidanceRequest {
  readonly rgba: ArrayBuffer;
  readonly width: number;
  readonly height: number;
  readonly aspect: number;
  /** The side that is not wanted now; null when there is none. */
  readonly otherSide: Fingerprint | null;
}

export interface GuidanceAnswer {
  readonly hint: Hint;
  readonly fingerprint: Fingerprint;
}

let before: Luma | null = null;

addEventListener('message', ({ data }: MessageEvent<GuidanceRequest>) => {
  const { rgba, width, height, aspect, otherSide } = data;
  const planes = planesOf(new Uint8ClampedArray(rgba), width, height);
  const { luma } = planes;
  const same = before?.width === width && before.height === height ? before : null;
  const guide = guideIn(width, height, aspect);
  const fingerprint = fingerprintOf(luma, guide);
  const wrongSide = otherSide !== null && likeness(fingerprint, otherSide) > SAME_SIDE;
  const hint = wrongSide ? 'flip' : judgeFrame(measureFrame(planes, guide, same));
  before = luma;
  postMessage({ hint, fingerprint } satisfies GuidanceAnswer);
});
