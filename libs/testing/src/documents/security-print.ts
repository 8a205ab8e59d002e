import type { SeededRandom } from '../random.js';
import { text } from './outlines.js';

/** What is drawn on the ground: crossing sine waves, a rosette, or fine rays. */
export type Pattern = 'waves' | 'rosette' | 'lines';

/** Pale two-hue ground with a guilloche, as security printing uses. Lengths in millimetres. */
export function securityPrint(
  width: number,
  height: number,
  random: SeededRandom,
  { hue: middle, pattern }: { readonly hue: number | null; readonly pattern: Pattern },
): string {
  const hue = middle === null ? random.integer(0, 359) : middle + random.integer(-8, 8) + 360;
  const stops = [0, 60, 150].map(
    (turn, index) =>
      `<stop offset="${index / 2}" stop-color="hsl(${(hue + turn) % 360},40%,${random.integer(88, 92)}%)"/>`,
  );
  return `<defs><linearGradient id="ground" x1="0" y1="0" x2="1" y2="1">${stops.join('')}</linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#ground)"/>${PATTERNS[pattern](width, height, hue, random)}`;
}

type Drawer = (width: number, height: number, hue: number, random: SeededRandom) => string;

const PATTERNS: Readonly<Record<Pattern, Drawer>> = {
  waves: (width, height, hue, random) =>
    Array.from({ length: 26 }, (_, line) => {
      const amplitude = height * random.between(0.05, 0.15);
      const frequency = ((2 * Math.PI) / width) * random.between(2, 5);
      const beat = frequency * random.between(0.4, 1.2);
      const phase = random.between(0, 2 * Math.PI);
      const level = (height * (line + 0.5)) / 26;
      return curve(stepped(0, width, 0.8), hue, random, (x) => [
        x,
        level + amplitude * Math.sin(frequency * x + phase) * Math.cos(beat * x),
      ]);
    }).join(''),
  rosette: (width, height, hue, random) => {
    const [centreX, centreY] = [width * random.between(0.45, 0.75), height * random.between(0.35, 0.65)];
    const petals = random.integer(7, 12);
    return Array.from({ length: 24 }, (_, ring) => {
      const radius = ((ring + 1) / 24) * width * 0.75;
      return curve(stepped(0, 2 * Math.PI + 0.03, 0.03), hue, random, (angle) => {
        const reach = radius * (1 + 0.12 * Math.sin(petals * angle + ring));
        return [centreX + reach * Math.cos(angle), centreY + reach * Math.sin(angle)];
      });
    }).join('');
  },
  lines: (width, height, hue, random) => {
    const [bend, phase] = [random.between(1, 3), random.between(0, 2 * Math.PI)];
    return Array.from({ length: 46 }, (_, line) => {
      const start = (width * 1.6 * (line + 0.5)) / 46 - width * 0.3;
      return curve(stepped(0, height, 1), hue, random, (y) => [
        start + (y - height / 2) * 0.5 + bend * Math.sin((y / height) * 7 + phase + line / 9),
        y,
      ]);
    }).join('');
  },
};

const stepped = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

function curve(
  parameters: readonly number[],
  hue: number,
  random: SeededRandom,
  at: (parameter: number) => readonly [number, number],
): string {
  const points = parameters.map((parameter) => {
    const [x, y] = at(parameter);
    return `${x.toFixed(1)} ${y.toFixed(2)}`;
  });
  const colour = `hsl(${hue + random.integer(0, 20)},45%,${random.integer(62, 80)}%)`;
  return `<path d="M${points.join('L')}" fill="none" stroke="${colour}" stroke-width="0.09" opacity="0.55"/>`;
}

/** The word SPECIMEN in pale ink, centred at (x, y). */
export function specimenMark(x: number, y: number, size: number): string {
  return text('SPECIMEN', x, y, size, { font: 'bold', fill: '#be1e28', opacity: 0.3, anchor: 'middle' });
}

/** An invented coat of arms: three upright bars in a shield. */
export function emblem(
  colours: readonly [string, string, string],
  x: number,
  y: number,
  width: number,
): string {
  const height = width * 1.15;
  const bar = width / 3;
  const bars = colours.map(
    (colour, index) =>
      `<rect x="${x + index * bar}" y="${y}" width="${bar}" height="${height}" fill="${colour}" opacity="0.85"/>`,
  );
  return `${bars.join('')}<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#5b5340" stroke-width="0.2"/>`;
}

/** Yellow of the ring of stars, and the blue of its field (annex I of directive 2006/126/EC names the colours only). */
const [STAR_YELLOW, FIELD_BLUE] = ['#f2c500', '#1c3f94'];

/** A distinguishing sign in white on a blue field of 10 by 7 mm, with or without the ring of twelve stars around it. */
export function signInItsField(sign: string, stars: boolean, x: number, y: number): string {
  const [middleX, middleY] = [x + 5, y + 3.5];
  const ring = Array.from({ length: stars ? 12 : 0 }, (_, star) => {
    const angle = (star / 12) * 2 * Math.PI;
    return text('★', middleX + 2.9 * Math.sin(angle), middleY - 2.9 * Math.cos(angle) + 0.35, 1, {
      fill: STAR_YELLOW,
      anchor: 'middle',
    });
  });
  const size = sign.length > 2 ? 2 : 2.5;
  return (
    `<rect x="${x}" y="${y}" width="10" height="7" rx="0.4" fill="${FIELD_BLUE}"/>${ring.join('')}` +
    text(sign, middleX, middleY + size * 0.36, size, { font: 'bold', fill: '#fff', anchor: 'middle' })
  );
}

/** A scrawl on a baseline, as wide as given. */
export function signature(x: number, y: number, width: number): string {
  const loops = Array.from({ length: 7 }, (_, loop) => {
    const [left, reach] = [x + (loop * width) / 7, width / 7];
    return `C${left + reach * 0.2} ${y - 3.4 + (loop % 3) * 0.8} ${left + reach * 1.5} ${y - 2.2} ${left + reach} ${y - (loop % 2) * 0.7}`;
  });
  return `<path d="M${x} ${y}${loops.join('')}" fill="none" stroke="#20242c" stroke-width="0.22"/>`;
}
