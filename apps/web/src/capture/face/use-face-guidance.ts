import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Luma, planesOf } from '../guidance/luma.js';
import { IDLE, runShutter, type ShutterState } from '../guidance/run-shutter.js';
import { type ShownHint, stabiliseHint } from '../guidance/stabilise-hint.js';
import { INPUT_SIDE } from './decode-faces.js';
import { type FaceHint, type FaceLimits, judgeFace } from './judge-face.js';
import { judgeFaceLight, type LightHint } from './judge-face-light.js';
import { watchFaces } from './watch-faces.js';

export type SelfieHint = FaceHint | LightHint;

/** Between two looks, in ms. */
const EVERY_MS = 180;
/** How long a face stays in place before its picture is taken: as long as somebody needs who only passes by, and more. */
const HOLD_MS = 900;

/**
 * Watches for a face in its place, in a worker. While the network loads, and where it cannot, only the light is judged and
 * nothing happens by itself.
 *
 * @param input.take called once the face was in its place for long enough
 */
export function useFaceGuidance(
  video: RefObject<HTMLVideoElement | null>,
  input: { readonly live: boolean; readonly limits: FaceLimits; readonly take: () => void },
): { readonly hint: Signal<SelfieHint | null>; readonly held: Signal<number> } {
  const hint = useSignal<SelfieHint | null>(null);
  const held = useSignal(0);
  const { live, limits, take } = input;
  useEffect(() => {
    if (!live) return;
    const watch = watchFaces();
    const context = new OffscreenCanvas(INPUT_SIDE, INPUT_SIDE).getContext('2d', {
      willReadFrequently: true,
    });
    let [state, shown]: [ShutterState, ShownHint<SelfieHint> | null] = [IDLE, null];
    let before: Luma | null = null;
    let [busy, ended] = [false, false];
    const timer = setInterval(look, EVERY_MS);

    async function look(): Promise<void> {
      const element = video.current;
      if (busy || element === null || context === null || element.videoWidth === 0) return;
      busy = true;
      const scale = INPUT_SIDE / Math.max(element.videoWidth, element.videoHeight);
      const width = Math.round(element.videoWidth * scale);
      const height = Math.round(element.videoHeight * scale);
      context.drawImage(element, 0, 0, width, height);
      const rgba = context.getImageData(0, 0, width, height).data;
      const { luma } = planesOf(rgba, width, height);
      const light = judgeFaceLight(luma, before?.width === width && before.height === height ? before : null);
      before = luma;
      const faces = watch.ready() ? await watch.look({ rgba: rgba.buffer, width, height }) : null;
      busy = false;
      if (ended) return;
      const place = faces === null ? null : judgeFace(faces, { width, height }, limits);
      const next = place === 'hold' ? (light ?? 'hold') : (place ?? light);
      const nowMs = performance.now();
      shown = next === null ? null : stabiliseHint(shown, next, nowMs);
      hint.value = shown?.hint ?? null;
      const shutter = runShutter(state, { hint: next ?? '', nowMs, holdMs: HOLD_MS });
      state = shutter.state;
      held.value = shutter.held;
      if (!shutter.take) return;
      clearInterval(timer);
      take();
    }
    return () => {
      ended = true;
      clearInterval(timer);
      hint.value = null;
      held.value = 0;
    };
  }, [live]);
  return { hint, held };
}
