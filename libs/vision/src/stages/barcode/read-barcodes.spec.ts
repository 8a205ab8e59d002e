import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { prepareZXingModule, type WriterOptions, writeBarcode } from 'zxing-wasm/writer';
import { decodeImage } from '../../image/decode.js';
import { warpQuad } from '../../image/perspective.js';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { rotateQuarter } from '../../image/rotate.js';
import { sharp } from '../../image/sharp.js';
import { readBarcodes } from './read-barcodes.js';

const TEXT =
  '@\n\u001e\rANSI 636000100002DL00410053ZV00940004DLDAQT64235789\nDCSERIKSSON\nDACANNA\nDBB08121974\rZVZVA\r';

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  const wasm = await readFile(path);
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

/** A symbol on white card of about 700 × 440 pixels. */
async function card(format: NonNullable<WriterOptions['format']>, content = TEXT): Promise<Buffer> {
  const { image, error } = await writeBarcode(content, { format, scale: 3 });
  if (!image) throw new Error(error);
  const symbol = await sharp(Buffer.from(await image.arrayBuffer()))
    .resize({ width: 560, height: 300, fit: 'inside', kernel: 'nearest' })
    .toBuffer();
  return sharp({ create: { width: 700, height: 440, channels: 3, background: '#f4f2ec' } })
    .composite([{ input: symbol }])
    .png()
    .toBuffer();
}

/** The card on a dark table, turned clockwise by `degrees`. */
async function onTable(picture: Buffer, degrees: number): Promise<RgbImage> {
  const turned = await sharp(picture)
    .ensureAlpha()
    .rotate(degrees, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png()
    .toBuffer();
  const scene = sharp({ create: { width: 1000, height: 1000, channels: 3, background: '#4b3a2a' } });
  const jpeg = await scene
    .composite([{ input: turned }])
    .jpeg({ quality: 85 })
    .toBuffer();
  return decodeImage(jpeg, { maxSide: 2000 });
}

describe('readBarcodes', () => {
  test.each(['PDF417', 'QRCode', 'DataMatrix', 'Code128'] as const)(
    '%s, flat, in all quarter turns',
    async (format) => {
      const content = format === 'Code128' ? 'T64235789' : TEXT;
      const picture = await decodeImage(await card(format, content), { maxSide: 2000 });
      for (const turns of [0, 1, 2, 3] as const) {
        const [barcode, ...others] = await readBarcodes(rotateQuarter(picture, turns));
        expect(others).toEqual([]);
        expect(barcode).toMatchObject({ format, text: content, foundBy: 'as-is' });
        expect(Buffer.from(barcode!.bytes).toString('latin1')).toBe(content);
      }
    },
    60_000,
  );

  test.each([5, 13, 27, 45, 68, 152, 231, 340])(
    'PDF417 turned by %d°',
    async (degrees) => {
      const picture = await onTable(await card('PDF417'), degrees);
      expect(await readBarcodes(picture)).toMatchObject([{ format: 'PDF417', text: TEXT }]);
    },
    60_000,
  );

  test('PDF417 in strong perspective; its corners lie in the picture, where the symbol is', async () => {
    const flat = await onTable(await card('PDF417'), 12);
    const slanted: Quad = [
      [-60, 40],
      [1060, -160],
      [1010, 980],
      [120, 1190],
    ];
    const picture = warpQuad(flat, slanted, 1200, 1000);
    const [barcode] = await readBarcodes(picture);
    expect(barcode).toMatchObject({ format: 'PDF417', text: TEXT });
    const again = warpQuad(picture, barcode!.quad, 900, 200);
    const padded = await sharp(again.data, { raw: { width: 900, height: 200, channels: 3 } })
      .extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#fff' })
      .png()
      .toBuffer();
    expect(
      await readBarcodes(await decodeImage(padded, { maxSide: 2000 }), { effort: 'quick' }),
    ).toMatchObject([{ text: TEXT }]);
  }, 60_000);

  test('a quick look does not turn pictures, and only wanted symbologies are read', async () => {
    const tilted = await onTable(await card('PDF417'), 27);
    expect(await readBarcodes(tilted, { effort: 'quick', outline: null })).toEqual([]);
    const picture = await decodeImage(await card('QRCode'), { maxSide: 2000 });
    expect(await readBarcodes(picture, { formats: ['PDF417'] })).toEqual([]);
  }, 60_000);

  test('nothing on a blank picture, in noise, or on one pixel', async () => {
    const blank = { data: new Uint8Array(300 * 200 * 3).fill(220), width: 300, height: 200 };
    const noise = { ...blank, data: Uint8Array.from(blank.data, (_, i) => (i * 2654435761) >>> 24) };
    const dot = { data: Uint8Array.of(1, 2, 3), width: 1, height: 1 };
    for (const picture of [blank, noise, dot]) expect(await readBarcodes(picture)).toEqual([]);
  }, 60_000);
});
