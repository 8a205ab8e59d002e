import sharp from 'sharp';
import type { SeededRandom } from '../random.js';

/** Lays `count` sheets, cards and pens on a table top of raw RGB, under where the document will lie. */
export async function layClutter(
  table: Uint8Array,
  width: number,
  height: number,
  count: number,
  random: SeededRandom,
): Promise<Uint8Array> {
  const things = Array.from({ length: count }, () => thing(width, height, random));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${things.join('')}</svg>`;
  return sharp(table, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** A rectangle with straight borders, as documents have, often with lines of writing, or a pen. */
function thing(width: number, height: number, random: SeededRandom): string {
  const [x, y] = [random.between(0, width), random.between(0, height)];
  const turn = random.between(0, 180);
  const colour = `hsl(${random.integer(0, 359)},${random.integer(5, 55)}%,${random.integer(25, 90)}%)`;
  const isPen = random.next() < 0.3;
  const [length, breadth] = isPen
    ? [random.between(0.3, 0.5) * width, random.between(0.012, 0.02) * width]
    : [random.between(0.2, 0.6) * width, random.between(0.15, 0.4) * width];
  const lines = isPen ? 0 : random.integer(0, 8);
  const writing = Array.from({ length: lines }, (_, line) => {
    const at = breadth * (0.1 + line * 0.1);
    return `<path d="M${0.08 * length} ${at}H${random.between(0.5, 0.92) * length}" stroke="#333" stroke-opacity="0.6"
      stroke-width="${height / 200}" stroke-dasharray="${width / 40} ${width / 160}"/>`;
  });
  return `<g transform="translate(${x} ${y}) rotate(${turn}) translate(${-length / 2} ${-breadth / 2})">
    <rect width="${length}" height="${breadth}" rx="${isPen ? breadth / 2 : 4}" fill="${colour}"/>${writing.join('')}</g>`;
}
