import { expect, test } from '@jest/globals';
import { sharp } from '../../image/sharp.js';
import { frameAround } from './frame-around.js';

const [width, height] = [900, 1200];
const HEAD = { left: 330, top: 330, right: 570, bottom: 690 };

/** A head before a wall with a door frame, and what else is drawn. */
async function picture(drawn: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="900" height="1200" fill="#b9b2a6"/>
    ${drawn}<ellipse cx="450" cy="510" rx="120" ry="180" fill="#d0a184"/></svg>`;
  const data = await sharp(Buffer.from(svg)).flatten({ background: '#000' }).removeAlpha().raw().toBuffer();
  return { data, width, height };
}
const SHOULDERS = '<path d="M120 1200 Q150 800 450 760 Q750 800 780 1200 Z" fill="#39465c"/>';
const PRINT = '<polygon points="200,160 690,190 670,880 180,850" fill="#f2efe8"/>';

test('a print around a head is a frame, a door behind a person is none', async () => {
  expect(await frameAround(await picture(PRINT), HEAD)).toBeGreaterThan(0.9);
  const door = `<rect x="250" y="120" width="400" height="1080" fill="#7a6a58"/>${SHOULDERS}`;
  expect(await frameAround(await picture(door), HEAD)).toBeLessThan(0.5);
  expect(await frameAround(await picture(SHOULDERS), HEAD)).toBeLessThan(0.5);
});

test('a print beside the head, or one that cuts it, does not frame it', async () => {
  const beside = '<polygon points="640,300 860,310 850,700 630,690" fill="#f2efe8"/>';
  expect(await frameAround(await picture(beside + SHOULDERS), HEAD)).toBeLessThan(0.5);
  const across = '<polygon points="440,160 860,190 850,880 430,850" fill="#f2efe8"/>';
  expect(await frameAround(await picture(across), HEAD)).toBeLessThan(0.5);
});
