import { encodeJpeg2000 } from '@idem/testing/chip/jpeg2000';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UndecodableImageError } from './decode.js';
import { decodeJpeg2000 } from './decode-jpeg2000.js';

const WIDTH = 64;
const HEIGHT = 48;
const colour = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (i * 7 + (i >> 6)) & 0xff);
const grey = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * 5) & 0xff);
const encode = (data: Uint8Array, components: 1 | 3, container: 'jp2' | 'j2k') =>
  encodeJpeg2000({ data, width: WIDTH, height: HEIGHT, components }, container);

describe('JPEG 2000', () => {
  test.each(['jp2', 'j2k'] as const)('%s in colour comes back as it was', async (container) => {
    const image = await decodeJpeg2000(await encode(colour, 3, container));
    expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
    expect(Buffer.compare(image.data, colour)).toBe(0);
  });

  test('grey becomes RGB', async () => {
    const { data } = await decodeJpeg2000(await encode(grey, 1, 'jp2'));
    expect([...data.subarray(0, 9)]).toEqual([0, 0, 0, 5, 5, 5, 10, 10, 10]);
    expect(data.length).toBe(WIDTH * HEIGHT * 3);
  });

  test('a picture cut off is refused, and so is one that claims to be huge', async () => {
    const whole = await encode(colour, 3, 'j2k');
    await expect(decodeJpeg2000(whole.subarray(0, whole.length / 2))).rejects.toThrow(UndecodableImageError);
    const huge = Uint8Array.from(whole);
    huge.set([0, 0, 0xff, 0xff], 8); // Xsiz of the SIZ segment
    huge.set([0, 0, 0xff, 0xff], 12);
    await expect(decodeJpeg2000(huge)).rejects.toThrow(UndecodableImageError);
  });

  test('a JPEG is no JPEG 2000', async () => {
    await expect(decodeJpeg2000(Uint8Array.of(0xff, 0xd8, 0xff))).rejects.toThrow('not a JPEG 2000');
  });

  test('damaged bytes are decoded or refused, and the next picture is itself', async () => {
    const whole = await encode(colour, 3, 'jp2');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const damaged = Uint8Array.from(whole);
        damaged[at] = (damaged[at]! + by) % 256;
        const outcome = await decodeJpeg2000(damaged).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UndecodableImageError);
      }),
      { numRuns: 60 },
    );
    const { data } = await decodeJpeg2000(whole);
    expect(Buffer.compare(data, colour)).toBe(0);
  }, 30_000);
});
