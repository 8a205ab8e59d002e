import { text } from '@idem/testing/documents/outlines';
import { seededRandom } from '@idem/testing/random';
import { describe, expect, jest, test } from '@jest/globals';
import { decodeImage } from '../../image/decode.js';
import { encodeJpeg } from '../../image/encode.js';
import { lumaOf } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';
import { copiedGlyphs } from './copied-glyphs.js';
import { displayGrid } from './display-grid.js';
import { jpegHistory, meanEvidence } from './double-quantisation.js';
import { colourDeparture } from './grey-copy.js';
import { quantisationTable } from './jpeg-quantisation.js';
import { glyphsOf, type ReadLine } from './line-glyphs.js';
import { lineIrregularity } from './line-irregularity.js';
import { residualNoise } from './residual-noise.js';

jest.setTimeout(60_000);

const WHOLE = { maxSide: 4000 };
const { max, min, round, sin } = Math;

/** A picture by the colour at each pixel. */
function draw(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const [r, g, b] = colour(x, y);
      data[i] = max(0, min(255, round(r)));
      data[i + 1] = max(0, min(255, round(g)));
      data[i + 2] = max(0, min(255, round(b)));
    }
  }
  return { data, width, height };
}

/** Noise in blurred patches, which has coefficients of every size. */
function texture(width: number, height: number, seed: number): RgbImage {
  const random = seededRandom(seed);
  const table = Float32Array.from({ length: 4096 }, () => random.normal());
  return draw(width, height, (x, y) => {
    const level = 128 + 40 * sin(x / 9 + 3 * sin(y / 23)) + 12 * table[(x * 31 + y * 977) & 4095]!;
    return [level, level, level];
  });
}

const again = async (image: RgbImage, quality: number) =>
  decodeImage(await encodeJpeg(image, quality), WHOLE);

async function historyOf(image: RgbImage, quality: number) {
  const bytes = await encodeJpeg(image, quality);
  return jpegHistory(lumaOf(await decodeImage(bytes, WHOLE)), quantisationTable(bytes)!);
}

describe('jpegHistory', () => {
  test('finds no first compression where there was none', async () => {
    for (const quality of [80, 88, 95]) {
      expect((await historyOf(texture(512, 384, 1), quality)).frequencies).toBe(0);
    }
  });

  test('finds it where there was one, but not in what was pasted since', async () => {
    const saved = await again(texture(512, 384, 1), 75);
    const other = texture(512, 384, 2);
    const pasted = draw(512, 384, (x, y) => {
      const from = x >= 96 && x < 256 && y >= 96 && y < 256 ? other : saved;
      const i = (y * 512 + x) * 3;
      return [from.data[i]!, from.data[i + 1]!, from.data[i + 2]!];
    });
    const history = await historyOf(pasted, 92);
    const inside = (column: number, row: number) => column >= 12 && column < 32 && row >= 12 && row < 32;
    const [patch, rest] = [
      meanEvidence(history, inside),
      meanEvidence(history, (column, row) => !inside(column, row)),
    ];
    expect(history.frequencies).toBeGreaterThanOrEqual(3);
    expect(rest.mean).toBeGreaterThan(0.1);
    expect(patch.mean).toBeLessThan(-0.1);
  });

  test('a cropped copy lies off the grid and shows nothing', async () => {
    const saved = await again(texture(512, 384, 1), 75);
    const cropped = draw(500, 376, (x, y) => {
      const i = ((y + 3) * 512 + x + 5) * 3;
      return [saved.data[i]!, saved.data[i + 1]!, saved.data[i + 2]!];
    });
    expect((await historyOf(cropped, 92)).frequencies).toBe(0);
  });
});

describe('colourDeparture', () => {
  const warm = (level: number): readonly [number, number, number] => [level, level * 0.94, level * 0.8];
  test('is small for grey in any light, and large for colours', () => {
    const grey = draw(400, 280, (x) => warm(60 + (x % 160)));
    const coloured = draw(400, 280, (x, y) => (x < 90 && y < 200 ? [180, 120, 90] : [200, 220, 230]));
    expect(colourDeparture(grey)).toBeLessThan(0.02);
    expect(colourDeparture(coloured)).toBeGreaterThan(0.2);
  });
  test('is unknown in the dark and where everything is burnt out', () => {
    expect(colourDeparture(draw(400, 280, () => [12, 10, 9]))).toBeNull();
    expect(colourDeparture(draw(400, 280, () => [255, 255, 255]))).toBeNull();
  });
});

describe('displayGrid', () => {
  const box = { left: 0, top: 0, right: 600, bottom: 500 };
  const random = seededRandom(3);
  const table = Float32Array.from({ length: 8192 }, () => 3 * random.normal());
  const noise = (x: number, y: number, channel: number) =>
    table[(x * 131 + y * 613 + channel * 2777) & 8191]!;
  test('finds stripes of colour, and not in print', () => {
    const stripes = (x: number, y: number, channel: number) => 8 * sin((x + 0.05 * y) * 2.1 + channel * 2.1);
    const edge = (x: number, y: number) => (x % 60 < 8 || y % 44 < 6 ? 60 : 200);
    const paper = draw(600, 500, (x, y) => [0, 1, 2].map((c) => edge(x, y) + noise(x, y, c)) as never);
    const display = draw(
      600,
      500,
      (x, y) => [0, 1, 2].map((c) => edge(x, y) + stripes(x, y, c) + noise(x, y, c)) as never,
    );
    expect(displayGrid(paper, box)!.chroma).toBeLessThan(1.2);
    expect(displayGrid(display, box)!.chroma).toBeGreaterThan(2);
  });
  test('needs a tile', () => {
    expect(
      displayGrid(
        draw(120, 120, () => [9, 9, 9]),
        box,
      ),
    ).toBeNull();
  });
});

/** A line of print at (20, 30) of a picture with noise; each piece at its own place. */
async function printed(pieces: readonly (readonly [string, number, number, string?])[]): Promise<RgbImage> {
  const glyphs = pieces
    .map(([value, x, y, fill]) => text(value, x, y, 32, { fill: fill ?? '#202020' }))
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80"><rect width="400" height="80" fill="#dde"/>${glyphs}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .flatten()
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const random = seededRandom(5);
  for (let i = 0; i < data.length; i++) data[i] = max(0, min(255, round(data[i]! + 3 * random.normal())));
  return { data, width: 400, height: 80 };
}

const line = (value: string): ReadLine => ({
  text: value,
  quad: [
    [12, 18],
    [330, 18],
    [330, 62],
    [12, 62],
  ],
});

describe('print', () => {
  test('is separated into the characters that were read, or not at all', async () => {
    const image = await printed([['12.08.1974', 20, 52]]);
    const { glyphs } = glyphsOf(image, line('12.08.1974'))!;
    expect(glyphs.map(({ character }) => character).join('')).toBe('12.08.1974');
    expect(
      glyphs.every(({ inPicture }, i) => i === 0 || inPicture.left > glyphs[i - 1]!.inPicture.left),
    ).toBe(true);
    expect(glyphsOf(image, line('12.08.197'))).toBeNull();
  });

  const irregular = async (...pieces: (readonly [string, number, number, string?])[]) => {
    const image = await printed(pieces);
    const value = pieces.map(([piece]) => piece).join('');
    return lineIrregularity(lumaOf(image), glyphsOf(image, line(value))!)!;
  };

  test('shows digits out of line and in other ink', async () => {
    const honest = await irregular(['12081974', 20, 52]);
    expect(honest.baseline).toBeLessThan(0.12);
    expect(honest.ink).toBeLessThan(0.12);
    expect((await irregular(['1208197', 20, 52], ['4', 170, 57])).baseline).toBeGreaterThan(0.15);
    expect((await irregular(['1208197', 20, 52], ['4', 170, 52, '#707070'])).ink).toBeGreaterThan(0.25);
  });

  test('shows ground without noise', async () => {
    const image = await printed([['12081974', 20, 52]]);
    const plain = glyphsOf(image, line('12081974'))!;
    expect(lineIrregularity(lumaOf(image), plain)!.noiseGap).toBeLessThan(1);
    const { left, right } = plain.glyphs.at(-1)!.inPicture;
    for (let y = 0; y < 80; y++) {
      for (let x = left - 4; x < right + 4; x++) {
        const i = (y * 400 + x) * 3;
        if (image.data[i]! > 180) image.data.set([221, 221, 238], i);
      }
    }
    expect(lineIrregularity(lumaOf(image), glyphsOf(image, line('12081974'))!)!.noiseGap).toBeGreaterThan(2);
  });

  test('shows a digit that was copied, with its noise', async () => {
    const image = await printed([['12081924', 20, 52]]);
    const before = glyphsOf(image, line('12081924'))!;
    const honest = copiedGlyphs(lumaOf(image), [before])!;
    expect(honest).toBeLessThan(2.5);
    const twos = before.glyphs.filter(({ character }) => character === '2').map(({ inPicture }) => inPicture);
    const [from, to] = twos as [(typeof twos)[0], (typeof twos)[0]];
    for (let y = from.top - 3; y < from.bottom + 3; y++) {
      for (let x = -3; x < from.right - from.left + 3; x++) {
        const [i, j] = [(y * 400 + from.left + x) * 3, (y * 400 + to.left + x) * 3];
        image.data.set(image.data.slice(i, i + 3), j);
      }
    }
    expect(copiedGlyphs(lumaOf(image), [glyphsOf(image, line('12081924'))!])!).toBeGreaterThan(3);
  });
});

test('noise is measured where nothing is drawn', async () => {
  const image = await printed([['12081974', 20, 52]]);
  const noise = residualNoise(lumaOf(image), { left: 0, top: 0, right: 400, bottom: 80 })!;
  // Grey of three channels with independent noise of 3 levels has 2.0; the mean of its modulus is 0.8 of that.
  expect(noise).toBeGreaterThan(1.2);
  expect(noise).toBeLessThan(1.9);
  expect(residualNoise(lumaOf(image), { left: 0, top: 0, right: 20, bottom: 20 })).toBeNull();
});
