import { describe, expect, test } from '@jest/globals';
import { decodeImage, UndecodableImageError } from './decode.js';
import { sharp } from './sharp.js';

/** Left half black, right half white. */
function halves(width: number, height: number) {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) data.fill(i % width < width / 2 ? 0 : 255, i * 3, i * 3 + 3);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function pixel(image: { data: Uint8Array; width: number }, x: number, y: number): number[] {
  const i = (y * image.width + x) * 3;
  return [...image.data.subarray(i, i + 3)];
}

describe('decodeImage', () => {
  test('reduces to the longest side and never enlarges', async () => {
    const png = await halves(400, 200).png().toBuffer();
    expect(await decodeImage(png, { maxSide: 100 })).toMatchObject({ width: 100, height: 50 });
    expect(await decodeImage(png, { maxSide: 4000 })).toMatchObject({ width: 400, height: 200 });
  });

  test('turns the picture upright', async () => {
    // Orientation 6: the camera was held so that the picture must be turned a quarter clockwise.
    const jpeg = await halves(64, 32).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const image = await decodeImage(jpeg, { maxSide: 100 });
    expect(image).toMatchObject({ width: 32, height: 64 });
    expect(pixel(image, 16, 4)[0]).toBeLessThan(20);
    expect(pixel(image, 16, 60)[0]).toBeGreaterThan(235);
  });

  test('lays transparency on white and widens grey to RGB', async () => {
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    expect(pixel(await decodeImage(clear, { maxSide: 8 }), 3, 3)).toEqual([255, 255, 255]);
    const grey = await sharp(Buffer.alloc(64, 77), { raw: { width: 8, height: 8, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const image = await decodeImage(grey, { maxSide: 8 });
    expect(image.data).toHaveLength(8 * 8 * 3);
    expect(pixel(image, 3, 3)).toEqual([77, 77, 77]);
  });

  test('refuses truncated, foreign, empty and oversized pictures', async () => {
    const jpeg = await halves(400, 400).jpeg().toBuffer();
    const refused = [
      jpeg.subarray(0, jpeg.length >> 1),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.alloc(0),
    ];
    for (const bytes of refused) {
      await expect(decodeImage(bytes, { maxSide: 100 })).rejects.toThrow(UndecodableImageError);
    }
    await expect(decodeImage(jpeg, { maxSide: 100, maxPixels: 100 * 100 })).rejects.toThrow(
      UndecodableImageError,
    );
  });
});
