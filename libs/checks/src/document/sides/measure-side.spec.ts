import { photograph } from '@idem/testing/capture/photograph';
import { renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { renderIdCard } from '@idem/testing/documents/id-card';
import { renderPassport } from '@idem/testing/documents/passport';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { decodeImage } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { type QuarterTurns, rotateQuarter } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { openModels } from '@idem/vision/runtime/open-models';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { measureSide } from './measure-side.js';

const root = new URL('../../../../../', import.meta.url).pathname;
const TURNS: readonly QuarterTurns[] = [0, 1, 2, 3];
let models: Models;

beforeAll(async () => {
  models = await openModels({
    manifestPath: `${root}models/manifest.json`,
    modelsDir: `${root}models/built`,
  });
}, 240_000);

const decode = (bytes: Uint8Array): Promise<RgbImage> => decodeImage(bytes, { maxSide: 1200 });

/** What is read in each of the four positions: the lines of the MRZ, and all print in one string. */
async function inEveryPosition(bytes: Uint8Array, side: 'front' | 'back') {
  const picture = await decode(bytes);
  const readings = [];
  for (const turns of TURNS) {
    const { mrz, print, aspect } = await measureSide({ models }, rotateQuarter(picture, turns), side);
    readings.push({ mrz, aspect, print: print.map(({ text }) => text).join('\n') });
  }
  return readings;
}

describe('whichever way up', () => {
  test('a passport page says the same, MRZ and print', async () => {
    const page = await renderPassport(ERIKSSON, { seed: 3 });
    for (const { mrz, print, aspect } of await inEveryPosition(page.image, 'front')) {
      expect(mrz?.lines).toEqual(page.mrz);
      expect(mrz?.valid).toBe(true);
      expect(print).toContain('ERIKSSON');
      expect(print).toContain(page.number);
      expect(aspect).toBeGreaterThan(1);
    }
  }, 240_000);

  test('down to how certain each character is, where the picture hardly suffices', async () => {
    const { image } = await photograph(await renderPassport(ERIKSSON, { seed: 3 }), { seed: 11 });
    const picture = await decodeImage(image, { maxSide: 420 });
    const read = [];
    for (const turns of TURNS) {
      const side = await measureSide({ models }, rotateQuarter(picture, turns), 'front');
      expect((side.turns + turns) % 4).toBe(0);
      read.push(side.mrz);
    }
    expect(read[0]).not.toBeNull();
    for (const turned of read.slice(1)) expect(turned).toEqual(read[0]);
  }, 240_000);

  test('an MRZ with a wrong check digit is read as printed, not as nonsense of another orientation', async () => {
    const page = await renderPassport(ERIKSSON, { seed: 3, wrongCheckDigit: 'birth' });
    for (const { mrz } of await inEveryPosition(page.image, 'front')) {
      expect(mrz?.lines).toEqual(page.mrz);
      expect(mrz?.valid).toBe(false);
    }
  }, 240_000);

  test('the three lines of a card’s back', async () => {
    const card = await renderIdCard(ERIKSSON, { issuingState: 'SWE', seed: 5 });
    for (const { mrz } of await inEveryPosition(card.back.image, 'back')) {
      expect(mrz?.lines).toEqual(card.back.mrz);
    }
  }, 240_000);

  test('a licence, which has print only', async () => {
    const licence = await renderDrivingLicence(ERIKSSON, { layout: 'EU', issuingState: 'IRL', seed: 7 });
    for (const { mrz, print } of await inEveryPosition(licence.front.image, 'front')) {
      expect(mrz).toBeNull();
      expect(print.toUpperCase()).toContain('ERIKSSON');
      expect(print).toContain(licence.front.number);
    }
  }, 240_000);
});

describe('photographs', () => {
  test.each([
    ['turned by 20°', { rotation: 20, fill: 0.75 }],
    ['turned by 20° the other way, in perspective', { rotation: -20, perspective: 0.12, fill: 0.75 }],
    ['on a cloth, upside down and tilted', { rotation: 190, background: 'cloth', fill: 0.8 }],
  ] as const)(
    '%s',
    async (_, options) => {
      const page = await renderPassport(ERIKSSON, { seed: 9 });
      const { image } = await photograph(page, { seed: 9, ...options });
      const { mrz, print } = await measureSide(
        { models },
        await decodeImage(image, { maxSide: 2000 }),
        'front',
      );
      expect(mrz?.lines).toEqual(page.mrz);
      expect(print.map(({ text }) => text)).toContain('ERIKSSON');
    },
    240_000,
  );
});
