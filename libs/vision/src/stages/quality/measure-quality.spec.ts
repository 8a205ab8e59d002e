import { describe, expect, test } from '@jest/globals';
import type { RgbImage } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';
import { measureQuality as measure } from './measure-quality.js';

const measureQuality = (picture: RgbImage) => measure(picture, { picture, outline: null, isSure: false });

/** Black bars on white, 1000 × 600, blurred by a Gaussian of `sigma` pixels. */
async function bars(sigma: number) {
  const stripes = Array.from({ length: 60 }, (_, i) => `<rect x="${i * 16}" width="6" height="600"/>`).join(
    '',
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="600"><rect width="1000" height="600" fill="#fff"/>${stripes}</svg>`;
  const drawn = sharp(Buffer.from(svg)).flatten({ background: '#fff' }).removeAlpha();
  const { data } = await (sigma ? drawn.blur(sigma) : drawn).raw().toBuffer({ resolveWithObject: true });
  return { data, width: 1000, height: 600 };
}

describe('quality', () => {
  test('blur lowers sharpness, steadily', async () => {
    const values = [];
    for (const sigma of [0, 1, 2, 4]) values.push((await measureQuality(await bars(sigma))).sharp90 ?? 0);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBeGreaterThan(5);
  });

  test('a blank picture has no sharpness rather than a low one', async () => {
    const blank = { data: new Uint8Array(300 * 200 * 3).fill(20), width: 300, height: 200 };
    expect(await measureQuality(blank)).toEqual({
      width: 300,
      height: 200,
      sharp90: null,
      brightness: 20,
      darkest: 20,
      white: 0,
      glare: 0,
      cutOff: null,
      finger: null,
    });
  });
});
