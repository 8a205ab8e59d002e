import sharp from 'sharp';
import { invert, type Quad, rectToQuad } from '../capture/homography.js';
import type { SeededRandom } from '../random.js';
import { deviates, open, type Pixels, save } from './pixels.js';

// Bound once: these run for every pixel.
const { floor, min, sin } = Math;

/** Where within a screen's pixel red, green and blue stripes begin, and how wide they are (shares of the pitch). */
const STRIPES = [
  [0.02, 0.28],
  [0.35, 0.3],
  [0.68, 0.28],
] as const;
/** Share of a pixel's height that shines; the rest is the black matrix. */
const LIT_HEIGHT = 0.86;
/** Side of the square that one sensor pixel integrates over, in sensor pixels. */
const APERTURE = 0.85;

/**
 * Photographs a photograph that a display shows: the display's grid of red, green and blue stripes beats with
 * the sensor's; its gamma, black level, white point and refresh show too. Pixel pitch, distance, tilt and the
 * kind of display follow from `random`.
 */
export async function recaptureScreen(shown: Buffer, random: SeededRandom): Promise<Buffer> {
  const { width, height } = await sharp(shown).metadata();
  /** Screen pixels a sensor pixel sees: below 0.5 the stripes themselves are seen, near 1 they beat slowly. */
  const pitch = random.between(0.55, 1.3);
  const screen = await displayed(shown, Math.round(width * pitch * 1.02), Math.round(height * pitch * 1.02));
  const tilt = () => random.between(-0.02, 0.02);
  const corner = (x: number, y: number) =>
    [(x * 1.03 - 0.015 + tilt()) * width, (y * 1.03 - 0.015 + tilt()) * height] as const;
  const quad: Quad = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
  const seen = look(screen, quad, width, height, pitch, response(random));
  const soft = await sharp(seen.data, { raw: { width, height, channels: 3 } })
    .blur(random.between(0.4, 0.8))
    .raw()
    .toBuffer();
  const noise = random.between(1.5, 3);
  const deviate = deviates(random);
  const noisy = new Uint8ClampedArray(soft);
  for (let i = 0; i < noisy.length; i++) noisy[i] = noisy[i]! + noise * deviate();
  return save({ data: noisy, width, height }, random.integer(80, 93));
}

async function displayed(shown: Buffer, width: number, height: number): Promise<Pixels> {
  return open(await sharp(shown).resize(width, height, { fit: 'fill', kernel: 'lanczos3' }).png().toBuffer());
}

/** Light that leaves the display at a level of 0–255 in a channel, and a factor for each row of the sensor. */
interface Response {
  readonly levels: readonly Float32Array[];
  readonly row: (y: number) => number;
}

function response(random: SeededRandom): Response {
  const gamma = random.between(0.9, 1.2);
  const veil = random.between(4, 18);
  const whitePoint = [random.between(0.9, 1), random.between(0.95, 1), random.between(0.97, 1.05)];
  const banding = random.next() < 0.5 ? random.between(0.02, 0.07) : 0;
  const [periods, phase] = [random.between(0.006, 0.02), random.between(0, 6)];
  return {
    levels: whitePoint.map((gain) =>
      Float32Array.from({ length: 256 }, (_, level) => veil + (235 - veil) * gain * (level / 255) ** gamma),
    ),
    row: (y) => 1 + banding * sin(y * periods + phase),
  };
}

/** Integral of a stripe of `width` beginning at `start` in every unit, from 0 to `x`, over its share. */
function lit(x: number, start: number, width: number): number {
  const whole = floor(x);
  const inside = min(width, x - whole - start);
  return whole + (inside > 0 ? inside / width : 0);
}

function look(
  screen: Pixels,
  quad: Quad,
  width: number,
  height: number,
  pitch: number,
  { levels, row }: Response,
): Pixels {
  const [a, b, c, d, e, f, g, h] = invert(rectToQuad(screen.width, screen.height, quad));
  const data = new Uint8ClampedArray(width * height * 3);
  const reach = (pitch * APERTURE) / 2;
  for (let y = 0; y < height; y++) {
    const factor = row(y);
    for (let x = 0; x < width; x++) {
      const w = 1 / (g * (x + 0.5) + h * (y + 0.5) + 1);
      const u = (a * (x + 0.5) + b * (y + 0.5) + c) * w;
      const v = (d * (x + 0.5) + e * (y + 0.5) + f) * w;
      const column = min(screen.width - 1, u < 0 ? 0 : floor(u));
      const line = min(screen.height - 1, v < 0 ? 0 : floor(v));
      const vertical =
        (lit(v + reach + 8, 0.07, LIT_HEIGHT) - lit(v - reach + 8, 0.07, LIT_HEIGHT)) / (2 * reach);
      for (let channel = 0; channel < 3; channel++) {
        const [start, stripe] = STRIPES[channel]!;
        const across = (lit(u + reach + 8, start, stripe) - lit(u - reach + 8, start, stripe)) / (2 * reach);
        const level = levels[channel]![screen.data[(line * screen.width + column) * 3 + channel]!]!;
        data[(y * width + x) * 3 + channel] = level * vertical * across * factor;
      }
    }
  }
  return { data, width, height };
}
