import sharp from 'sharp';
import type { RenderedDocument } from '../documents/specimen.js';
import type { SeededRandom } from '../random.js';
import { deviates } from './pixels.js';

// Bound once: these run for every pixel.
const { max, min } = Math;

/**
 * A photocopy of a document on a sheet of white paper: no colours, hard contrast, toner that scatters, paper
 * that is not quite white. It has still to be photographed.
 */
export async function greyCopy(
  document: Pick<RenderedDocument, 'image' | 'width' | 'height'>,
  random: SeededRandom,
): Promise<Pick<RenderedDocument, 'image' | 'width' | 'height'>> {
  const margin = Math.round(document.width * random.between(0.03, 0.2));
  const [width, height] = [document.width + 2 * margin, document.height + 2 * margin];
  const scanned = await sharp(document.image)
    .flatten({ background: '#fff' })
    .greyscale()
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#fff' })
    .blur(random.between(0.5, 1.1))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { channels } = scanned.info;
  const [black, white] = [random.between(25, 60), random.between(226, 246)];
  const [hardness, threshold] = [random.between(1.1, 1.9), random.between(0.42, 0.55)];
  const scatter = random.between(3, 9);
  const paper = [1, random.between(0.985, 1), random.between(0.94, 1.01)];
  const deviate = deviates(random);
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const level = scanned.data[i * channels]! / 255;
    const copied = min(1, max(0, (level - threshold) * hardness + threshold + 0.04));
    const grey = black + (white - black) * copied + scatter * (1.2 - copied) * deviate();
    for (let channel = 0; channel < 3; channel++) {
      // Toner is neutral; only the paper has a tint.
      rgb[i * 3 + channel] = grey * (1 - copied + copied * paper[channel]!);
    }
  }
  const image = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { image, width, height };
}
