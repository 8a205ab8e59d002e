import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { facePicture } from '../faces/face-picture.js';
import { aamvaPayload } from './aamva.js';
import { renderDrivingLicence } from './driving-licence.js';
import { renderIdCard } from './id-card.js';
import { text } from './outlines.js';
import { renderPassport } from './passport.js';
import { ERIKSSON } from './specimen.js';

jest.setTimeout(30_000);

let portrait: Buffer;
beforeAll(async () => {
  portrait = await facePicture('vera');
});

/** Mean luminance, 0–255, of a rectangle given in millimetres. */
async function luminance(image: Buffer, left: number, top: number, width: number, height: number) {
  const dots = (millimetres: number) => Math.round((millimetres * 300) / 25.4);
  const region = { left: dots(left), top: dots(top), width: dots(width), height: dots(height) };
  const cut = await sharp(image).extract(region).flatten().greyscale().png().toBuffer();
  return (await sharp(cut).stats()).channels[0]!;
}

describe('passport', () => {
  test('has the size of a TD3 page at 300 dpi and states what was asked for', async () => {
    const passport = await renderPassport(ERIKSSON, {
      portrait,
      number: 'L898902C3',
      expires: '2012-04-15',
      optionalData: 'ZE184226B',
    });
    const { width, height, format, exif } = await sharp(passport.image).metadata();
    expect([format, width, height]).toEqual(['png', 1476, 1039]);
    expect([passport.width, passport.height]).toEqual([width, height]);
    expect(exif).toBeUndefined();
    expect(passport.mrz[1]).toBe('L898902C36UTO7408122F1204159ZE184226B<<<<<10');
  });

  test('equal seeds give equal bytes, other seeds other documents', async () => {
    const [first, again, other] = await Promise.all([
      renderPassport(ERIKSSON, { portrait, seed: 4 }),
      renderPassport(ERIKSSON, { portrait, seed: 4 }),
      renderPassport(ERIKSSON, { portrait, seed: 5 }),
    ]);
    expect(again.image.equals(first.image)).toBe(true);
    expect(other.image.equals(first.image)).toBe(false);
    expect(other.number).not.toBe(first.number);
  });

  test('leaves the portrait space blank without a portrait', async () => {
    const options = { seed: 4 };
    const blank = await renderPassport(ERIKSSON, options);
    const full = await renderPassport(ERIKSSON, { ...options, portrait });
    expect((await luminance(blank.image, 6, 14, 34, 44)).stdev).toBeLessThan(12);
    expect((await luminance(full.image, 6, 14, 34, 44)).stdev).toBeGreaterThan(40);
  });

  test('prints 88 characters at a pitch of 2.54 mm', async () => {
    const { image } = await renderPassport(ERIKSSON, { seed: 4 });
    for (const cell of [0, 21, 43]) {
      const ink = await luminance(image, 6 + cell * 2.54, 71, 2.54, 3.5);
      expect(ink.min).toBeLessThan(60);
    }
    expect((await luminance(image, 118.2, 66, 6, 20)).min).toBeGreaterThan(200);
  });

  test('an alteration changes the visual zone and leaves the machine readable zone alone', async () => {
    const honest = await renderPassport(ERIKSSON, { seed: 4 });
    const altered = await renderPassport(ERIKSSON, { seed: 4, alteration: { surname: 'Lindqvist' } });
    expect(altered.mrz).toEqual(honest.mrz);
    expect(altered.image.equals(honest.image)).toBe(false);
  });

  test('refuses a letter that its font lacks', () => {
    expect(() => text('\u{10fffd}', 0, 0, 3)).toThrow('no glyph');
  });
});

test('identity card: TD1 on the back, none in front', async () => {
  const { front, back } = await renderIdCard(ERIKSSON, {
    portrait,
    issuingState: 'DEU',
    number: 'D23145890',
  });
  expect([front.width, front.height, back.width, back.height]).toEqual([1011, 638, 1011, 638]);
  expect(front.mrz).toEqual([]);
  expect(back.mrz[0]).toBe('I<D<<D231458907<<<<<<<<<<<<<<<');
  expect((await luminance(front.image, 0, 0, 0.4, 0.4)).max).toBe(0);
});

describe('driving licence', () => {
  test.each(['EU', 'AAMVA'] as const)('%s layout: two sides of ID-1 size, repeatable', async (layout) => {
    const options = { portrait, layout, seed: 9, number: 'T64235789' };
    const [first, again] = await Promise.all([
      renderDrivingLicence(ERIKSSON, options),
      renderDrivingLicence(ERIKSSON, options),
    ]);
    expect([first.front.width, first.back.height]).toEqual([1011, 638]);
    expect(first.front.number).toBe('T64235789');
    expect(again.front.image.equals(first.front.image)).toBe(true);
    expect(again.back.image.equals(first.back.image)).toBe(true);
  });

  test('the barcode text has an offset and a length that point at its subfile', () => {
    const holder = { ...ERIKSSON, surname: 'Łoś-Müller', givenNames: 'Siân O’Dette' };
    const payload = aamvaPayload(holder, 'ON', {
      number: 'T64235789',
      issued: '2021-04-16',
      expires: '2031-04-15',
      discriminator: '1',
    });
    const header = '@\n\u001e\rANSI 636012100001DL';
    expect(payload.slice(0, header.length)).toBe(header);
    const [offset, length] = [0, 4].map((at) => payload.slice(header.length + at, header.length + at + 4));
    const subfile = payload.slice(Number(offset), Number(offset) + Number(length));
    expect(subfile).toBe(payload.slice(Number(offset)));
    expect(subfile).toMatch(/^DLDAQT64235789\nDCSLOS-MUELLER\n/);
    expect(subfile).toContain('DBB19740812\n');
    expect(subfile).toContain("DACSIAN\nDDFN\nDADO'DETTE\n");
    expect(subfile).toMatch(/DCGCAN\r$/);
  });
});
