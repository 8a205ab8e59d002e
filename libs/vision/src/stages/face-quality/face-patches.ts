import { applyAffine, invertAffine } from '../../image/geometry.js';
import { LUMA_WEIGHTS } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { regionMap } from '../../image/square-region.js';
import { warpAffine } from '../../image/warp.js';
import { regionOfMesh } from '../face-mesh/face-mesh.js';
import { LEFT_EYE, type MeshPoint, RIGHT_EYE } from '../face-mesh/mesh-points.js';

/** The face levelled at this many pixels a side: enough for patches of skin, whatever the picture's size. */
const SIZE = 160;
/** Radius of a patch: a twentieth of the face. */
const PATCH = 6;

/** Points of bare skin that a mask leaves free: forehead, between the brows, under the eyes. */
const UPPER = [151, 9, 108, 337, 118, 347, 6] as const;
/** Points that a mask, a scarf or a hand before the mouth covers: beside and below the mouth, chin. */
const LOWER = [164, 18, 200, 199, 214, 434, 210, 430] as const;
/** Cheeks below the rim of glasses. */
const CHEEKS = [50, 280, 205, 425] as const;

/** A lens reaches about this far around the eye's centre, in widths of the eye. */
const EYE_REACH = 0.8;
/** All three channels at least so high: white of no colour, where skin is red. */
const BURNT = 235;

/** What the parts of a face look like beside each other. */
export interface FacePatches {
  /** Share of each eye's surroundings that is burnt out, 0–1: a reflection on glasses. */
  readonly eyeGlare: { readonly right: number; readonly left: number };
  /** Difference in colour (Cb and Cr of ITU-R BT.601, levels of 0–255) between lower and upper face. */
  readonly lowerFaceColour: number;
  /** Brightness around the eyes over that of the cheeks, the brighter eye: near 0 behind sunglasses. */
  readonly eyeBrightness: number;
}

/** Compares the parts of a face. Pure. */
export function facePatches(image: RgbImage, mesh: readonly MeshPoint[]): FacePatches {
  const map = regionMap(regionOfMesh(mesh), SIZE);
  const pixels = warpAffine(image, map, SIZE, SIZE);
  const toFace = invertAffine(map);
  const place = (index: number) => {
    const [x, y] = mesh[index]!;
    return applyAffine(toFace, [x, y]);
  };
  const patches = (indices: readonly number[]) =>
    middle(indices.map((index) => meanOf(pixels, disc(place(index), PATCH))));
  const [upper, lower, cheeks] = [patches(UPPER), patches(LOWER), patches(CHEEKS)];
  const eyes = [RIGHT_EYE, LEFT_EYE].map((indices) => {
    const points = indices.map(place);
    const [x, y] = [mean(points.map(([u]) => u)), mean(points.map(([, v]) => v))];
    const width = Math.max(...points.map(([u]) => u)) - Math.min(...points.map(([u]) => u));
    const around = disc([x, y], width * EYE_REACH);
    return {
      glare:
        around.filter((i) => Math.min(pixels[3 * i]!, pixels[3 * i + 1]!, pixels[3 * i + 2]!) >= BURNT)
          .length / Math.max(1, around.length),
      light: meanOf(pixels, around).luma,
    };
  });
  return {
    eyeGlare: { right: eyes[0]!.glare, left: eyes[1]!.glare },
    lowerFaceColour: Math.hypot(lower.cb - upper.cb, lower.cr - upper.cr),
    eyeBrightness: Math.max(eyes[0]!.light, eyes[1]!.light) / Math.max(1, cheeks.luma),
  };
}

interface Colour {
  readonly luma: number;
  readonly cb: number;
  readonly cr: number;
}

/** Indices of the pixels within `radius` of a place that lie in the face's square. */
function disc([x, y]: readonly [number, number], radius: number): number[] {
  const found: number[] = [];
  for (let v = Math.max(0, Math.ceil(y - radius)); v <= Math.min(SIZE - 1, y + radius); v++)
    for (let u = Math.max(0, Math.ceil(x - radius)); u <= Math.min(SIZE - 1, x + radius); u++)
      if ((u - x) ** 2 + (v - y) ** 2 <= radius ** 2) found.push(v * SIZE + u);
  return found;
}

function meanOf(pixels: Float32Array, indices: readonly number[]): Colour {
  const channel = (c: number) => mean(indices.map((i) => pixels[3 * i + c]!));
  const [r, g, b] = [channel(0), channel(1), channel(2)];
  const luma = LUMA_WEIGHTS[0] * r + LUMA_WEIGHTS[1] * g + LUMA_WEIGHTS[2] * b;
  return { luma, cb: 0.564 * (b - luma), cr: 0.713 * (r - luma) };
}

/** Value by value the median: hair or a lip on one patch changes nothing. */
function middle(colours: readonly Colour[]): Colour {
  const median = (values: readonly number[]) => values.toSorted((p, q) => p - q)[values.length >> 1]!;
  return {
    luma: median(colours.map(({ luma }) => luma)),
    cb: median(colours.map(({ cb }) => cb)),
    cr: median(colours.map(({ cr }) => cr)),
  };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
