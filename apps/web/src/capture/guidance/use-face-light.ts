import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { type FaceHint, judgeFaceLight } from './judge-face-light.js';
import { type Luma, planesOf } from './luma.js';

/** Pixels of a look's longer side: light and movement need no more, and cost no frame of the screen. */
const SIDE = 64;
/** As long as a hint stays on the screen at least, in ms. */
const EVERY_MS = 1500;

/** Looks at the light on the face now and then. It holds nothing up: the shutter is pressed by hand. */
export function useFaceLight(
  video: RefObject<HTMLVideoElement | null>,
  live: boolean,
): Signal<FaceHint | null> {
  const hint = useSignal<FaceHint | null>(null);
  useEffect(() => {
    if (!live) return;
    const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
    let before: Luma | null = null;
    const timer = setInterval(() => {
      const element = video.current;
      if (element === null || context === null || element.videoWidth === 0) return;
      const scale = SIDE / Math.max(element.videoWidth, element.videoHeight);
      const width = Math.round(element.videoWidth * scale);
      const height = Math.round(element.videoHeight * scale);
      context.drawImage(element, 0, 0, width, height);
      const { luma } = planesOf(context.getImageData(0, 0, width, height).data, width, height);
      const same = before?.width === width && before.height === height ? before : null;
      hint.value = judgeFaceLight(luma, same);
      before = luma;
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [live]);
  return hint;
}
