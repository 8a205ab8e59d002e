import sharp from 'sharp';
import type { SeededRandom } from '../random.js';
import { open, save } from './pixels.js';

/** An encoded picture and the box of a face in it, in pixels. */
export interface PicturedFace {
  readonly picture: Buffer;
  readonly face: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

/**
 * Pastes one person's face over another's in a photograph and saves it again: an ellipse scaled onto the other, its
 * mean colour matched, its border blended over 4–16 % of its width. The donor comes from a JPEG of quality 60–95, the
 * result has 75–95. A simulation: programs that swap faces also match pose and expression.
 */
export async function swapFace(
  target: PicturedFace,
  donor: PicturedFace,
  random: SeededRandom,
): Promise<Buffer> {
  const pixels = await open(target.picture);
  const box = whole(target.face, pixels);
  const source = await open(
    await sharp(donor.picture)
      .jpeg({ quality: random.integer(60, 95) })
      .toBuffer(),
  );
  const from = whole(donor.face, source);
  const patch = await open(
    await sharp(source.data, { raw: { width: source.width, height: source.height, channels: 3 } })
      .extract(from)
      .resize(box.width, box.height, { fit: 'fill', kernel: 'lanczos3' })
      .png()
      .toBuffer(),
  );
  const blend = random.between(0.04, 0.16);
  const opacity = (x: number, y: number) => {
    const radius = Math.hypot((x / box.width) * 2 - 1, (y / box.height) * 2 - 1);
    return Math.min(1, Math.max(0, (1 - radius) / (2 * blend)));
  };
  const shift = meanDifference(pixels, patch, box);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const alpha = opacity(x + 0.5, y + 0.5);
      const to = ((box.top + y) * pixels.width + box.left + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const pasted = patch.data[(y * box.width + x) * 3 + channel]! + shift[channel]!;
        pixels.data[to + channel] = pixels.data[to + channel]! * (1 - alpha) + pasted * alpha;
      }
    }
  }
  return save(pixels, random.integer(75, 95));
}

interface WholeBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function whole(
  { left, top, right, bottom }: PicturedFace['face'],
  within: { width: number; height: number },
): WholeBox {
  const [x, y] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top))];
  return {
    left: x,
    top: y,
    width: Math.min(within.width, Math.round(right)) - x,
    height: Math.min(within.height, Math.round(bottom)) - y,
  };
}

function meanDifference(
  { data, width }: { readonly data: ArrayLike<number>; readonly width: number },
  patch: { readonly data: ArrayLike<number> },
  box: WholeBox,
): readonly number[] {
  const sums = [0, 0, 0];
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        sums[channel]! +=
          data[((box.top + y) * width + box.left + x) * 3 + channel]! -
          patch.data[(y * box.width + x) * 3 + channel]!;
      }
    }
  }
  return sums.map((sum) => sum / (box.width * box.height));
}
