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

test('twelve countries and more, each format, each of them with its own design', () => {
  expect(new Set(SPECIMENS.map(({ country }) => country)).size).toBeGreaterThanOrEqual(12);
  expect(new Set(SPECIMENS.map(({ format }) => format))).toEqual(
    new Set(['TD1', 'TD2', 'TD3', 'MRVA', 'MRVB', 'IDFRA', 'EU', 'AAMVA']),
  );
});

test('dates, captions and letters are the issuer’s', async () => {
  const holder = { ...ERIKSSON, surname: 'Çelik-Żak', givenNames: 'Işıl', nationality: 'TUR' } as const;
  const printed = async (id: string) => {
    const { front, back } = await specimen(id).render(holder);
    return { ...back?.zones.printed, ...front.zones.printed };
  };
  expect(await printed('deu-passport')).toMatchObject({ dateOfBirth: '12.08.1974', surname: 'ÇELIK-ŻAK' });
  expect(await printed('tur-id-card')).toMatchObject({
    surname: 'ÇELİK-ŻAK',
    sex: 'K/F',
    nationality: 'TUR',
  });
  expect(await printed('pol-passport')).toMatchObject({ dateOfBirth: '12 SIE/AUG 1974' });
  expect(await printed('swe-id-card')).toMatchObject({ dateOfBirth: '1974-08-12' });
  expect(await printed('can-on-driving-licence')).toMatchObject({ dateOfBirth: '1974/08/12' });
  expect(await printed('usa-tx-driving-licence')).toMatchObject({
    dateOfBirth: '08/12/1974',
    surname: 'CELIK-ZAK',
    address: '12 HARBOUR STREET\nZENITH, TX 10115',
  });
});

test('licences whose states print a machine-readable zone have it on the back', async () => {
  const zoneOf = async (id: string) => (await specimen(id).render(ERIKSSON)).back?.mrz;
  const [french, dutch, swiss, british] = await Promise.all(
    ['fra', 'nld', 'che', 'gbr'].map((state) => zoneOf(`${state}-driving-licence`)),
  );
  expect(french).toEqual([expect.stringMatching(/^D1FRA.{9}\d310415ERIKSSON\d$/)]);
  expect(dutch).toEqual([expect.stringMatching(/^D1NLD1\d{10}/)]);
  expect(swiss).toEqual([
    expect.stringMatching(/^[A-Z0-9]{7}<<$/),
    expect.stringMatching(/^FACHE\d{12}<<740812<<<<<$/),
    'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
  ]);
  expect(british).toEqual([]);
});

test('the word SPECIMEN stands over the print, or in the caption of a signature', async () => {
  const { render } = specimen('irl-passport');
  const images = await Promise.all(
    ([undefined, 'over-print', 'signature-caption'] as const).map(
      async (mark) => (await render(ERIKSSON, mark ? { mark } : {})).front.image,
    ),
  );
  expect(images[1]!.equals(images[0]!)).toBe(true);
  expect(images[2]!.equals(images[0]!)).toBe(false);
});

test('a number that print and zone do not share', async () => {
  const { front, back } = await specimen('ita-id-card').render(ERIKSSON, {
    number: 'CA48217KX',
    alteration: { number: 'CA48Z17KX' },
  });
  expect(front.zones.printed.number).toBe('CA48Z17KX');
  expect(back?.mrz[0]).toContain('CA48217KX');
});

describe('zones', () => {
  test.each([
    'deu-passport',
    'fra-passport',
    'swe-id-card',
    'ita-id-card',
    'che-id-card-td2',
    'fra-id-card-old',
    'gbr-visa-a',
    'irl-driving-licence',
    'deu-driving-licence',
    'usa-ny-driving-licence',
    'usa-ca-driving-licence',
    'can-qc-driving-licence',
  ])('%s: every value has ink inside its box, and its own surroundings', async (id) => {
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
    const { surname, givenNames } = front.zones.printed;
    expect([surname, givenNames].map((name) => name?.toUpperCase())).toEqual(['ERIKSSON', 'ANNA MARIA']);
  });

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
