import type { Finding } from './finding.js';
import type { PosedFrame } from './judge-faces.js';
import { SUSPICIOUS_PASSIVE } from './thresholds.js';

/** What the optional passive model makes of the pictures. Never fails: it was not measured on turned heads. */
export function judgePassive(frames: readonly PosedFrame[]): Finding {
  const signal = 'challenge.passive_liveness';
  const live = frames
    .flatMap(({ face }) => (face.passive === null ? [] : [face.passive]))
    .sort((p, q) => p - q);
  const median = live[Math.floor(live.length / 2)];
  if (median === undefined) {
    const note = 'Not collected: no passive liveness model is installed.';
    return { insight: { signal, level: 'elevated', score: null, note } };
  }
  return { insight: { signal, level: median < SUSPICIOUS_PASSIVE ? 'elevated' : 'low', score: median } };
}
