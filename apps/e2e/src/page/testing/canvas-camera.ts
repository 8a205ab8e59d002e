import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** How `getUserMedia` fails: a DOMException's name. */
export type CameraRefusal = 'NotAllowedError' | 'NotFoundError' | 'NotReadableError';

/** A camera in a page whose picture the test changes while it runs. */
export interface CanvasCamera {
  /** @param jpeg as large as the camera's picture is to be */
  show(jpeg: Uint8Array): Promise<void>;
  /** Shows one colour. */
  fill(colour: string): Promise<void>;
  /** Refuses from the next opening on; null opens again. */
  refuse(name: CameraRefusal | null): Promise<void>;
  /** How many streams are running. */
  running(): Promise<number>;
}

/** Runs in the browser as it stands, from the sources even where this was built. */
const SCRIPT = new URL('../../../src/page/testing/camera-in-page.js', import.meta.url);

/**
 * Replaces the camera of a page that has not been opened yet. The stream is a real one, from a canvas: everything behind
 * `getUserMedia` works as with a camera.
 */
export async function giveCamera(page: Page): Promise<CanvasCamera> {
  await page.addInitScript({ path: fileURLToPath(SCRIPT) });
  const call = (method: string, argument: string | null) =>
    page.evaluate(`idemCamera.${method}(${JSON.stringify(argument)})`);
  return {
    show: async (jpeg) => void (await call('show', Buffer.from(jpeg).toString('base64'))),
    fill: async (colour) => void (await call('fill', colour)),
    refuse: async (name) => void (await call('refuse', name)),
    running: async () => Number(await call('running', null)),
  };
}
