import { applyAffine, type Box, overlap } from '../../image/geometry.js';
import type { Point, RgbImage } from '../../image/rgb-image.js';
import { regionAround, regionMap, type SquareRegion } from '../../image/square-region.js';
import { warpAffine } from '../../image/warp.js';
import { toInputTensor } from '../../runtime/input-tensor.js';
import type { InputSpec } from '../../runtime/manifest.js';
import type { Models, Tensor, Tensors } from '../../runtime/models.js';
import { ANCHORS, DETECTOR_SIZE } from './anchors.js';

export const FACE_DETECTOR = 'blazeface';

/** A face as the detector sees it, in pixels of the picture. Sides are the person's own: the right eye is on the left. */
export interface DetectedFace {
  /** 0–1. */
  readonly score: number;
  /** From the eyebrows to the chin, ear to ear; its sides follow the picture's, whichever way the region was turned. */
  readonly box: Box;
  readonly rightEye: Point;
  readonly leftEye: Point;
}

/** Below this BlazeFace's boxes are mostly not faces. */
export const MIN_DETECTOR_SCORE = 0.5;
/** Boxes of one face overlap more than this, boxes of neighbours less. */
const MAX_OVERLAP = 0.3;
/** Mid grey around the picture: black bars would be edges. */
const LETTERBOX = 127.5;
/** Box (4) and six key points (2 each) per anchor. */
const VALUES_PER_ANCHOR = 16;

/** The region as the network wants it: 256 px square, grey outside the picture. */
export function preFaceDetector(image: RgbImage, region: SquareRegion, input: InputSpec): Tensor {
  const map = regionMap(region, DETECTOR_SIZE);
  const pixels = warpAffine(image, map, DETECTOR_SIZE, DETECTOR_SIZE, LETTERBOX);
  return toInputTensor(pixels, DETECTOR_SIZE, DETECTOR_SIZE, input);
}

/**
 * Faces among the network's outputs, best first, one box per face.
 *
 * The outputs are told apart by their shapes [1, anchors, 1] and [1, anchors, 16]: their names carry no
 * meaning and their order differs between releases.
 */
export function postFaceDetector(
  outputs: Tensors,
  region: SquareRegion,
  minScore = MIN_DETECTOR_SCORE,
): DetectedFace[] {
  const scale = region.side / DETECTOR_SIZE;
  const map = regionMap(region, DETECTOR_SIZE);
  // The network counts from the corner of the first pixel, pictures here from its centre.
  const toPicture = (x: number, y: number): Point => applyAffine(map, [x - 0.5, y - 0.5]);
  const lying = Math.abs(Math.sin(region.angle)) > Math.abs(Math.cos(region.angle));
  const candidates: DetectedFace[] = [];
  for (const anchors of ANCHORS) {
    const count = anchors.length / 2;
    const logits = outputOfShape(outputs, count, 1);
    const values = outputOfShape(outputs, count, VALUES_PER_ANCHOR);
    for (let i = 0; i < count; i++) {
      const score = 1 / (1 + Math.exp(-logits[i]!));
      if (score < minScore) continue;
      const [ax, ay] = [anchors[2 * i]!, anchors[2 * i + 1]!];
      const [dx, dy, width, height, rx, ry, lx, ly] = values.subarray(
        i * VALUES_PER_ANCHOR,
      ) as unknown as Eight;
      const [x, y] = toPicture(ax + dx, ay + dy);
      const halfWidth = (scale * (lying ? height : width)) / 2;
      const halfHeight = (scale * (lying ? width : height)) / 2;
      candidates.push({
        score,
        box: { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight },
        rightEye: toPicture(ax + rx, ay + ry),
        leftEye: toPicture(ax + lx, ay + ly),
      });
    }
  }
  return suppressOverlaps(candidates);
}

/** Finds faces in a picture, or in a region of it. */
export async function runFaceDetector(
  models: Models,
  image: RgbImage,
  region: SquareRegion = regionAround(image),
  minScore = MIN_DETECTOR_SCORE,
): Promise<DetectedFace[]> {
  const { input } = models.describe(FACE_DETECTOR);
  const outputs = await models.run(FACE_DETECTOR, { [input.name]: preFaceDetector(image, region, input) });
  return postFaceDetector(outputs, region, minScore);
}

/** Keeps the best of every group of overlapping boxes. */
export function suppressOverlaps(candidates: readonly DetectedFace[]): DetectedFace[] {
  const kept: DetectedFace[] = [];
  for (const face of candidates.toSorted((p, q) => q.score - p.score)) {
    if (kept.every((other) => overlap(other.box, face.box) < MAX_OVERLAP)) kept.push(face);
  }
  return kept;
}

type Eight = [number, number, number, number, number, number, number, number];

function outputOfShape(outputs: Tensors, anchors: number, width: number): Float32Array {
  const found = Object.values(outputs).find(({ dims }) => dims[1] === anchors && dims[2] === width);
  if (!found) throw new Error(`the face detector returned no tensor of [1, ${anchors}, ${width}]`);
  return found.data;
}
