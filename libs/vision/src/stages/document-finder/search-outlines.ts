import { type BitMask, closeBits, dilateBits, openBits, packBits, unpackBits } from '../../image/bit-mask.js';
import { resizeImage } from '../../image/resize.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { type Mat, type OpenCv, openCv, withMats } from '../../runtime/opencv.js';
import { type CandidateQuad, candidateQuads, grownQuad } from './candidate-quads.js';

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
 * An outline in lightness this clear ends the search: in colour it has never been bettered (31 of the 60 pictures of
 * `npm run bench:document` have one), and lightness is a third of the work.
 */
const CLEAR_OUTLINE = { score: 3.3, minSupport: 0.9 } as const;

/** Quadrilaterals of a picture, in pixels of a reduced one. */
export interface FoundOutlines {
  readonly candidates: readonly CandidateQuad[];
  /** Size of the reduced picture. */
  readonly width: number;
  readonly height: number;
}

/**
 * Searches a picture for quadrilaterals whose sides lie on edges: in lightness, and where nothing clear is found there in colour
 * too. About 60 ms in lightness, 150 in all.
 *
 * @param colours whether to search in colour at all.
 */
export async function searchOutlines(image: RgbImage, { colours = true } = {}): Promise<FoundOutlines> {
  const scale = WORK_SIDE / Math.max(image.width, image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  return {
    candidates: candidatesOf(openCv(), await resizeImage(image, width, height), colours),
    width,
    height,
  };
}

const isClear = ({ score, minSupport }: CandidateQuad): boolean =>
  score >= CLEAR_OUTLINE.score && minSupport >= CLEAR_OUTLINE.minSupport;

function candidatesOf(cv: OpenCv, { data, width, height }: RgbImage, colours: boolean): CandidateQuad[] {
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
    const [together, faintly] = [new Uint8Array(width * height), new Uint8Array(width * height)];
    const add = (map: Uint8Array, edgeMap: Uint8Array) =>
      edgeMap.forEach((value, at) => {
        if (value) map[at] = value;
      });
    const search = (plane: Mat, limits: readonly (readonly [number, number])[], halves: boolean) => {
      cv.GaussianBlur(plane, blurred, new cv.Size(5, 5), 0);
      const edgeMaps = limits.map(edgesBetween);
      add(faintly, edgeMaps[0]!);
      add(together, edgeMaps[1]!);
      for (const edgeMap of edgeMaps) {
        collect(dilateBits(closeBits(packBits(edgeMap, width, height), 5, 5), 3, 3), edgeMap);
      }
      if (!halves) return;
      cv.threshold(blurred, binary, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU);
      const faint = limits === COLOUR_EDGES ? edgeMaps[0]! : edgesBetween(COLOUR_EDGES[0]);
      collect(openBits(packBits(binary.data, width, height), 5, 5), faint);
    };
    search(grey, LIGHTNESS_EDGES, true);
    if (!colours || found.some(isClear)) return found;
    search(planes(cv.COLOR_RGB2HSV)(1), COLOUR_EDGES, true);
    const lab = planes(cv.COLOR_RGB2Lab);
    search(lab(2), COLOUR_EDGES, false);
    search(lab(1), COLOUR_EDGES, false);
    // A card with a band along one side differs from the table in lightness here and in colour there.
    collect(dilateBits(closeBits(packBits(together, width, height), 5, 5), 3, 3), together);
    const grown = grownQuad(found, faintly, width, height);
    if (grown) found.push(grown);
    return found;
  });
}
