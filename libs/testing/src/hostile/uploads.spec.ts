import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { HOSTILE, storedSideways } from './uploads.js';

const metadata = async (bytes: Buffer) => sharp(bytes, { limitInputPixels: false }).metadata();

test('text and nothing are no pictures', async () => {
  for (const { bytes } of [await HOSTILE.text(), await HOSTILE.empty()]) {
    await expect(metadata(bytes)).rejects.toThrow();
  }
});

test('the huge PNG declares 2.5 gigapixels in under a kilobyte', async () => {
  const { bytes } = await HOSTILE.declaredHuge();
  expect(bytes.length).toBeLessThan(1000);
  expect(await metadata(bytes)).toMatchObject({ format: 'png', width: 50_000, height: 50_000 });
  await expect(sharp(bytes).stats()).rejects.toThrow('pixel limit');
});

test('the truncated JPEG has a header and no end', async () => {
  const { bytes } = await HOSTILE.truncated();
  expect(await metadata(bytes)).toMatchObject({ format: 'jpeg', width: 1600, height: 1200 });
  await expect(sharp(bytes, { failOn: 'truncated' }).stats()).rejects.toThrow();
});

test.each(['landscape', 'faceless'] as const)('the %s decodes', async (kind) => {
  const { bytes } = await HOSTILE[kind]();
  expect(await metadata(bytes)).toMatchObject({ format: 'jpeg', width: 1600, height: 1200 });
  expect((await sharp(bytes).stats()).entropy).toBeGreaterThan(2);
});

test('the GIF has two frames', async () => {
  const { bytes } = await HOSTILE.animated();
  expect(await metadata(bytes)).toMatchObject({ format: 'gif', width: 320, pages: 2 });
});

test('the tiny picture has 64 × 64 pixels', async () => {
  const { bytes } = await HOSTILE.tiny();
  expect(await metadata(bytes)).toMatchObject({ format: 'jpeg', width: 64, height: 64 });
});

test('the SVG is named and declared as PNG', async () => {
  const upload = await HOSTILE.scriptedSvg();
  expect(upload).toMatchObject({ name: 'card.png', contentType: 'image/png' });
  expect((await metadata(upload.bytes)).format).toBe('svg');
});

test('the polyglot is a JPEG, ends as a ZIP archive and holds a script', async () => {
  const { bytes } = await HOSTILE.polyglot();
  expect(await metadata(bytes)).toMatchObject({ format: 'jpeg', width: 1600 });
  expect(bytes.subarray(-22, -18).toString('latin1')).toBe('PK\u0005\u0006');
  expect(bytes.includes('<script>')).toBe(true);
});

test('a picture stored sideways comes back upright, and carries metadata to lose', async () => {
  const upright = (await HOSTILE.landscape()).bytes;
  const sideways = await storedSideways(upright);
  const stored = await metadata(sideways);
  expect(stored).toMatchObject({ width: 1200, height: 1600, orientation: 6 });
  expect(stored.exif?.includes('Specimen Phones')).toBe(true);
  const [expected, turned] = await Promise.all(
    [upright, sideways].map(async (bytes) =>
      sharp(await sharp(bytes).autoOrient().toBuffer())
        .resize(16, 12, { fit: 'fill' })
        .greyscale()
        .raw()
        .toBuffer(),
    ),
  );
  const differences = [...expected!].map((level, index) => Math.abs(level - turned![index]!));
  expect(Math.max(...differences)).toBeLessThan(12);
});
