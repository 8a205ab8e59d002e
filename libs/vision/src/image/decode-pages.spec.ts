import { scannedPdf } from '@idem/testing/documents/scanned-pdf';
import { HOSTILE_PDFS, type HostilePdfKind, plainPdf } from '@idem/testing/hostile/pdfs';
import { describe, expect, jest, test } from '@jest/globals';
import { UndecodableImageError } from './decode.js';
import { decodePages } from './decode-pages.js';
import { rasterisePdf, UnreadablePdfError } from './pdf/rasterise-pdf.js';
import type { RgbImage } from './rgb-image.js';
import { sharp } from './sharp.js';

jest.setTimeout(60_000);

const colour = (background: string) =>
  sharp({ create: { width: 800, height: 500, channels: 3, background } })
    .png()
    .toBuffer();
const pixel = ({ data, width }: RgbImage, x: number, y: number) => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const near = (actual: number[], expected: number[]) =>
  actual.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThan(6);
  });

test('a picture is one page', async () => {
  expect(await decodePages(await colour('#204060'), { maxSide: 400 })).toMatchObject([
    { width: 400, height: 250 },
  ]);
});

test('pages of a PDF come in their order, at 300 dpi, white where nothing is', async () => {
  const pdf = await scannedPdf([
    [{ image: await colour('#d02010'), left: 20, top: 30, width: 80 }],
    [{ image: await colour('#1030c0'), left: 20, top: 30, width: 80 }],
  ]);
  const pages = await decodePages(pdf, { maxSide: 4000 });
  expect(pages.map(({ width, height }) => [width, height])).toEqual([
    [2480, 3508],
    [2480, 3508],
  ]);
  // 60 mm from the left, 50 mm from the top, at 300 dpi.
  near(pixel(pages[0]!, 709, 591), [0xd0, 0x20, 0x10]);
  near(pixel(pages[1]!, 709, 591), [0x10, 0x30, 0xc0]);
  expect(pixel(pages[0]!, 5, 5)).toEqual([255, 255, 255]);
});

test('a page is never drawn larger than asked', async () => {
  expect(await rasterisePdf(HOSTILE_PDFS.hugePage(), { maxSide: 900 })).toMatchObject([
    { width: 900, height: 900 },
  ]);
});

describe('hostile files', () => {
  const faults: Partial<Record<HostilePdfKind, RegExp>> = {
    nestedForms: /damaged|too-heavy/,
    recursiveForm: /damaged|too-heavy/,
    loopedPages: /damaged/,
    manyObjects: /too-heavy/,
    manyPages: /too-many-pages/,
    encrypted: /encrypted/,
    truncated: /damaged/,
    magicOnly: /damaged/,
    noise: /damaged/,
  };
  test.each(Object.entries(faults) as [HostilePdfKind, RegExp][])('%s: refused', async (kind, fault) => {
    const from = performance.now();
    const refusal: unknown = await rasterisePdf(HOSTILE_PDFS[kind](), {
      maxSide: 2000,
      deadlineMs: 4_000,
    }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadablePdfError);
    expect((refusal as UnreadablePdfError).fault).toMatch(fault);
    expect(performance.now() - from).toBeLessThan(8_000);
  });

  test.each(['hugePage', 'flatPage', 'unfoldingImage', 'scripted'] as const)('%s: drawn', async (kind) => {
    const pages = await rasterisePdf(HOSTILE_PDFS[kind](), { maxSide: 1000 });
    expect(pages).toHaveLength(1);
    expect(Math.max(pages[0]!.width, pages[0]!.height)).toBeLessThanOrEqual(1000);
  });

  test('a thread that died takes nothing with it', async () => {
    const settled = await Promise.allSettled([
      rasterisePdf(HOSTILE_PDFS.nestedForms(), { maxSide: 1000 }),
      rasterisePdf(plainPdf(), { maxSide: 1000 }),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  test('to whoever decodes pages they are undecodable, with the reason', async () => {
    const refusal: unknown = await decodePages(HOSTILE_PDFS.encrypted(), { maxSide: 1000 }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(UndecodableImageError);
    expect((refusal as Error).cause).toMatchObject({ fault: 'encrypted' });
  });
});
