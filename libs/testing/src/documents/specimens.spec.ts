import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { facePicture } from '../faces/face-picture.js';
import { ERIKSSON } from './specimen.js';
import { SPECIMENS, specimen } from './specimens.js';

jest.setTimeout(60_000);

let portrait: Buffer;
beforeAll(async () => {
  portrait = await facePicture('vera');
});

test('ids are unique and name their specimen', () => {
  expect(new Set(SPECIMENS.map(({ id }) => id)).size).toBe(SPECIMENS.length);
  expect(specimen('deu-id-card')).toMatchObject({ country: 'DEU', type: 'id_card', format: 'TD1' });
  expect(() => specimen('atlantis-passport')).toThrow(RangeError);
});

describe('zones', () => {
  test.each(['deu-passport', 'swe-id-card', 'irl-driving-licence', 'usa-ny-driving-licence'])(
    '%s: every value has ink inside its box, and its own surroundings',
    async (id) => {
      const { front, back } = await specimen(id).render(ERIKSSON, { portrait });
      for (const side of [front, ...(back ? [back] : [])]) {
        for (const [field, box] of Object.entries(side.zones.fields)) {
          expect([field, box.left >= 0, box.left + box.width <= side.width]).toEqual([field, true, true]);
          const { channels } = await sharp(
            await sharp(side.image).extract(box).flatten().greyscale().png().toBuffer(),
          ).stats();
          expect([field, channels[0]!.min < 90, channels[0]!.max > 150]).toEqual([field, true, true]);
        }
      }
      expect(front.zones.printed).toMatchObject({ surname: 'ERIKSSON', givenNames: 'ANNA MARIA' });
    },
  );

  test('an altered value changes the picture inside its box and nowhere else', async () => {
    const render = specimen('fra-id-card').render;
    const honest = await render(ERIKSSON, { portrait });
    const altered = await render(ERIKSSON, { portrait, alteration: { dateOfBirth: '1984-08-12' } });
    const box = honest.front.zones.fields.dateOfBirth!;
    const [before, after] = await Promise.all(
      [honest, altered].map(({ front }) => sharp(front.image).greyscale().raw().toBuffer()),
    );
    const { width } = honest.front;
    const changed = [...before!.keys()].filter((at) => before![at] !== after![at]);
    expect(changed.length).toBeGreaterThan(20);
    for (const at of changed) {
      expect(at % width).toBeGreaterThanOrEqual(box.left - 1);
      expect(at % width).toBeLessThanOrEqual(box.left + box.width);
      expect(Math.floor(at / width)).toBeGreaterThanOrEqual(box.top - 1);
      expect(Math.floor(at / width)).toBeLessThanOrEqual(box.top + box.height);
    }
  });
});
