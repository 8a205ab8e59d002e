import type { SeenFace } from './decode-faces.js';
import { loadFaceDetector } from './detect-faces.js';

/** A frame of the camera, at most as large as the network's square. */
export interface FaceRequest {
  readonly rgba: ArrayBuffer;
  readonly width: number;
  readonly height: number;
}

/** `ready` once; then the faces of each frame, or that there will be none. */
export type FaceAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'faces'; readonly faces: readonly SeenFace[] };

const answer = (message: FaceAnswer): void => postMessage(message);

const detector = loadFaceDetector().then(
  (detect) => {
    // The first run makes the kernels ready, which takes a second on an old phone.
    detect(new Uint8ClampedArray(4), 1, 1);
    answer({ kind: 'ready' });
    return detect;
  },
  () => {
    answer({ kind: 'unavailable' });
    return null;
  },
);

addEventListener('message', async ({ data }: MessageEvent<FaceRequest>) => {
  const detect = await detector;
  if (detect === null) return;
  const { rgba, width, height } = data;
  try {
    answer({ kind: 'faces', faces: detect(new Uint8ClampedArray(rgba), width, height) });
  } catch {
    // Memory ran out, mostly. Whoever waits for the answer has to learn that none will come.
    answer({ kind: 'unavailable' });
  }
});
