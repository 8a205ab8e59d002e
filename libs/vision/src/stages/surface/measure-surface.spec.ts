import { describe, expect, jest, test } from '@jest/globals';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { measureSurface } from './measure-surface.js';

jest.setTimeout(120_000);

const [WIDTH, HEIGHT] = [856, 540];

/** A page coloured by `at`, 0 … 255 a channel, with noise of one level that repeats. */
function page(at: (x: number, y: number) => readonly [number, number, number]): RgbImage {
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const noise = ((x * 7919 + y * 104729) % 5) / 2 - 1;
      const colour = at(x, y);
      const first = 3 * (y * WIDTH + x);
      for (let channel = 0; channel < 3; channel++) data[first + channel] = colour[channel]! + noise + 0.5;
    }
  }
  return { data, width: WIDTH, height: HEIGHT };
}

const NOTHING = { lines: [], portraits: [] };
const CREAM = [240, 228, 200] as const;
const rainbow = (x: number): [number, number, number] => [235 - x / 40, 210 + x / 50, 222];
/** A wavy line every 13 pixels. */
const { round, sin } = Math;
const WAVE = Array.from({ length: WIDTH }, (_, x) => round(4 * sin(x / 20)));
const isLine = (x: number, y: number) => (y + WAVE[x]! + 13) % 13 === 0;

/** Grain as coarse as a compressed picture's in dim light: noise that repeats, blurred by averaging nine of it. */
const grainy = (() => {
  let state = 1;
  const noise = Float32Array.from({ length: WIDTH * HEIGHT }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
  const around = (x: number, y: number) => {
    let sum = 0;
    for (let v = 0; v < 3; v++) {
      for (let u = 0; u < 3; u++) sum += noise[(((y + v) % HEIGHT) * WIDTH + x + u) % noise.length]!;
    }
    return 6 * sum;
  };
  return page((x, y) => CREAM.map((level) => level - 10 + around(x, y)) as [number, number, number]);
})();

describe('the ground of a page', () => {
  test('plain paper of any colour has one colour and no lines', async () => {
    for (const colour of [[250, 250, 247], CREAM, [247, 217, 223]] as const) {
      const { printedGround, colourSpread } = await measureSurface(
        page(() => colour),
        NOTHING,
      );
      expect(colourSpread).toBeLessThan(0.01);
      expect(printedGround).toBeLessThan(0.4);
    }
  });

  test('nor does a shadow over it, or a lamp of another colour beside it, make it printed', async () => {
    const shaded = page((x) => CREAM.map((level) => level * (1 - x / 2000)) as [number, number, number]);
    const tinted = page((x) => [240, 228 - x / 90, 200 - x / 60]);
    for (const sheet of [shaded, tinted]) {
      expect((await measureSurface(sheet, NOTHING)).printedGround).toBeLessThan(0.8);
    }
  });

  test('squared paper has lines in one colour', async () => {
    const squared = page((x, y) => (x % 50 < 2 || y % 50 < 2 ? [200, 205, 215] : [248, 248, 244]));
    expect((await measureSurface(squared, NOTHING)).printedGround).toBeLessThan(0.8);
  });

  test('security print has colours that change, and fine lines', async () => {
    const printed = page((x, y) => (isLine(x, y) ? [200, 160, 175] : rainbow(x)));
    const { printedGround, colourSpread, fineLines } = await measureSurface(printed, NOTHING);
    expect(colourSpread).toBeGreaterThan(0.03);
    expect(fineLines).toBeGreaterThan(0.006);
    expect(printedGround).toBeGreaterThan(1);
  });

  test('print over it is left out, and where little else is left nothing is said', async () => {
    const quad: Quad = [
      [100, 100],
      [800, 100],
      [800, 300],
      [100, 300],
    ];
    const written = page((x, y) =>
      x > 105 && x < 795 && y > 105 && y < 295 && x % 9 < 4 ? [20, 20, 30] : CREAM,
    );
    expect((await measureSurface(written, { lines: [quad], portraits: [] })).printedGround).toBeLessThan(0.4);
    const covered = { lines: [], portraits: [{ left: 0, top: 0, right: WIDTH, bottom: HEIGHT }] };
    expect(await measureSurface(written, covered)).toMatchObject({
      cells: 0,
      printedGround: null,
      lineCoherence: null,
    });
  });

  test('the background of a photograph on white paper is no ground of the paper', async () => {
    const printed = (x: number, y: number) => (isLine(x, y) ? ([200, 160, 175] as const) : rainbow(x));
    const pasted = page((x, y) => (x < 300 && y > 100 && y < 400 ? printed(x, y) : [254, 254, 252]));
    expect(await measureSurface(pasted, NOTHING)).toMatchObject({ printedGround: null, lineCoherence: null });
    const halfBurnt = page((x, y) => (x < 500 ? printed(x, y) : [254, 254, 252]));
    expect((await measureSurface(halfBurnt, NOTHING)).printedGround).toBeGreaterThan(1);
  });

  test('lines have a direction, and noise has none, however strong', async () => {
    const lines = page((x, y) => (isLine(x, y) ? [200, 160, 175] : rainbow(x)));
    expect((await measureSurface(lines, NOTHING)).lineCoherence).toBeGreaterThan(0.4);
    const { lineCoherence, fineLines } = await measureSurface(grainy, NOTHING);
    expect(fineLines).toBeGreaterThan(0.004);
    expect(lineCoherence).toBeLessThan(0.12);
  });

  test('what lies beside the document is none of its ground', async () => {
    const onWood = page((x, y) => (x < 428 ? CREAM : isLine(x, y) ? [120, 80, 50] : rainbow(3 * x)));
    expect((await measureSurface(onWood, NOTHING)).printedGround).toBeGreaterThan(0.8);
    const within = { left: 0, top: 0, right: 400, bottom: HEIGHT };
    const { cells, printedGround } = await measureSurface(onWood, NOTHING, within);
    expect(cells).toBeGreaterThan(50);
    expect(printedGround).toBeLessThan(0.4);
  });
});

describe('the blue field of a licence', () => {
  const withField = (
    left: number,
    top: number,
    right: number,
    bottom: number,
    colour: readonly [number, number, number] = [28, 63, 148],
  ) => page((x, y) => (x >= left && x < right && y >= top && y < bottom ? colour : rainbow(x)));

  test('is found at the upper left', async () => {
    const { signField } = await measureSurface(withField(35, 32, 135, 102), NOTHING);
    expect(signField?.left).toBeCloseTo(35 / WIDTH, 2);
    expect(signField?.bottom).toBeCloseTo(102 / HEIGHT, 2);
    expect(signField?.filled).toBeGreaterThan(0.9);
  });

  test.each([
    ['elsewhere', withField(600, 300, 700, 370)],
    ['of another shape', withField(35, 32, 240, 60)],
    ['of another colour', withField(35, 32, 135, 102, [148, 63, 28])],
  ])('is none %s', async (_what, sheet) => {
    expect((await measureSurface(sheet, NOTHING)).signField).toBeNull();
  });
});
