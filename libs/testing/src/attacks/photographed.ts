import sharp from 'sharp';
import { captureAt, type Level } from '../capture/levels.js';
import { type CaptureOptions, photograph } from '../capture/photograph.js';
import type { SeededRandom } from '../random.js';
import type { AttackScene } from './attack.js';

/** A flat thing that can be photographed: encoded, with its size in pixels. */
export interface Flat {
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
}

const anySeed = (random: SeededRandom) => random.integer(1, 2 ** 31 - 1);

/** A flat thing photographed as well as the scene's level allows, with `changes` to how. */
export async function photographed(
  { level, random }: Pick<AttackScene, 'level' | 'random'>,
  flat: Flat,
  changes: CaptureOptions = {},
): Promise<Buffer> {
  const options = { ...captureAt(level, anySeed(random)), ...changes };
  return (await photograph(flat, options)).image;
}

/** An encoded picture as a flat thing. */
export async function flatOf(image: Buffer): Promise<Flat> {
  const { width, height } = await sharp(image).metadata();
  return { image, width, height };
}

/** What a hand-held phone does to a selfie or a screenshot at a level of capture. */
const WEAR: Readonly<Record<Level, { blur: number; noise: number; quality: number }>> = {
  clean: { blur: 0, noise: 1.5, quality: 92 },
  mild: { blur: 0.5, noise: 3, quality: 86 },
  moderate: { blur: 0.9, noise: 6, quality: 76 },
  severe: { blur: 1.6, noise: 11, quality: 60 },
};

/** A picture that is no photograph of something flat, with the blur, noise and compression of the scene's level. */
export async function worn(
  { level, random }: Pick<AttackScene, 'level' | 'random'>,
  picture: Buffer,
): Promise<Buffer> {
  const { blur, noise, quality } = WEAR[level];
  const upright = sharp(picture).flatten({ background: '#fff' }).toColourspace('srgb');
  const { data, info } = await (blur > 0 ? upright.blur(blur) : upright)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const deviates = Float32Array.from({ length: 1 << 14 }, () => noise * random.normal());
  const noisy = new Uint8ClampedArray(data);
  // Runs of the table from random places: a million draws a picture would take a second.
  for (let start = 0; start < noisy.length; start += 997) {
    const offset = random.integer(0, deviates.length - 1);
    const end = Math.min(start + 997, noisy.length);
    for (let i = start; i < end; i++) {
      noisy[i] = noisy[i]! + deviates[(offset + i - start) & (deviates.length - 1)]!;
    }
  }
  return sharp(noisy, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}

/** Pictures laid over a ground one after the other, as an editor does; what reaches over the border is cut off. */
export async function collage(
  ground: {
    readonly width: number;
    readonly height: number;
    readonly colour?: string;
    readonly under?: Buffer;
  },
  pieces: readonly { readonly picture: Buffer; readonly left: number; readonly top: number }[],
): Promise<Buffer> {
  const { width, height, colour = '#b9b2a6', under } = ground;
  const base = under
    ? sharp(under).resize(width, height, { fit: 'cover' })
    : sharp({ create: { width, height, channels: 3, background: colour } });
  const placed = await Promise.all(
    pieces.map(async ({ picture, left, top }) => {
      const [x, y] = [Math.round(left), Math.round(top)];
      const size = await flatOf(picture);
      const [cutX, cutY] = [Math.max(0, -x), Math.max(0, -y)];
      const visible = {
        width: Math.min(size.width - cutX, width - Math.max(0, x)),
        height: Math.min(size.height - cutY, height - Math.max(0, y)),
      };
      if (visible.width < 1 || visible.height < 1) return null;
      const input = await sharp(picture)
        .extract({ left: cutX, top: cutY, ...visible })
        .png({ compressionLevel: 1 })
        .toBuffer();
      return { input, left: Math.max(0, x), top: Math.max(0, y) };
    }),
  );
  return base
    .composite(placed.filter((piece) => piece !== null))
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}
