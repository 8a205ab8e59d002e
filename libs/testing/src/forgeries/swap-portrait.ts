import sharp from 'sharp';
import type { Photograph } from '../capture/photograph.js';
import { project } from '../capture/project.js';
import type { RenderedDocument } from '../documents/specimen.js';
import type { SeededRandom } from '../random.js';
import { lay, onPhotograph, open, save } from './pixels.js';

/**
 * Pastes another face over the portrait of a photographed document and saves the photograph again. The face
 * comes from a JPEG of its own; its light is matched, and in half of the forgeries its border is feathered.
 *
 * @throws {RangeError} on a side without a portrait.
 */
export async function swapPortrait(
  document: RenderedDocument,
  photo: Photograph,
  intruder: Buffer,
  random: SeededRandom,
): Promise<Buffer> {
  const { portrait } = document.zones;
  if (portrait === null) throw new RangeError('the side has no portrait to swap');
  const pixels = await open(photo.image);
  const fitted = await sharp(intruder)
    .resize(portrait.width, portrait.height, { fit: 'cover', position: 'top' })
    .linear(random.between(0.8, 0.95), random.between(0, 6))
    .jpeg({ quality: random.integer(60, 92) })
    .toBuffer();
  const quad = onPhotograph(portrait, document, photo);
  const layer = await project(fitted, quad, photo.width, photo.height);
  const feather = random.next() < 0.5 ? random.between(1.5, 4) : null;
  lay(pixels, feather === null ? layer.data : await feathered(layer, feather));
  return save(pixels, random.integer(75, 95));
}

/** The layer with a border that fades over some `deviation` pixels. */
async function feathered(
  { data, width, height }: { data: Uint8Array; width: number; height: number },
  deviation: number,
): Promise<Uint8Array> {
  const soft = await sharp(data, { raw: { width, height, channels: 4 } })
    .extractChannel(3)
    .blur(deviation)
    .raw()
    .toBuffer();
  const out = new Uint8Array(data);
  // Nothing lies outside the frame, so only the inner half of the blurred edge can be used.
  for (let i = 0; i < soft.length; i++) {
    out[i * 4 + 3] = data[i * 4 + 3] === 0 ? 0 : Math.max(0, (soft[i]! - 127.5) * 2);
  }
  return out;
}
