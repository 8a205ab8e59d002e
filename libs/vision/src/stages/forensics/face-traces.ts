import { cropImage } from '../../image/crop.js';
import type { Box } from '../../image/geometry.js';
import { type LumaPlane, lumaOf } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { gridDisagreement, gridPhases } from './block-grid.js';
import { jpegHistory, meanEvidence } from './double-quantisation.js';
import { jpegGhostDifference } from './jpeg-ghost.js';
import type { QuantisationTable } from './jpeg-quantisation.js';
import { residualNoise } from './residual-noise.js';

const { abs, floor, log2, max, min } = Math;

const BLOCK = 8;
/** How far the surroundings reach, in half faces. */
const REACH = 1.9;
/** Informative coefficients from which a region's history is told. */
const MIN_COEFFICIENTS = 300;
/** Below this (levels of 0–255) compression has removed the noise, and nothing is left to compare. */
const MIN_NOISE = 0.35;

/**
 * What tells a face of another origin from its surroundings. Each is null where it cannot be measured: in small faces,
 * in pictures that are no JPEG, or that were reduced after their last compression.
 */
export interface FaceTraces {
  /** See `jpegGhostDifference`, 0–6. */
  readonly ghost: number | null;
  /** See `gridDisagreement`, about −0.1 to 3. */
  readonly grid: number | null;
  /** Octaves between the noise of the face and that of its surroundings, without sign, 0–5. */
  readonly noise: number | null;
  /**
   * Nats a coefficient by which the surroundings speak more for two compressions than the face does, −3 to 3: what is
   * pasted in was compressed once with its new surroundings, and they twice.
   */
  readonly history: number | null;
}

/**
 * Compares a face with the picture around it.
 *
 * @param input `compression` see `lastCompression`, null for what is no JPEG; `reduced` says that the pixels are not
 * those of the file, which leaves out all that rests on its blocks
 */
export async function faceTraces(input: {
  readonly picture: RgbImage;
  readonly compression: QuantisationTable | null;
  readonly reduced: boolean;
  readonly face: Box;
}): Promise<FaceTraces> {
  const { image, face } = around(input.picture, input.face);
  const luma = lumaOf(image);
  const inFace = ellipse(face, 0.85);
  const [inner, outer] = [ellipse(face, 1.15), ellipse(face, REACH)];
  const inRing = (x: number, y: number) => outer(x, y) && !inner(x, y);
  const { compression, reduced } = input;
  return {
    ghost: reduced ? null : await jpegGhostDifference(image, face),
    grid: reduced ? null : gridOf(luma, inFace, inRing),
    noise: noiseOf(luma, face),
    history: reduced || !compression ? null : historyOf(luma, compression, inFace, inRing),
  };
}

type Inside = (x: number, y: number) => boolean;

function gridOf(luma: LumaPlane, inFace: Inside, inRing: Inside): number | null {
  const [own, theirs] = gridPhases(luma, (x, y) => (inFace(x, y) ? 0 : inRing(x, y) ? 1 : -1), 2);
  return own && theirs ? gridDisagreement(own, theirs) : null;
}

/** The face's middle against the four sides of its surroundings. */
function noiseOf(luma: LumaPlane, face: Box): number | null {
  const [width, height] = [face.right - face.left, face.bottom - face.top];
  const middle = {
    left: face.left + width * 0.15,
    right: face.right - width * 0.15,
    top: face.top + height * 0.15,
    bottom: face.bottom - height * 0.15,
  };
  const sides: Box[] = [
    { left: 0, top: 0, right: max(0, face.left - width * 0.1), bottom: luma.height },
    { left: min(luma.width, face.right + width * 0.1), top: 0, right: luma.width, bottom: luma.height },
    { left: 0, top: min(luma.height, face.bottom + height * 0.1), right: luma.width, bottom: luma.height },
  ];
  const own = residualNoise(luma, middle, 2);
  const theirs = sides.flatMap((side) => residualNoise(luma, side, 3) ?? []);
  if (own === null || theirs.length === 0) return null;
  const mean = theirs.reduce((sum, value) => sum + value, 0) / theirs.length;
  return max(own, mean) < MIN_NOISE ? null : abs(log2(max(0.05, own) / max(0.05, mean)));
}

function historyOf(luma: LumaPlane, table: QuantisationTable, inFace: Inside, inRing: Inside): number | null {
  const history = jpegHistory(luma, table);
  const centred = (inside: Inside) => (column: number, row: number) =>
    inside((column + 0.5) * BLOCK, (row + 0.5) * BLOCK);
  const [own, theirs] = [meanEvidence(history, centred(inFace)), meanEvidence(history, centred(inRing))];
  return min(own.coefficients, theirs.coefficients) < MIN_COEFFICIENTS ? null : theirs.mean - own.mean;
}

/** The face with its surroundings, cut along the grid of the picture's blocks. */
function around(picture: RgbImage, face: Box): { image: RgbImage; face: Box } {
  const [cx, cy] = [(face.left + face.right) / 2, (face.top + face.bottom) / 2];
  const [rx, ry] = [((face.right - face.left) / 2) * REACH, ((face.bottom - face.top) / 2) * REACH];
  const left = max(0, floor((cx - rx) / BLOCK) * BLOCK);
  const top = max(0, floor((cy - ry) / BLOCK) * BLOCK);
  return {
    image: cropImage(picture, { left, top, right: cx + rx, bottom: cy + ry }),
    face: {
      left: face.left - left,
      right: face.right - left,
      top: face.top - top,
      bottom: face.bottom - top,
    },
  };
}

function ellipse(box: Box, scale: number): Inside {
  const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [rx, ry] = [((box.right - box.left) / 2) * scale, ((box.bottom - box.top) / 2) * scale];
  return (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
}
