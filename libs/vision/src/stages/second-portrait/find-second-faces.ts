import { type Box, holdsMiddle } from '../../image/geometry.js';
import { LUMA_WEIGHTS, quantile } from '../../image/luma.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { regionMap, type SquareRegion, squaresAcross } from '../../image/square-region.js';
import { warpAffine } from '../../image/warp.js';
import type { Models } from '../../runtime/models.js';
import { type DetectedFace, runFaceDetector } from '../face-detector/face-detector.js';
import { type Face, findFacesInTurn } from '../find-faces.js';

/** A small face of a page, in a picture of its own in which its contrast is restored. */
export interface SecondFace {
  /** In pixels of the page, as the detector drew it. */
  readonly box: Box;
  /** Grey, and stretched from black to white. */
  readonly image: RgbImage;
  /** In pixels of `image`. */
  readonly face: Face;
}

/**
 * Side of a view, in longer sides of the page: faces of a twentieth of the page are 36 of the 256 pixels that the detector
 * sees. The whole page shows them at 12, and none of 33 was found so.
 */
const VIEW = 0.35;
/** Views side by side share a third, so that a small face lies whole in one of them. */
const STEP = VIEW * (2 / 3);
/** Of a page's small faces so many are looked at from near, the most certain first. */
const MAX_FACES = 3;
/** Side of what is looked at from near, in widths of the detector's box: head, shoulders and some ground. */
const NEARBY = 2.4;
/** Pixels. The mesh and the embedding look at 192 and 112 pixels of a face's surroundings. */
const NEAR_SIZE = 320;
/**
 * What is a face from near, too: of 60 scans of real pages eight showed something that the detector took for a small face; these limits
 * leave the four second portraits among them, and no seal, eagle or pattern.
 */
const CERTAIN = { detectorScore: 0.6, meshScore: 0.8, sameWidth: 0.78 } as const;
/** Hundredths of the brightness that become black, and white. */
const TAILS = 0.01;

/**
 * Looks for the faint second portrait that many cards and pages bear: printed small, pale and mostly grey, so that it is
 * not seen in a look at the whole page. Upright ones only. About 150 ms on a card.
 *
 * @param widths least and greatest width of the faces looked for, in pixels of the page.
 * @param covered what is known already, the portrait first of all: faces whose middle lies there are left out.
 */
export async function findSecondFaces(
  models: Models,
  page: RgbImage,
  {
    widths: [least, most],
    covered,
  }: { readonly widths: readonly [number, number]; readonly covered: readonly Box[] },
): Promise<SecondFace[]> {
  const side = Math.max(page.width, page.height) * VIEW;
  const step = Math.max(page.width, page.height) * STEP;
  const detected: DetectedFace[] = [];
  for (const view of squaresAcross(page, side, step)) {
    for (const face of await runFaceDetector(models, page, view)) {
      const width = face.box.right - face.box.left;
      if (width < least || width > most || covered.some((box) => holdsMiddle(box, face.box))) continue;
      if (!detected.some(({ box }) => holdsMiddle(box, face.box))) detected.push(face);
    }
  }
  detected.sort((p, q) => q.score - p.score);
  const seen: SecondFace[] = [];
  for (const { box } of detected.slice(0, MAX_FACES)) {
    const image = contrasted(page, nearby(box));
    const [face] = await findFacesInTurn(models, image, 0);
    if (face && isCertain(face)) seen.push({ box, image, face });
  }
  return seen;
}

/** Mesh and detector agree on a face, and on how large it is. */
function isCertain({ box, detectorScore, meshScore }: Face): boolean {
  const width = ((box.right - box.left) / NEAR_SIZE) * NEARBY;
  const agrees = width >= CERTAIN.sameWidth && width <= 1 / CERTAIN.sameWidth;
  return agrees && detectorScore >= CERTAIN.detectorScore && meshScore >= CERTAIN.meshScore;
}

const nearby = ({ left, top, right, bottom }: Box): SquareRegion => ({
  centreX: (left + right) / 2,
  centreY: (top + bottom) / 2,
  side: (right - left) * NEARBY,
  angle: 0,
});

/** A region in grey, its darkest and lightest hundredth drawn to black and white. */
function contrasted(page: RgbImage, region: SquareRegion): RgbImage {
  const colours = warpAffine(page, regionMap(region, NEAR_SIZE), NEAR_SIZE, NEAR_SIZE, 127.5);
  const grey = new Float32Array(NEAR_SIZE * NEAR_SIZE);
  const [r, g, b] = LUMA_WEIGHTS;
  for (let at = 0; at < grey.length; at++) {
    grey[at] = r * colours[3 * at]! + g * colours[3 * at + 1]! + b * colours[3 * at + 2]!;
  }
  const [dark, light] = [quantile(grey, TAILS), quantile(grey, 1 - TAILS)];
  const data = new Uint8Array(grey.length * 3);
  for (let at = 0; at < grey.length; at++) {
    const level = Math.min(255, Math.max(0, (255 * (grey[at]! - dark)) / Math.max(1, light - dark)));
    data.fill(Math.round(level), 3 * at, 3 * at + 3);
  }
  return { data, width: NEAR_SIZE, height: NEAR_SIZE };
}
