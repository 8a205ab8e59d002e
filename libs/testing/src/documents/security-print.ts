import type { SeededRandom } from '../random.js';
import { text } from './outlines.js';

/** Pale two-hue ground with a guilloche: crossing sine waves, as security printing uses. Lengths in millimetres. */
export function securityPrint(width: number, height: number, random: SeededRandom): string {
  const hue = random.integer(0, 359);
  const stops = [0, 60, 150].map(
    (turn, index) =>
      `<stop offset="${index / 2}" stop-color="hsl(${(hue + turn) % 360},40%,${random.integer(88, 92)}%)"/>`,
  );
  const waves = Array.from({ length: 26 }, (_, line) => wave(width, height, (line + 0.5) / 26, hue, random));
  return `<defs><linearGradient id="ground" x1="0" y1="0" x2="1" y2="1">${stops.join('')}</linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#ground)"/>${waves.join('')}`;
}

function wave(width: number, height: number, level: number, hue: number, random: SeededRandom): string {
  const amplitude = height * random.between(0.05, 0.15);
  const frequency = ((2 * Math.PI) / width) * random.between(2, 5);
  const beat = frequency * random.between(0.4, 1.2);
  const phase = random.between(0, 2 * Math.PI);
  const points: string[] = [];
  for (let x = 0; x <= width; x += 0.8) {
    const y = height * level + amplitude * Math.sin(frequency * x + phase) * Math.cos(beat * x);
    points.push(`${x.toFixed(1)} ${y.toFixed(2)}`);
  }
  const colour = `hsl(${hue + random.integer(0, 20)},45%,${random.integer(62, 80)}%)`;
  return `<path d="M${points.join('L')}" fill="none" stroke="${colour}" stroke-width="0.09" opacity="0.55"/>`;
}

/** The word SPECIMEN in pale ink, centred at (x, y). */
export function specimenMark(x: number, y: number, size: number): string {
  return text('SPECIMEN', x, y, size, { font: 'bold', fill: '#be1e28', opacity: 0.3, anchor: 'middle' });
}
