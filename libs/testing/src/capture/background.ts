import sharp from 'sharp';
import type { SeededRandom } from '../random.js';

export type Background = 'wood' | 'cloth' | 'plain';

/** Lattice cells across and down, and contrast (levels of 0–255), of each octave of a surface. */
const SURFACES: Readonly<Record<Background, readonly (readonly [number, number, number])[]>> = {
  wood: [
    [5, 60, 60],
    [12, 260, 34],
  ],
  cloth: [
    [8, 6, 14],
    [420, 315, 44],
  ],
  plain: [[6, 5, 12]],
};

/** A table top as raw RGB, `width`×`height`: value noise over a random brown or grey. */
export async function tableTop(
  kind: Background,
  width: number,
  height: number,
  random: SeededRandom,
): Promise<Uint8Array> {
  const value = random.between(70, 140);
  const tint = [1, random.between(0.78, 0.96), random.between(0.6, 0.9)] as const;
  const octaves: { noise: Buffer; contrast: number }[] = [];
  for (const [across, down, contrast] of SURFACES[kind]) {
    octaves.push({ noise: await valueNoise(across, down, width, height, random), contrast });
  }
  const surface = new Uint8ClampedArray(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    let level = value;
    for (const { noise, contrast } of octaves) level += (noise[pixel]! / 255 - 0.5) * contrast;
    for (let channel = 0; channel < 3; channel++) surface[pixel * 3 + channel] = level * tint[channel]!;
  }
  return new Uint8Array(surface.buffer);
}

/** A lattice of random levels, interpolated cubically to `width`×`height`; one byte a pixel. */
function valueNoise(
  across: number,
  down: number,
  width: number,
  height: number,
  random: SeededRandom,
): Promise<Buffer> {
  const lattice = Buffer.from(Array.from({ length: across * down }, () => random.integer(0, 255)));
  return sharp(lattice, { raw: { width: across, height: down, channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .extractChannel(0)
    .raw()
    .toBuffer();
}
