import { describe, expect, test } from '@jest/globals';
import { aspectOf, type Box, guideIn } from './guide.js';
import { judgeFrame } from './judge-frame.js';
import { type Luma, type Planes, planesOf } from './luma.js';
import { measureFrame } from './measure-frame.js';

const WIDTH = 320;
const HEIGHT = 240;
const GUIDE = guideIn(WIDTH, HEIGHT, aspectOf('id_card'));

/** A light card with print on a dark table. */
function scene({
  scale = 1,
  angle = 0,
  card = 190,
  table = 60,
  print = 60,
  soft = 0,
  spot = 0,
}: Partial<Record<'scale' | 'angle' | 'card' | 'table' | 'print' | 'soft' | 'spot', number>> = {}): Luma {
  const data = new Uint8Array(WIDTH * HEIGHT);
  const box: Box = { ...GUIDE, width: GUIDE.width * scale, height: GUIDE.height * scale };
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const dx = x - WIDTH / 2;
      const dy = y - HEIGHT / 2;
      const u = dx * Math.cos(angle) + dy * Math.sin(angle);
      const v = -dx * Math.sin(angle) + dy * Math.cos(angle);
      const inside = Math.abs(u) < box.width / 2 && Math.abs(v) < box.height / 2;
      const middle = Math.abs(u) < box.width / 3 && Math.abs(v) < box.height / 3;
      const inked = middle && Math.floor(x / 2) % 3 === 0 && Math.floor(y / 5) % 2 === 0;
      const lit = spot > 0 && Math.hypot(dx - 20, dy) < spot;
      data[y * WIDTH + x] = lit ? 255 : inside ? (inked ? print : card) : table;
    }
  }
  const luma = { width: WIDTH, height: HEIGHT, data };
  return Array.from({ length: soft }).reduce<Luma>(blurred, luma);
}

function blurred({ width, height, data }: Luma): Luma {
  const out = new Uint8Array(data);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let sum = 0;
      for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) sum += data[(y + dy) * width + x + dx]!;
      out[y * width + x] = sum / 9;
    }
  }
  return { width, height, data: out };
}

/** The picture without colour. */
const grey = (luma: Luma): Planes => ({
  luma,
  warmth: { ...luma, data: new Uint8Array(WIDTH * HEIGHT).fill(128) },
});
const hintFor = (luma: Luma, before: Luma | null = luma) =>
  judgeFrame(measureFrame(grey(luma), GUIDE, before));

describe('the hint', () => {
  test('is to hold still for a card that fills the guide', () => {
    expect(hintFor(scene())).toBe('hold');
  });
  test.each([
    ['an empty table', scene({ card: 60, print: 60 }), 'align'],
    ['a card too far away', scene({ scale: 0.82 }), 'closer'],
    ['a card too close', scene({ scale: 1.14 }), 'back'],
    ['a card held askew', scene({ angle: 0.09 }), 'level'],
    ['a dark room', scene({ card: 40, table: 10, print: 15 }), 'brighter'],
    ['a lamp in the plastic', scene({ spot: 30 }), 'glare'],
    ['a card out of focus', scene({ soft: 12 }), 'focus'],
  ])('for %s says what to do', (_what, luma, hint) => {
    expect(hintFor(luma)).toBe(hint);
  });
  test('is the same where a band of the card is as bright as the table and of another colour', () => {
    const { data } = scene();
    const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
    for (let i = 0; i < data.length; i++) {
      const y = Math.floor(i / WIDTH);
      const inBand = data[i] !== 60 && y < GUIDE.top + GUIDE.height * 0.12;
      const colour = data[i] === 60 ? [96, 52, 30] : inBand ? [10, 72, 110] : [data[i], data[i], data[i]];
      rgba.set([...(colour as number[]), 255], 4 * i);
    }
    const planes = planesOf(rgba, WIDTH, HEIGHT);
    const measured = measureFrame(planes, GUIDE, planes.luma);
    expect(Math.abs(measured.edges.top.offset)).toBeLessThan(0.03);
    expect(judgeFrame(measured)).toBe('hold');
  });
  test('waits while the picture moves', () => {
    expect(hintFor(scene(), null)).toBe('still');
    expect(hintFor(scene(), scene({ card: 150, table: 100 }))).toBe('still');
  });
  test('bears with one side that cannot be told from the table', () => {
    const luma = scene();
    const hidden = new Uint8Array(luma.data);
    const from = Math.round(GUIDE.left + GUIDE.width * 0.96);
    for (let y = 0; y < HEIGHT; y++) hidden.fill(190, y * WIDTH + from, (y + 1) * WIDTH);
    const { edges } = measureFrame(grey({ ...luma, data: hidden }), GUIDE, null);
    expect(edges.right.support).toBeLessThan(0.6);
    expect([edges.top, edges.left].every(({ support }) => support > 0.6)).toBe(true);
  });
});
