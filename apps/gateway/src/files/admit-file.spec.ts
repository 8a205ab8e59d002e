import { ApiError } from '@idem/contracts';
import { HOSTILE_PDFS, plainPdf } from '@idem/testing/hostile/pdfs';
import { HOSTILE, storedSideways } from '@idem/testing/hostile/uploads';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { admitFile } from './admit-file.js';

const LIMITS = { purpose: 'identity_document', maxPixels: 64_000_000 };

async function refusal(bytes: Buffer, limits = LIMITS): Promise<ApiError> {
  try {
    await admitFile(bytes, limits);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('the picture was admitted');
}

const drawing = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#357' } });

describe('admits', () => {
  test.each(['landscape', 'faceless'] as const)('the %s', async (kind) => {
    const { bytes } = await HOSTILE[kind]();
    expect(await admitFile(bytes, LIMITS)).toMatchObject({ format: 'jpg', width: 1600, height: 1200 });
  });

  test('a PNG', async () => {
    const bytes = await drawing(300, 200).png().toBuffer();
    expect(await admitFile(bytes, LIMITS)).toMatchObject({ format: 'png', width: 300, height: 200 });
  });

  test('a CMYK JPEG, a progressive one, a 16-bit PNG and a palette PNG', async () => {
    for (const bytes of [
      await drawing(200, 200).toColourspace('cmyk').jpeg().toBuffer(),
      await drawing(200, 200).jpeg({ progressive: true }).toBuffer(),
      await drawing(200, 200).toColourspace('rgb16').png().toBuffer(),
      await drawing(200, 200).png({ palette: true }).toBuffer(),
    ]) {
      expect(await admitFile(bytes, LIMITS)).toMatchObject({ width: 200, height: 200 });
    }
  });

  test('a PDF, byte for byte, and does not claim to know its pages', async () => {
    const bytes = plainPdf();
    expect(await admitFile(bytes, LIMITS)).toEqual({
      format: 'pdf',
      width: null,
      height: null,
      bytes,
      origin: null,
    });
  });

  test('a PDF that speaks of encryption without being encrypted', async () => {
    const bytes = Buffer.concat([plainPdf(), Buffer.from('% /Encrypt is a word\n%%EOF\n')]);
    expect(await admitFile(bytes, LIMITS)).toMatchObject({ format: 'pdf' });
  });

  test('a picture stored sideways, which keeps its orientation and loses the rest', async () => {
    const sideways = await storedSideways((await HOSTILE.landscape()).bytes);
    const { bytes } = await admitFile(sideways, LIMITS);
    expect(await sharp(bytes).metadata()).toMatchObject({ orientation: 6, width: 1200, height: 1600 });
    expect(bytes.includes('Specimen Phones')).toBe(false);
  });

  test('a polyglot, without what made it one', async () => {
    const { bytes } = await admitFile((await HOSTILE.polyglot()).bytes, LIMITS);
    expect(bytes.includes('<script>')).toBe(false);
    expect(bytes.includes('PK\u0005\u0006')).toBe(false);
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });
});

describe('refuses', () => {
  test.each([
    ['text', 'parameter_invalid_file_type'],
    ['empty', 'parameter_invalid_empty'],
    ['animated', 'parameter_invalid_file_type'],
    ['scriptedSvg', 'parameter_invalid_file_type'],
    ['truncated', 'parameter_invalid_file'],
    ['declaredHuge', 'parameter_invalid_image_dimensions'],
  ] as const)('the hostile upload "%s"', async (kind, code) => {
    const { bytes } = await HOSTILE[kind]();
    const { status, body } = await refusal(bytes);
    expect([status, body.param, body.code]).toEqual([400, 'file', code]);
  });

  test('2.5 declared gigapixels within milliseconds, without decoding', async () => {
    const { bytes } = await HOSTILE.declaredHuge();
    await refusal(bytes);
    const from = performance.now();
    await refusal(bytes);
    expect(performance.now() - from).toBeLessThan(50);
  });

  test.each(['encrypted', 'truncated', 'magicOnly'] as const)('the PDF "%s"', async (kind) => {
    const { status, body } = await refusal(HOSTILE_PDFS[kind]());
    expect([status, body.param, body.code]).toEqual([400, 'file', 'parameter_invalid_file']);
    if (kind === 'encrypted') expect(body.message).toMatch(/encrypted.*without password/);
  });

  test('a PDF as a selfie', async () => {
    const { body } = await refusal(plainPdf(), { ...LIMITS, purpose: 'selfie' });
    expect([body.code, body.message]).toEqual([
      'parameter_invalid_file_type',
      expect.stringContaining('selfie'),
    ]);
  });

  test('one pixel more than allowed', async () => {
    const bytes = await drawing(101, 100).png().toBuffer();
    expect((await refusal(bytes, { ...LIMITS, maxPixels: 10_000 })).body.code).toBe(
      'parameter_invalid_image_dimensions',
    );
    await expect(admitFile(bytes, { ...LIMITS, maxPixels: 10_100 })).resolves.toMatchObject({ width: 101 });
  });

  test('a picture too small to show anything', async () => {
    expect((await refusal(await drawing(49, 400).jpeg().toBuffer())).body.message).toContain('too small');
  });

  test('a JPEG cut off anywhere, and a PNG cut off anywhere', async () => {
    const noise = sharp({
      create: {
        width: 160,
        height: 120,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    });
    for (const whole of [await noise.clone().jpeg().toBuffer(), await noise.clone().png().toBuffer()]) {
      for (let kept = 16; kept < whole.length - 2; kept += Math.ceil(whole.length / 24)) {
        expect((await refusal(whole.subarray(0, kept))).status).toBe(400);
      }
    }
  });
});
