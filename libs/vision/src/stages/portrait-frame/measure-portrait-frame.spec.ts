import { expect, test } from '@jest/globals';
import { sharp } from '../../image/sharp.js';
import { measurePortraitFrame } from './measure-portrait-frame.js';

const [width, height] = [1000, 640];
const FACE = { left: 180, top: 240, right: 320, bottom: 410 };
const MIDDLE = '250 320';
const PAPER = `<rect x="130" y="170" width="240" height="310" fill="#8fb0c8"/>
  <path d="M150 480 Q180 430 250 425 Q320 430 350 480 Z" fill="#39465c"/>`;

/** A page with lines in its ground and print beside the portrait, all turned by `page` degrees, the portrait by `portrait`. */
async function picture(portrait: number, { page = 0, framed = true } = {}) {
  const waves = Array.from(
    { length: 24 },
    (_, i) =>
      `<path d="M0 ${i * 28} Q250 ${i * 28 - 30} 500 ${i * 28} T1000 ${i * 28}" stroke="#d8b8b0" fill="none"/>`,
  ).join('');
  const print = Array.from(
    { length: 7 },
    (_, i) => `<rect x="420" y="${130 + 60 * i}" width="${180 + 40 * (i % 3)}" height="22" fill="#222"/>`,
  ).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="1000" height="640" fill="#ece4d8"/>
    <g transform="rotate(${page} 500 320)">${waves}${print}</g>
    <g transform="rotate(${portrait} ${MIDDLE})">${framed ? PAPER : ''}
    <ellipse cx="250" cy="325" rx="72" ry="95" fill="#d0a184"/></g></svg>`;
  const data = await sharp(Buffer.from(svg)).flatten({ background: '#000' }).removeAlpha().raw().toBuffer();
  return { data, width, height };
}

test.each([-6, -4, -2.5, -2, 2, 3, 5, 7])(
  'a photograph that lies on the page, turned by %p°, has its edges there and none along the page',
  async (turn) => {
    const frame = await measurePortraitFrame(await picture(turn), FACE, [0]);
    expect(Math.abs(frame!.turn - turn)).toBeLessThanOrEqual(0.75);
    expect(frame!.edge).toBeGreaterThan(0.9);
    expect(frame!.edge - frame!.along).toBeGreaterThan(0.08);
  },
);

test.each([-9, -4, 0, 3, 8])('a portrait stands along a page that is turned by %p°', async (turn) => {
  const frame = await measurePortraitFrame(await picture(turn, { page: turn }), FACE, [turn]);
  expect(frame!.edge).toBeGreaterThan(0.9);
  expect(frame!.along).toBe(frame!.edge);
});

test('of two axes the nearest counts', async () => {
  const frame = await measurePortraitFrame(await picture(3), FACE, [0, 3.2]);
  expect(frame!.along).toBe(frame!.edge);
  expect(Math.abs(frame!.turn)).toBeLessThanOrEqual(1);
});

test('a portrait that fades into the ground has no edges around it', async () => {
  const frame = await measurePortraitFrame(await picture(4, { framed: false }), FACE, [0]);
  expect(frame!.edge).toBeLessThan(0.8);
});

test('a face that fills the page has no frame on it', async () => {
  const page = await picture(0);
  expect(await measurePortraitFrame(page, { left: 0, top: 0, right: width, bottom: height }, [0])).toBeNull();
});
