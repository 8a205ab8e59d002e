import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sharp } from '../../image/sharp.js';
import { lastCompression, quantisationTable } from './jpeg-quantisation.js';

const plain = sharp({ create: { width: 64, height: 48, channels: 3, background: '#68a' } });
const size = { width: 64, height: 48 };

test('reads the steps that libjpeg uses at a quality', async () => {
  // libjpeg's table at quality 50 is the example of ITU-T T.81, table K.1.
  const table = quantisationTable(await plain.clone().jpeg({ quality: 50 }).toBuffer());
  expect([...table!.subarray(0, 8)]).toEqual([16, 11, 10, 16, 24, 40, 51, 61]);
  expect([...table!.subarray(56)]).toEqual([72, 92, 95, 98, 112, 100, 103, 99]);
  expect(
    quantisationTable(await plain.clone().jpeg({ quality: 100 }).toBuffer())!.every((step) => step === 1),
  ).toBe(true);
});

test('says nothing of pixels that are not the file’s own', async () => {
  const jpeg = await plain.clone().jpeg().toBuffer();
  expect(lastCompression(jpeg, size)).not.toBeNull();
  expect(lastCompression(jpeg, { width: 32, height: 24 })).toBeNull();
  expect(lastCompression(await plain.clone().png().toBuffer(), size)).toBeNull();
  const turned = await plain.clone().withMetadata({ orientation: 3 }).jpeg().toBuffer();
  expect(lastCompression(turned, size)).toBeNull();
  const upright = await plain.clone().withMetadata({ orientation: 1 }).jpeg().toBuffer();
  expect(lastCompression(upright, size)).not.toBeNull();
});

test('no bytes make it throw', async () => {
  const jpeg = new Uint8Array(await plain.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer());
  fc.assert(
    fc.property(fc.nat(jpeg.length), fc.nat(400), fc.nat(255), (length, at, value) => {
      const damaged = jpeg.slice(0, length);
      if (at < damaged.length) damaged[at] = value;
      lastCompression(damaged, size);
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void lastCompression(noise, size)));
});
