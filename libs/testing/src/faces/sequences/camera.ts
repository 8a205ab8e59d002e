import { encodeJpeg } from '@idem/vision/image/encode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { warpAffine } from '@idem/vision/image/warp';
import type { SeededRandom } from '../../random.js';

/** Bound once: in hot loops a look-up through the global object costs as much as the work. */
const { imul } = Math;

/** What a hand-held camera does to each picture it takes: moves, exposes anew, adds noise, compresses. */
export async function takeFrame(scene: RgbImage, random: SeededRandom): Promise<Uint8Array> {
  const { width, height } = scene;
  const angle = random.normal() * 0.004;
  const [dx, dy] = [random.normal() * 0.006 * width, random.normal() * 0.006 * width];
  const moved = warpAffine(
    scene,
    [Math.cos(angle), -Math.sin(angle), dx, Math.sin(angle), Math.cos(angle), dy],
    width,
    height,
  );
  const gain = 1 + random.normal() * 0.015;
  const sigma = random.between(1.5, 3);
  const noise = noiseSource(random);
  const data = new Uint8ClampedArray(moved.length);
  for (let i = 0; i < data.length; i++) data[i] = moved[i]! * gain + noise() * sigma;
  return encodeJpeg({ data: new Uint8Array(data.buffer), width, height }, random.integer(84, 93));
}

/** The same picture once more, as somebody sends it who has only one: shifted by a few pixels, encoded anew. */
export async function copyFrame(picture: RgbImage, random: SeededRandom): Promise<Uint8Array> {
  const { width, height } = picture;
  const [dx, dy] = [random.integer(-3, 3), random.integer(-3, 3)];
  const gain = random.between(0.98, 1.02);
  const moved = warpAffine(picture, [1, 0, dx, 0, 1, dy], width, height);
  const data = new Uint8ClampedArray(moved.length);
  for (let i = 0; i < data.length; i++) data[i] = moved[i]! * gain;
  return encodeJpeg({ data: new Uint8Array(data.buffer), width, height }, random.integer(75, 93));
}

const TABLE_BITS = 16;

/** Normal deviates, a million a picture: drawn from a table in an order that is new each time. */
function noiseSource(random: SeededRandom): () => number {
  const table = Float32Array.from({ length: 1 << TABLE_BITS }, () => random.normal());
  let state = random.integer(0, 2 ** 31 - 1);
  return () => {
    // A linear congruential generator (Numerical Recipes); its high bits are good enough to shuffle with.
    state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return table[state >>> (32 - TABLE_BITS)]!;
  };
}
