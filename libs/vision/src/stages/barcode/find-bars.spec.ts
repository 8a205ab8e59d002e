import { captureAt, LEVELS } from '@idem/testing/capture/levels';
import { photograph } from '@idem/testing/capture/photograph';
import { renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { renderIdCard } from '@idem/testing/documents/id-card';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { describe, expect, test } from '@jest/globals';
import { decodeImage } from '../../image/decode.js';
import { quadArea } from '../../image/quad.js';
import { findBars } from './find-bars.js';

describe('blocks of bars', () => {
  test.each(LEVELS.filter((level) => level !== 'severe'))(
    'on backs, %s',
    async (level) => {
      const [{ back: symbol }, { back: zone }] = await Promise.all([
        renderDrivingLicence(ERIKSSON, { layout: 'AAMVA', seed: 4 }),
        renderIdCard(ERIKSSON, { seed: 4 }),
      ]);
      const look = async (side: typeof symbol) => {
        const { image } = await photograph(side, captureAt(level, 4));
        const picture = await decodeImage(image, { maxSide: 2000 });
        return { picture, ...(await findBars(picture)) };
      };
      const { picture, bars } = await look(symbol);
      expect(bars.length).toBeGreaterThan(0);
      expect(quadArea(bars[0]!)).toBeGreaterThan(0.08 * picture.width * picture.height);
      expect((await look(zone)).bars).toEqual([]);
    },
    120_000,
  );

  test('none in nothing', async () => {
    const blank = { data: new Uint8Array(300 * 200 * 3).fill(220), width: 300, height: 200 };
    const dot = { data: Uint8Array.of(1, 2, 3), width: 1, height: 1 };
    for (const picture of [blank, dot]) expect((await findBars(picture)).bars).toEqual([]);
  }, 60_000);
});
