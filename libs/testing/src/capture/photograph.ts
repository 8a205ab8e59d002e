import sharp from 'sharp';
import { type SeededRandom, seededRandom } from '../random.js';
import { type Background, tableTop } from './background.js';
import { layClutter } from './clutter.js';
import { layFinger } from './finger.js';
import type { Point, Quad } from './homography.js';
import { shake } from './motion.js';
import { type Layer, project } from './project.js';

/** Bound once, because it runs for every pixel (see `project.ts`). */
const { exp } = Math;

/** How a picture is taken. The defaults are a steady hand, good light and a current phone. */
export interface CaptureOptions {
  /** Placement, light, surface and noise follow from it; default 1. */
  readonly seed?: number;
  /** Width of the photograph in pixels, in 4:3; default 1600. */
  readonly width?: number;
  /** Share of the frame that the document spans in its tighter direction, 0…1; default 0.85. */
  readonly fill?: number;
  /** Clockwise turn in degrees; default a tilt of at most 2.5° from the seed. */
  readonly rotation?: number;
  /** Largest displacement of a corner, as a share of the document's half width; default 0.05. */
  readonly perspective?: number;
  readonly background?: Background;
  /** Standard deviation of the defocus in pixels; default 0.6. */
  readonly blur?: number;
  /** Length in pixels by which the camera moves while the shutter is open, its direction from the seed; default 0. */
  readonly motion?: number;
  /** Standard deviation of the sensor noise in levels of 0–255; default 3. */
  readonly noise?: number;
  /** 1–100; default 88. */
  readonly jpegQuality?: number;
  /** Strength of a reflection on the document: 0 none (default), 1 burns out its centre. */
  readonly glare?: number;
  /** Factor on the light; default 0.9, which leaves white paper below saturation. */
  readonly brightness?: number;
  /** Breadth of a finger over the document's border, as a share of its upper side: 0 none (default), 0.15 a thumb. */
  readonly finger?: number;
  /** Share of the document that lies outside the frame, beyond one of its sides: default 0. */
  readonly cutOff?: number;
  /** Strength of a soft-edged shadow over a part of the scene: 0 none (default), 1 black. */
  readonly shade?: number;
  /** How many other things lie on the table; default 0. */
  readonly clutter?: number;
  /** Difference of light between opposite borders as a share of the mean; default 0.15. */
  readonly falloff?: number;
}

export interface Photograph {
  /** JPEG without metadata. */
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
  /** Where the document's corners are, in pixels of the photograph. */
  readonly corners: Quad;
}

/** Photographs a flat document lying on a table. Equal arguments give equal bytes. */
export async function photograph(
  document: { readonly image: Buffer; readonly width: number; readonly height: number },
  options: CaptureOptions = {},
): Promise<Photograph> {
  const random = seededRandom(options.seed ?? 1);
  const width = options.width ?? 1600;
  const height = Math.round((width * 3) / 4);
  const corners = place(document, { width, height }, options, random);
  const background = options.background ?? (['wood', 'cloth', 'plain'] as const)[random.integer(0, 2)]!;
  const [layer, table] = await Promise.all([
    project(document.image, corners, width, height),
    tableTop(background, width, height, random),
  ]);
  const { clutter = 0, motion = 0 } = options;
  const ground = clutter > 0 ? await layClutter(table, width, height, clutter, random) : table;
  const lit = illuminate(layer, await shadowOf(layer), ground, light(corners, options, random));
  if (options.finger) {
    layFinger(lit, width, height, corners, options.finger, options.brightness ?? 0.9, random);
  }
  const sharpest = await defocus(lit, width, height, options.blur ?? 0.6);
  const focused =
    motion < MIN_MOTION
      ? sharpest
      : await shake(sharpest, width, height, { length: motion, angle: random.between(0, Math.PI) });
  addNoise(focused, options.noise ?? 3, random);
  const image = await sharp(focused, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: options.jpegQuality ?? 88 })
    .toBuffer();
  return { image, width, height, corners };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function place(document: Size, scene: Size, options: CaptureOptions, random: SeededRandom): Quad {
  const { fill = 0.85, perspective = 0.05 } = options;
  const angle = ((options.rotation ?? random.between(-2.5, 2.5)) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const spanX = document.width * Math.abs(cos) + document.height * Math.abs(sin);
  const spanY = document.width * Math.abs(sin) + document.height * Math.abs(cos);
  const scale = fill * Math.min(scene.width / spanX, scene.height / spanY);
  const halfWidth = (document.width * scale) / 2;
  const halfHeight = (document.height * scale) / 2;
  const centreX = scene.width * random.between(0.485, 0.515);
  const centreY = scene.height * random.between(0.485, 0.515);
  const sway = () => random.between(-1, 1) * perspective * halfWidth;
  const corner = (horizontal: number, vertical: number) =>
    [
      centreX + horizontal * halfWidth * cos - vertical * halfHeight * sin + sway(),
      centreY + horizontal * halfWidth * sin + vertical * halfHeight * cos + sway(),
    ] as const;
  const placed: Quad = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
  return options.cutOff ? pushOut(placed, scene, options.cutOff, random) : placed;
}

/** Moves the document beyond one side of the frame, until `share` of it lies outside. */
function pushOut(corners: Quad, { width, height }: Size, share: number, random: SeededRandom): Quad {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [across, down] = [share * (right - left), share * (bottom - top)];
  const [dx, dy] = [
    [-left - across, 0],
    [width - right + across, 0],
    [0, -top - down],
    [0, height - bottom + down],
  ][random.integer(0, 3)] as [number, number];
  const [a, b, c, d] = corners.map(([x, y]): Point => [x + dx, y + dy]) as [Point, Point, Point, Point];
  return [a, b, c, d];
}

/** Opacity of the contact shadow, 0–255: the document's outline, blurred and cast down and to the right. */
async function shadowOf({ data, width, height }: Layer): Promise<Uint8Array> {
  const spread = width / 160;
  const small = { width: Math.ceil(width / 4), height: Math.ceil(height / 4) };
  const soft = await sharp(data, { raw: { width, height, channels: 4 } })
    .extractChannel(3)
    .resize(small.width, small.height, { fit: 'fill', kernel: 'linear' })
    .blur(Math.max(0.5, spread / 4))
    .raw()
    .toBuffer();
  return sharp(soft, { raw: { ...small, channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .extractChannel(0)
    .raw()
    .toBuffer();
}

async function defocus(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  deviation: number,
): Promise<Uint8ClampedArray> {
  if (deviation < MIN_BLUR) return pixels;
  const soft = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(deviation)
    .raw()
    .toBuffer();
  return new Uint8ClampedArray(soft);
}

/** A shorter way moves nothing that a pixel could show. */
const MIN_MOTION = 0.5;

/** libvips refuses a narrower Gaussian. */
const MIN_BLUR = 0.3;

interface Light {
  /** Factor at a position given as shares of width and height. */
  readonly level: (x: number, y: number) => number;
  /** Light added by the reflection, 0–255, at a pixel. */
  readonly reflection: ((x: number, y: number) => number) | null;
}

function light(corners: Quad, options: CaptureOptions, random: SeededRandom): Light {
  const { brightness = 0.9, falloff = 0.15, glare = 0 } = options;
  const direction = random.between(0, 2 * Math.PI);
  const [dx, dy] = [Math.cos(direction) * falloff, Math.sin(direction) * falloff];
  const [topLeft, , bottomRight] = corners;
  const [shareX, shareY] = [random.between(0.15, 0.85), random.between(0.15, 0.85)];
  const centreX = topLeft[0] + shareX * (bottomRight[0] - topLeft[0]);
  const centreY = topLeft[1] + shareY * (bottomRight[1] - topLeft[1]);
  const radius =
    random.between(0.08, 0.2) * Math.hypot(bottomRight[0] - topLeft[0], bottomRight[1] - topLeft[1]);
  const shade = options.shade ? shadeOf(options.shade, random) : () => 1;
  return {
    level: (x, y) => brightness * (1 + dx * (x - 0.5) + dy * (y - 0.5)) * shade(x, y),
    reflection:
      glare === 0
        ? null
        : (x, y) => glare * 255 * exp(-((x - centreX) ** 2 + (y - centreY) ** 2) / radius ** 2),
  };
}

/** Breadth of the border of a shadow that a hand or the phone casts, as a share of the scene. */
const PENUMBRA = 0.06;

/** Factor of a shadow with a straight soft border through the middle of the scene. */
function shadeOf(strength: number, random: SeededRandom): (x: number, y: number) => number {
  const direction = random.between(0, 2 * Math.PI);
  const [nx, ny] = [Math.cos(direction), Math.sin(direction)];
  const [px, py] = [random.between(0.3, 0.7), random.between(0.3, 0.7)];
  return (x, y) => {
    const inside = ((x - px) * nx + (y - py) * ny) / PENUMBRA + 0.5;
    return 1 - strength * (inside <= 0 ? 0 : inside >= 1 ? 1 : inside);
  };
}

const SHADOW_DEPTH = 0.45;

function illuminate(
  layer: Layer,
  shadow: Uint8Array,
  table: Uint8Array,
  { level, reflection }: Light,
): Uint8ClampedArray {
  const { data, width, height } = layer;
  const scene = new Uint8ClampedArray(width * height * 3);
  const cast = Math.round(width / 260);
  for (let y = 0; y < height; y++) {
    const shadowRow = (y < cast ? 0 : y - cast) * width;
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const opacity = data[pixel * 4 + 3]! / 255;
      const shaded = shadow[shadowRow + (x < cast ? 0 : x - cast)]! / 255;
      const factor = level(x / width, y / height);
      const glint = reflection === null || opacity === 0 ? 0 : reflection(x, y) * opacity;
      for (let channel = 0; channel < 3; channel++) {
        const surface = table[pixel * 3 + channel]! * (1 - SHADOW_DEPTH * shaded);
        const colour = surface + (data[pixel * 4 + channel]! - surface) * opacity;
        scene[pixel * 3 + channel] = factor * colour + glint;
      }
    }
  }
  return scene;
}

/** Adds independent normal deviates, drawn from a table that a fresh random offset enters for every stretch. */
function addNoise(pixels: Uint8ClampedArray, deviation: number, random: SeededRandom): void {
  if (deviation === 0) return;
  const table = Float32Array.from({ length: 1 << 14 }, () => deviation * random.normal());
  const stretch = 997;
  for (let start = 0; start < pixels.length; start += stretch) {
    const offset = random.integer(0, table.length - 1);
    const end = Math.min(start + stretch, pixels.length);
    for (let index = start; index < end; index++) {
      pixels[index] = pixels[index]! + table[(offset + index - start) & (table.length - 1)]!;
    }
  }
}
