import sharp from 'sharp';
import { invert, type Quad, rectToQuad } from './homography.js';

/** Bound once: in a test runner's sandbox each look at the global `Math` costs a microsecond, and pixels are many. */
const { min } = Math;

/** Raw RGBA of the scene's size, transparent outside the quad. */
export interface Layer {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Draws an encoded picture into `quad` of an empty scene, bilinearly. */
export async function project(image: Buffer, quad: Quad, width: number, height: number): Promise<Layer> {
  const source = await shrunkTo(image, quad);
  const map = invert(rectToQuad(source.width, source.height, quad));
  const data = new Uint8Array(width * height * 4);
  const xs = quad.map(([x]) => x);
  const ys = quad.map(([, y]) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const right = Math.min(width, Math.ceil(Math.max(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(height, Math.ceil(Math.max(...ys)));
  const [a, b, c, d, e, f, g, h] = map;
  for (let row = top; row < bottom; row++) {
    const y = row + 0.5;
    for (let column = left; column < right; column++) {
      const x = column + 0.5;
      const w = 1 / (g * x + h * y + 1);
      sample(source, (a * x + b * y + c) * w, (d * x + e * y + f) * w, data, (row * width + column) * 4);
    }
  }
  return { data, width, height };
}

/** Decoded at about the size it will have in the scene, so that bilinear sampling does not alias. */
async function shrunkTo(image: Buffer, [topLeft, topRight]: Quad): Promise<Layer> {
  const breadth = Math.hypot(topRight[0] - topLeft[0], topRight[1] - topLeft[1]);
  const { data, info } = await sharp(image)
    .resize({ width: Math.max(16, Math.round(breadth)), withoutEnlargement: true, kernel: 'lanczos3' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Writes the colour at (u, v), measured from the source's top left corner; the border is half a pixel soft. */
function sample({ data, width, height }: Layer, u: number, v: number, out: Uint8Array, at: number): void {
  const margin = min(min(u, width - u), min(v, height - v)) + 0.5;
  if (margin <= 0) return;
  const x = u < 0.5 ? 0 : min(u - 0.5, width - 1.001);
  const y = v < 0.5 ? 0 : min(v - 0.5, height - 1.001);
  const column = x | 0;
  const row = y | 0;
  const fx = x - column;
  const fy = y - row;
  const first = (row * width + column) * 4;
  const below = first + width * 4;
  for (let channel = 0; channel < 4; channel++) {
    const upper = data[first + channel]! * (1 - fx) + data[first + 4 + channel]! * fx;
    const lower = data[below + channel]! * (1 - fx) + data[below + 4 + channel]! * fx;
    out[at + channel] = upper * (1 - fy) + lower * fy + 0.5;
  }
  if (margin < 1) out[at + 3] = out[at + 3]! * margin;
}
