import sharp from 'sharp';
import type { SeededRandom } from '../random.js';

export type Background = 'wood' | 'cloth' | 'plain';

/** Turbulence of each surface: frequency across and along the grain (1/px at 400 px width), octaves. */
const GRAIN = {
  wood: { frequency: '0.006 0.11', octaves: 4, contrast: 0.5 },
  cloth: { frequency: '0.35 0.35', octaves: 2, contrast: 0.35 },
  plain: { frequency: '0.012 0.012', octaves: 2, contrast: 0.1 },
} as const;

/** A table top as raw RGB, `width`×`height`. */
export async function tableTop(
  kind: Background,
  width: number,
  height: number,
  random: SeededRandom,
): Promise<Buffer> {
  const { frequency, octaves, contrast } = GRAIN[kind];
  // Synthesised small and enlarged: a surface behind the focal plane is soft anyway.
  const small = { width: 400, height: Math.max(1, Math.round((400 * height) / width)) };
  const colour = `hsl(${random.integer(15, 45)},${random.integer(15, 45)}%,${random.integer(24, 50)}%)`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${small.width}" height="${small.height}">
    <filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise"
    baseFrequency="${frequency}" numOctaves="${octaves}" seed="${random.integer(1, 99_999)}"/>
    <feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  ${2 * contrast} 0 0 0 ${-contrast / 2}"/></filter>
    <rect width="100%" height="100%" fill="${colour}"/>
    <rect width="100%" height="100%" filter="url(#grain)"/></svg>`;
  return sharp(Buffer.from(svg))
    .flatten()
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
}
