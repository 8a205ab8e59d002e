import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Facing } from './choose-constraints.js';
import type { CameraFault } from './name-camera-error.js';
import { closeCamera, openCamera } from './open-camera.js';

/** Time in which a camera that was opened has to show something, in ms. */
const WATCHDOG_MS = 2000;

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly live: Signal<boolean>;
  readonly fault: Signal<CameraFault | null>;
  /** What the device calls it. */
  readonly label: Signal<string>;
  readonly reopen: () => void;
  /** Whether its light is on; null where it has none that a page may switch. */
  readonly torch: Signal<boolean | null>;
  readonly switchTorch: () => Promise<void>;
}

/**
 * A camera as long as the component is on the page: released when the page is hidden, opened again when it is shown, and
 * not called live before it has shown a picture that is not all black.
 */
export function useCamera(facing: Facing): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const live = useSignal(false);
  const fault = useSignal<CameraFault | null>(null);
  const label = useSignal('');
  const torch = useSignal<boolean | null>(null);
  const track = useRef<MediaStreamTrack | null>(null);
  const turn = useSignal(0);
  const reopen = useRef<() => void>(() => undefined);

  useEffect(() => {
    let ended = false;
    let stream: MediaStream | null = null;
    const close = () => {
      if (stream !== null) closeCamera(stream);
      stream = null;
      track.current = null;
      torch.value = null;
      live.value = false;
    };
    async function open() {
      const mine = ++turn.value;
      fault.value = null;
      const opened = await openCamera(facing);
      // The person has left, or hidden the page, while the browser was asking.
      if (ended || document.hidden || mine !== turn.value) {
        if (opened.ok) closeCamera(opened.stream);
        return;
      }
      if (!opened.ok) {
        fault.value = opened.fault;
        return;
      }
      stream = opened.stream;
      label.value = opened.label;
      track.current = stream.getVideoTracks()[0] ?? null;
      track.current?.addEventListener('ended', () => {
        if (!ended && stream === opened.stream) fault.value = 'busy';
      });
      const element = video.current;
      if (element === null) return close();
      element.srcObject = stream;
      await element.play().catch(() => undefined);
      const shows = await waitForPicture(element);
      if (ended || mine !== turn.value) return;
      live.value = shows;
      torch.value = hasTorch(track.current) ? false : null;
      if (!shows) {
        close();
        fault.value = 'black';
      }
    }
    const onVisibility = () => {
      if (document.hidden) close();
      else void open();
    };
    reopen.current = () => {
      close();
      void open();
    };
    document.addEventListener('visibilitychange', onVisibility);
    void open();
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', onVisibility);
      close();
    };
  }, [facing]);

  async function switchTorch() {
    const wanted: MediaTrackConstraintSet & { readonly torch: boolean } = { torch: torch.value !== true };
    await track.current
      ?.applyConstraints({ advanced: [wanted] })
      .then(() => {
        torch.value = wanted.torch;
      })
      .catch(() => {
        torch.value = null;
      });
  }
  return { video, live, fault, label, reopen: () => reopen.current(), torch, switchTorch };
}

/** The light of a phone is no part of the DOM's types, for it was never standardised. */
function hasTorch(track: MediaStreamTrack | null): boolean {
  const known: object = track?.getCapabilities?.() ?? {};
  return 'torch' in known && known.torch === true;
}

/** @returns whether a picture came in time that is not of one black */
async function waitForPicture(video: HTMLVideoElement): Promise<boolean> {
  const canvas = new OffscreenCanvas(16, 16);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const from = performance.now();
  while (performance.now() - from < WATCHDOG_MS) {
    if (video.videoWidth > 0 && context !== null) {
      context.drawImage(video, 0, 0, 16, 16);
      const { data } = context.getImageData(0, 0, 16, 16);
      if (data.some((value, i) => i % 4 !== 3 && value > 8)) return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
