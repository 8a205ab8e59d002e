import type { SeenFace } from './decode-faces.js';
import type { FaceAnswer, FaceRequest } from './face-worker.js';

/** Finds faces in frames, in a worker of its own. */
export interface FaceWatch {
  /** Whether it can be asked; false while it loads, and where it cannot. */
  readonly ready: () => boolean;
  /** @returns the faces, best first; null where it broke meanwhile. Asked again before it has answered, it is a fault of the caller's. */
  readonly look: (frame: FaceRequest) => Promise<readonly SeenFace[] | null>;
}

let only: FaceWatch | null = null;

/**
 * Begins to load the network, which takes a while on a slow connection: to be called before it is needed. One serves
 * the whole page.
 */
export function watchFaces(): FaceWatch {
  only ??= typeof Worker === 'undefined' ? NONE : start();
  return only;
}

/** In a browser without workers. */
const NONE: FaceWatch = { ready: () => false, look: async () => null };

function start(): FaceWatch {
  let ready = false;
  let resolve: ((faces: readonly SeenFace[] | null) => void) | null = null;
  const worker = new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module' });
  const give = (faces: readonly SeenFace[] | null): void => {
    resolve?.(faces);
    resolve = null;
  };
  const end = (): void => {
    ready = false;
    give(null);
    worker.terminate();
  };
  worker.addEventListener('error', end);
  worker.addEventListener('message', ({ data }: MessageEvent<FaceAnswer>) => {
    if (data.kind === 'unavailable') end();
    else if (data.kind === 'ready') ready = true;
    else give(data.faces);
  });
  return {
    ready: () => ready,
    look: (frame) =>
      new Promise((done) => {
        resolve = done;
        worker.postMessage(frame, [frame.rgba]);
      }),
  };
}
