import { quadArea } from '../../image/quad.js';
import { resizeImage } from '../../image/resize.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';
import { openCv, withMats } from '../../runtime/opencv.js';
import { type CandidateQuad, candidateQuads } from '../document-finder/candidate-quads.js';

const WORK_SIDE = 480;
const EDGES = [
  [30, 90],
  [70, 170],
] as const;
/** A corner this near to the frame, as a share of the longer side, lies on it. */
const ON_FRAME = 0.02;
/** What is visible of a document fills at least this much of its picture, or it is something else. */
const MIN_AREA = 0.2;
/** Share of each side inside the picture that lies on an edge. */
const MIN_SUPPORT = 0.75;

/** Sides of the picture, clockwise from the top. */
export type FrameSide = 'top' | 'right' | 'bottom' | 'left';

/**
 * The side of the picture over which the document runs out of it: three of its sides are seen, the fourth is
 * the picture's own. Null when nothing like that is seen, which proves nothing. About 25 ms.
 *
 * Drawn along the picture's border, an edge closes the outline of what is cut off there.
 */
export async function findCutOff(image: RgbImage): Promise<FrameSide | null> {
  const scale = WORK_SIDE / Math.max(image.width, image.height);
  const width = Math.max(8, Math.round(image.width * scale));
  const height = Math.max(8, Math.round(image.height * scale));
  const { data } = await resizeImage(image, width, height);
  const cv = openCv();
  const candidates = withMats(cv, (own) => {
    const [grey, lab, blurred, edges, closed] = [1, 2, 3, 4, 5].map(() => own(new cv.Mat())) as [
      InstanceType<typeof cv.Mat>,
      InstanceType<typeof cv.Mat>,
      InstanceType<typeof cv.Mat>,
      InstanceType<typeof cv.Mat>,
      InstanceType<typeof cv.Mat>,
    ];
    const rgb = own(cv.matFromArray(height, width, cv.CV_8UC3, data));
    cv.cvtColor(rgb, grey, cv.COLOR_RGB2GRAY);
    cv.cvtColor(rgb, lab, cv.COLOR_RGB2Lab);
    const split = own(new cv.MatVector());
    cv.split(lab, split);
    const kernel = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(5, 5)));
    const found: CandidateQuad[] = [];
    for (const plane of [grey, own(split.get(2))]) {
      cv.GaussianBlur(plane, blurred, new cv.Size(5, 5), 0);
      for (const [low, high] of plane === grey ? EDGES : [EDGES[0]]) {
        cv.Canny(blurred, edges, low, high, 3, true);
        cv.morphologyEx(edges, closed, cv.MORPH_CLOSE, kernel);
        const framed = own(cv.matFromArray(height, width, cv.CV_8UC1, withFrame(closed.data, width, height)));
        found.push(...candidateQuads(cv, framed, withFrame(edges.data, width, height)));
      }
    }
    return found;
  });
  let best: { readonly side: FrameSide; readonly support: number } | null = null;
  for (const { quad, minSupport } of candidates) {
    const side = cutSide(quad, width, height);
    if (side === null || minSupport < MIN_SUPPORT) continue;
    if (quadArea(quad) < MIN_AREA * width * height) continue;
    if (best === null || minSupport > best.support) best = { side, support: minSupport };
  }
  return best?.side ?? null;
}

function withFrame(mask: Uint8Array, width: number, height: number): Uint8Array {
  const framed = mask.slice();
  framed.fill(255, 0, width);
  framed.fill(255, width * (height - 1));
  for (let y = 0; y < height; y++) {
    framed[y * width] = 255;
    framed[(y + 1) * width - 1] = 255;
  }
  return framed;
}

/** The one side of the picture on which a side of the quad lies; null when none does, or several do. */
function cutSide(quad: Quad, width: number, height: number): FrameSide | null {
  const tolerance = ON_FRAME * Math.max(width, height);
  const on: Readonly<Record<FrameSide, (point: Point) => boolean>> = {
    top: ([, y]) => y < tolerance,
    right: ([x]) => x > width - 1 - tolerance,
    bottom: ([, y]) => y > height - 1 - tolerance,
    left: ([x]) => x < tolerance,
  };
  const sides = (Object.keys(on) as FrameSide[]).filter(
    (side) => quad.filter((corner) => on[side](corner)).length === 2,
  );
  const touching = quad.filter((corner) => Object.values(on).some((touches) => touches(corner)));
  return sides.length === 1 && touching.length === 2 ? sides[0]! : null;
}
