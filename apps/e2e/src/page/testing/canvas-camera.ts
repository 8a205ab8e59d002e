import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** How `getUserMedia` fails: a DOMException's name. */
export type CameraRefusal = 'NotAllowedError' | 'NotFoundError' | 'NotReadableError';

/** A camera in a page whose picture the test changes while it runs. */
export interface CanvasCamera {
  /**
   * @param jpeg as large as the camera's picture is to be
   * @param grain how much noise is laid over it, anew on each frame, 0 to 1. None for pictures that bring a camera's own: twice
   *   as much is what the liveness check takes for a display's
   */
  show(jpeg: Uint8Array, grain?: number): Promise<void>;
  /** Shows one colour. */
  fill(colour: string): Promise<void>;
  /** Refuses from the next opening on; null opens again. */
  refuse(name: CameraRefusal | null): Promise<void>;
  /** How many streams are running. */
  running(): Promise<number>;
}

/** Runs in the browser as it stands, from the sources even where this was built. */
const SCRIPT = new URL('../../../src/page/testing/camera-in-page.js', import.meta.url);
/** Of a rendered document, which has none. */
const GRAIN = 0.06;

/**
 * Replaces the camera of a page that has not been opened yet. The stream is a real one, from a canvas: everything behind
 * `getUserMedia` works as with a camera.
 */
export async function giveCamera(page: Page): Promise<CanvasCamera> {
  await page.addInitScript({ path: fileURLToPath(SCRIPT) });
  const call = (method: string, ...given: readonly (string | number | null)[]) =>
    page.evaluate(`idemCamera.${method}(${given.map((each) => JSON.stringify(each)).join()})`);
  return {
    show: async (jpeg, grain = GRAIN) =>
      void (await call('show', Buffer.from(jpeg).toString('base64'), grain)),
    fill: async (colour) => void (await call('fill', colour)),
    refuse: async (name) => void (await call('refuse', name)),
    running: async () => Number(await call('running')),
  };
}
