import sharp from 'sharp';
import type { SeededRandom } from '../random.js';
import { deviates, open, save } from './pixels.js';

// Bound once: these run for every pixel.
const { cos, floor, sin } = Math;

/** Angles of the screens of cyan, magenta and yellow, in degrees, as offset printing sets them. */
const SCREEN_ANGLES = [15, 75, 0] as const;

/**
 * Photographs a print of a photograph: ink that never gets black and paper that never gets white, colours of a
 * smaller gamut, detail lost to ink and paper, on half of the prints the dots of a halftone, uneven light on the sheet,
 * then the camera's blur, noise and compression. A simulation of the commonest traits, not of any printer.
 */
export async function recapturePrint(shown: Buffer, random: SeededRandom): Promise<Buffer> {
  const { width, height } = await sharp(shown).metadata();
  // Printed small and photographed from some distance: the detail between is gone.
  const detail = random.between(0.25, 0.7);
  const soft = await sharp(shown)
    .resize(Math.max(32, Math.round(width * detail)), Math.max(32, Math.round(height * detail)), {
      fit: 'fill',
    })
    .modulate({ saturation: random.between(0.6, 0.95) })
    .toBuffer();
  const pixels = await open(
    await sharp(soft).resize(width, height, { fit: 'fill', kernel: 'cubic' }).png().toBuffer(),
  );
  const [black, white] = [random.between(28, 75), random.between(185, 240)];
  const paper = [1, random.between(0.96, 1), random.between(0.88, 1.02)] as const;
  const dots = random.next() < 0.5 ? random.between(0.05, 0.16) : 0;
  const pitch = random.between(2.2, 5);
  const screens = SCREEN_ANGLES.map((angle) => (angle * Math.PI) / 180 + random.between(-0.05, 0.05));
  const [slopeX, slopeY] = [random.between(-0.15, 0.15), random.between(-0.15, 0.15)];
  const grain = random.between(1, 4);
  const deviate = deviates(random);
  const { data } = pixels;
  for (let i = 0; i < data.length; i += 3) {
    const [x, y] = [(i / 3) % width, floor(i / 3 / width)];
    const light = 1 + slopeX * (x / width - 0.5) + slopeY * (y / height - 0.5);
    const texture = grain * deviate();
    for (let channel = 0; channel < 3; channel++) {
      let level = data[i + channel]! / 255;
      if (dots > 0) {
        const angle = screens[channel]!;
        const [u, v] = [x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)];
        level +=
          dots * level * (1 - level) * 4 * cos((2 * Math.PI * u) / pitch) * cos((2 * Math.PI * v) / pitch);
      }
      data[i + channel] = (black + (white - black) * level) * paper[channel]! * light + texture;
    }
  }
  const blurred = await sharp(data, { raw: { width, height, channels: 3 } })
    .blur(random.between(0.4, 1))
    .raw()
    .toBuffer();
  const noise = random.between(1, 3);
  const noisy = new Uint8ClampedArray(blurred);
  for (let i = 0; i < noisy.length; i++) noisy[i] = noisy[i]! + noise * deviate();
  return save({ data: noisy, width, height }, random.integer(78, 93));
}
