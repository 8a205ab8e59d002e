import { guideIn } from './guide.js';
import { judgeFrame } from './judge-frame.js';
import { type Luma, lumaOf } from './luma.js';
import { measureFrame } from './measure-frame.js';

/** A frame of the camera, made small. */
export interface GuidanceRequest {
  readonly rgba: ArrayBuffer;
  readonly width: number;
  readonly height: number;
  readonly aspect: number;
}

let before: Luma | null = null;

addEventListener('message', ({ data }: MessageEvent<GuidanceRequest>) => {
  const { rgba, width, height, aspect } = data;
  const luma = lumaOf(new Uint8ClampedArray(rgba), width, height);
  const same = before?.width === width && before.height === height ? before : null;
  const hint = judgeFrame(measureFrame(luma, guideIn(width, height, aspect), same));
  before = luma;
  postMessage(hint);
});
