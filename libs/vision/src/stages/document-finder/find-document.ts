import { type BitMask, closeBits, dilateBits, openBits, packBits, unpackBits } from '../../image/bit-mask.js';
import { warpQuad } from '../../image/perspective.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import { resizeImage } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { type OpenCv, openCv, withMats } from '../../runtime/opencv.js';
import { type CandidateQuad, candidateQuads } from './candidate-quads.js';

export interface FoundDocument {
  readonly quad: Quad;
  readonly score: number;
  /** Long side over short side. */
  readonly aspect: number;
}

const WORK_SIDE = 640;
/** Canny thresholds: several on lightness, where documents differ most from their background, fewer on colour. */
const LIGHTNESS_EDGES = [
  [20, 60],
  [50, 130],
  [90, 200],
] as const;
const COLOUR_EDGES = [
  [15, 45],
  [40, 100],
] as const;

/**
 * A wrong outline costs the reading, no outline costs nothing (the whole picture is read), so only clear
 * finds pass: of 13 real photographs 8 outlines were right and 5 wrong, and these limits let only right
 * ones through.
 */
const MIN_SCORE = 2.9;
const MIN_SUPPORT = 0.6;
const MIN_ASPECT = 1.2;
const MAX_ASPECT = 1.95;

/** Finds the outline of a card or passport page on a background; null when nothing is clear enough. About 60 ms. */
export async function findDocument(image: RgbImage): Promise<FoundDocument | null> {
  const scale = WORK_SIDE / Math.max(image.width, image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const candidates = candidatesOf(openCv(), await resizeImage(image, width, height));
  const best = candidates.reduce<CandidateQuad | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  if (!best || best.score <= MIN_SCORE || best.minSupport <= MIN_SUPPORT) return null;
  if (best.aspect < MIN_ASPECT || best.aspect > MAX_ASPECT) return null;
  const [sx, sy] = [image.width / width, image.height / height];
  const quad = best.quad.map(([x, y]): Point => [(x + 0.5) * sx - 0.5, (y + 0.5) * sy - 0.5]);
  return { quad: quad as unknown as Quad, score: best.score, aspect: best.aspect };
}

/** The document straightened, at the resolution it has in the picture. */
export function rectifyDocument(image: RgbImage, { quad }: FoundDocument): RgbImage {
  return warpQuad(image, quad, Math.round(quadWidth(quad)), Math.round(quadHeight(quad)));
}

function candidatesOf(cv: OpenCv, { data, width, height }: RgbImage): CandidateQuad[] {
  return withMats(cv, (own) => {
    const mat = () => own(new cv.Mat());
    const rgb = own(cv.matFromArray(height, width, cv.CV_8UC3, data));
    const planes = (code: number) => {
      const converted = mat();
      cv.cvtColor(rgb, converted, code);
      const split = own(new cv.MatVector());
      cv.split(converted, split);
      return (index: number) => own(split.get(index));
    };
    const grey = mat();
    cv.cvtColor(rgb, grey, cv.COLOR_RGB2GRAY);
    const [hsv, lab] = [planes(cv.COLOR_RGB2HSV), planes(cv.COLOR_RGB2Lab)];
    const saturation = hsv(1);
    const [blurred, edges, binary] = [mat(), mat(), mat()];
    const found: CandidateQuad[] = [];
    const collect = (bits: BitMask, edgeMap: Uint8Array) => {
      const outlines = own(cv.matFromArray(height, width, cv.CV_8UC1, unpackBits(bits)));
      found.push(...candidateQuads(cv, outlines, edgeMap));
    };
    const edgesBetween = ([low, high]: readonly [number, number]): Uint8Array => {
      cv.Canny(blurred, edges, low, high, 3, true);
      return edges.data.slice();
    };
    for (const plane of [grey, saturation, lab(2), lab(1)]) {
      cv.GaussianBlur(plane, blurred, new cv.Size(5, 5), 0);
      const edgeMaps = (plane === grey ? LIGHTNESS_EDGES : COLOUR_EDGES).map(edgesBetween);
      for (const edgeMap of edgeMaps) {
        collect(dilateBits(closeBits(packBits(edgeMap, width, height), 5, 5), 3, 3), edgeMap);
      }
      if (plane !== grey && plane !== saturation) continue;
      const faint = plane === grey ? edgesBetween(COLOUR_EDGES[0]) : edgeMaps[0]!;
      cv.threshold(blurred, binary, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU);
      collect(openBits(packBits(binary.data, width, height), 5, 5), faint);
    }
    return found;
  });
}
