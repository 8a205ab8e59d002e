import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { facePicture, selfie } from './face-picture.js';
import { PERSONS, sittings } from './people.js';

describe.each(PERSONS)('%s', (person) => {
  test.each(sittings(person).map((sitting, index) => ({ sitting, index })))(
    'picture $index gives pictures of the promised size, without metadata',
    async ({ sitting, index }) => {
      const portrait = await sharp(await facePicture(person, index)).metadata();
      expect(portrait).toMatchObject({ format: 'jpeg', width: 525, height: 675 });
      expect([portrait.exif, portrait.icc, portrait.xmp]).toEqual([undefined, undefined, undefined]);
      if (sitting.selfie === undefined) {
        await expect(selfie(person, index)).rejects.toThrow(RangeError);
        return;
      }
      const wide = await sharp(await selfie(person, index)).metadata();
      expect(wide).toMatchObject({ format: 'jpeg', width: 810, height: 1080 });
      expect([wide.exif, wide.icc, wide.xmp]).toEqual([undefined, undefined, undefined]);
    },
  );
});

test('nobody is cut from the same place twice', () => {
  const places = PERSONS.flatMap((person) => sittings(person)).map(
    ({ file, portrait }) => `${file} ${portrait.left} ${portrait.top}`,
  );
  expect(new Set(places).size).toBe(places.length);
});

test('somebody appears in several photographs', () => {
  for (const person of ['vera', 'marko'] as const) {
    const files = sittings(person).map((sitting) => sitting.file);
    expect(new Set(files).size).toBe(files.length);
    expect(files.length).toBeGreaterThan(1);
  }
});

test('a picture that does not exist is refused', async () => {
  await expect(facePicture('olga', 1)).rejects.toThrow(RangeError);
});
