import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Fingerprint } from './fingerprint.js';
import type { GuidanceAnswer, GuidanceRequest } from './guidance-worker.js';
import type { Hint } from './judge-frame.js';
import { IDLE, runShutter, type ShutterState } from './run-shutter.js';
import { type ShownHint, stabiliseHint } from './stabilise-hint.js';

/** Pixels of a frame's longer side; sides and blur of a card can be told from it. */
const SIDE = 320;
/** Between two frames, in ms. */
const EVERY_MS = 180;

/**
 * Watches the camera in a worker. Without a worker there is no guidance, and the shutter is pressed by hand.
 *
 * @param take called once the picture was good for `holdMs`
 */
export function useGuidance(
  video: RefObject<HTMLVideoElement | null>,
  input: {
    readonly live: boolean;
    readonly aspect: number;
    readonly holdMs: number;
    /** The side that is not wanted now; null when there is none. */
    readonly otherSide: Fingerprint | null;
    readonly take: () => void;
  },
): {
  readonly hint: Signal<Hint | null>;
  readonly held: Signal<number>;
  /** What the last frame looked like. */
  readonly fingerprint: RefObject<Fingerprint | null>;
} {
  const hint = useSignal<Hint | null>(null);
  const held = useSignal(0);
  const fingerprint = useRef<Fingerprint | null>(null);
  const { live, aspect, holdMs, otherSide, take } = input;

  useEffect(() => {
    if (!live) return;
    const worker = new Worker(new URL('./guidance-worker.ts', import.meta.url), { type: 'module' });
    const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
    let state: ShutterState = IDLE;
    let shown: ShownHint<Hint> | null = null;
    let waiting = false;
    const timer = setInterval(() => {
      const element = video.current;
      // A slow phone answers late: frames are left out, never queued.
      if (waiting || element === null || context === null || element.videoWidth === 0) return;
      const scale = SIDE / Math.max(element.videoWidth, element.videoHeight);
      const width = Math.round(element.videoWidth * scale);
      const height = Math.round(element.videoHeight * scale);
      context.drawImage(element, 0, 0, width, height);
      const rgba = context.getImageData(0, 0, width, height).data.buffer;
      waiting = true;
      const request: GuidanceRequest = { rgba, width, height, aspect, otherSide };
      worker.postMessage(request, [rgba]);
    }, EVERY_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<GuidanceAnswer>) => {
      fingerprint.current = data.fingerprint;
      waiting = false;
      const nowMs = performance.now();
      shown = stabiliseHint(shown, data.hint, nowMs);
      hint.value = shown.hint;
      const next = runShutter(state, { hint: data.hint, nowMs, holdMs });
      state = next.state;
      held.value = next.held;
      if (next.take) {
        clearInterval(timer);
        take();
      }
    });
    return () => {
      clearInterval(timer);
      worker.terminate();
      hint.value = null;
      held.value = 0;
    };
  }, [live, aspect, holdMs]);
  return { hint, held, fingerprint };
}
