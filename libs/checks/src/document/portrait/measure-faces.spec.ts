import { captureAt } from '@idem/testing/capture/levels';
import { photograph } from '@idem/testing/capture/photograph';
import { renderIdCard } from '@idem/testing/documents/id-card';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { facePicture } from '@idem/testing/faces/face-picture';
import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { openModels } from '@idem/vision/runtime/open-models';
import { beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { measureSide } from '../sides/measure-side.js';
import { MIN_SECOND_PORTRAIT, TURNED_FRAME } from '../thresholds.js';

const root = new URL('../../../../../', import.meta.url).pathname;
let models: Models;
beforeAll(async () => {
  models = await openModels({
    manifestPath: `${root}models/manifest.json`,
    modelsDir: `${root}models/built`,
  });
}, 240_000);

/** Faces of the photographed front of a card, with another picture on its portrait where one is given. */
async function facesOf(over: Buffer | null, turn = 0) {
  const portrait = await facePicture('elsa');
  const { front } = await renderIdCard(ERIKSSON, { issuingState: 'DEU', seed: 5, portrait });
  const { left, top, width, height } = front.zones.portrait!;
  const covered =
    over &&
    (await sharp(front.image)
      .composite([
        {
          input: await sharp(over)
            .resize(width, height, { position: 'top' })
            .ensureAlpha()
            .rotate(turn, { background: '#0000' })
            .png()
            .toBuffer(),
          left,
          top,
        },
      ])
      .png()
      .toBuffer());
  const { image } = await photograph({ ...front, image: covered ?? front.image }, captureAt('clean', 11));
  const { faces } = await measureSide({ models }, await decodeImage(image, { maxSide: 2000 }), 'front');
  return faces;
}

test('the faint second portrait of a card is found, and shows the same person', async () => {
  const { second, frame } = await facesOf(null);
  expect(second?.likeness).toBeGreaterThan(MIN_SECOND_PORTRAIT + 0.1);
  expect(second?.width).toBeLessThan(0.6);
  expect(frame!.along).toBe(frame!.edge);
}, 240_000);

test('another person’s picture on the portrait leaves the second one as it was', async () => {
  const { second } = await facesOf(await facePicture('hanna'));
  expect(second?.likeness).toBeLessThan(MIN_SECOND_PORTRAIT - 0.1);
}, 240_000);

test('another picture that lies crookedly on the portrait has a frame that is turned', async () => {
  const { frame } = await facesOf(await facePicture('hanna'), 3.5);
  expect(frame!.turn).toBeGreaterThan(2.5);
  expect(frame!.turn).toBeLessThan(4.5);
  expect(frame!.edge).toBeGreaterThanOrEqual(TURNED_FRAME.edge);
  expect(frame!.edge - frame!.along).toBeGreaterThanOrEqual(TURNED_FRAME.gap);
}, 240_000);
