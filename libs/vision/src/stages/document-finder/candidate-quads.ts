import { distance } from '../../image/geometry.js';
import { isConvex, orderCorners, quadArea, quadHeight, quadWidth } from '../../image/quad.js';
import type { Point, Quad } from '../../image/rgb-image.js';
import type { Mat, OpenCv } from '../../runtime/opencv.js';
import { withMats } from '../../runtime/opencv.js';
import { growSide } from './grow-side.js';
import { refineSides } from './refine-sides.js';

export interface CandidateQuad {
  readonly quad: Quad;
  /** Long side over short side. */
  readonly aspect: number;
  /** Share of each side lying on an edge, 0 … 1: of the weakest side. */
  readonly minSupport: number;
  /** 0 … 3.55; the terms are in `score`. */
  readonly score: number;
}

const MIN_AREA_SHARE = 0.08;
/** A contour along the picture's own border is not a document. */
const MAX_AREA_SHARE = 0.985;
const MIN_CONTOUR_POINTS = 120;
const POLYGON_TOLERANCES = [0.015, 0.02, 0.03, 0.045, 0.06] as const;
/** Corners may lie this far outside the picture, as a share of its sides. */
const MAX_OUTSIDE = 0.06;
/** Of ID-3 (passport page, 125 × 88 mm) and ID-1 (card, 85.60 × 53.98 mm): ISO/IEC 7810. */
const DOCUMENT_ASPECTS = [1.42, 1.586] as const;
/** How far beside a side an edge pixel may lie and still support it. */
const EDGE_REACH = 2;

/** Quadrilaterals among the outlines of a binary picture. `edges` is a Canny map of the same size. */
export function candidateQuads(cv: OpenCv, binary: Mat, edges: Uint8Array): CandidateQuad[] {
  const [width, height] = [binary.cols, binary.rows];
  return withMats(cv, (own) => {
    const contours = own(new cv.MatVector());
    cv.findContours(binary, contours, own(new cv.Mat()), cv.RETR_LIST, cv.CHAIN_APPROX_NONE);
    const found: CandidateQuad[] = [];
    for (let i = 0; i < contours.size(); i++) {
      const contour = own(contours.get(i));
      if (contour.rows < MIN_CONTOUR_POINTS) continue;
      const hull = own(new cv.Mat());
      cv.convexHull(contour, hull, false, true);
      const hullArea = cv.contourArea(hull);
      const share = hullArea / (width * height);
      if (share < MIN_AREA_SHARE || share > MAX_AREA_SHARE) continue;
      const polygon = own(new cv.Mat());
      const perimeter = cv.arcLength(hull, true);
      for (const tolerance of POLYGON_TOLERANCES) {
        cv.approxPolyDP(hull, polygon, tolerance * perimeter, true);
        if (polygon.rows <= 4) break;
      }
      if (polygon.rows !== 4) continue;
      const corners = orderCorners(refineSides(pointsOf(polygon), along(pointsOf(hull))));
      if (!isConvex(corners) || !corners.every((corner) => isNear(corner, width, height))) continue;
      found.push(judge(corners, hullArea, edges, width, height));
    }
    return found;
  });
}

/** More than a card's, even foreshortened: a part of one. */
const MIN_PART_ASPECT = 1.68;
const MIN_PART_SUPPORT = 0.8;

/**
 * The card of which the clearest of the outlines is a part: the same with one side moved outward; null when it is none, or
 * no edge makes a card of it.
 *
 * @param edges a Canny map of faint edges.
 */
export function grownQuad(
  candidates: readonly CandidateQuad[],
  edges: Uint8Array,
  width: number,
  height: number,
): CandidateQuad | null {
  const parts = candidates.filter(
    (one) => one.minSupport >= MIN_PART_SUPPORT && one.aspect >= MIN_PART_ASPECT,
  );
  const part = parts.reduce<CandidateQuad | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  const grown = part && growSide(part.quad, (a, b) => shareOf(sideSupport(a, b, edges, width, height)));
  return grown?.every((corner) => isNear(corner, width, height))
    ? judge(grown, quadArea(grown), edges, width, height)
    : null;
}

function judge(
  quad: Quad,
  hullArea: number,
  edges: Uint8Array,
  width: number,
  height: number,
): CandidateQuad {
  const [long, short] = [quadWidth(quad), quadHeight(quad)].sort((a, b) => b - a) as [number, number];
  const aspect = long / short;
  const supports = quad.map((corner, i) => sideSupport(corner, quad[(i + 1) % 4]!, edges, width, height));
  const minSupport = Math.min(...supports.map(shareOf));
  const support = sum(supports.map(({ hits }) => hits)) / sum(supports.map(({ samples }) => samples));
  const likeDocument = Math.max(...DOCUMENT_ASPECTS.map((a) => Math.exp(-(((aspect - a) / 0.22) ** 2))));
  const fill = hullArea / quadArea(quad);
  const score =
    1.2 * support +
    0.8 * minSupport +
    0.7 * likeDocument +
    0.5 * Math.min(fill, 1 / fill) +
    0.35 * Math.sqrt(quadArea(quad) / (width * height));
  return { quad, aspect, minSupport, score };
}

const shareOf = ({ hits, samples }: { readonly hits: number; readonly samples: number }): number =>
  hits / samples;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const isNear = ([x, y]: Point, width: number, height: number): boolean =>
  x > -MAX_OUTSIDE * width &&
  x < (1 + MAX_OUTSIDE) * width &&
  y > -MAX_OUTSIDE * height &&
  y < (1 + MAX_OUTSIDE) * height;

function sideSupport(a: Point, b: Point, edges: Uint8Array, width: number, height: number) {
  const steps = Math.max(10, Math.round(distance(a, b) / 3));
  let hits = 0;
  for (let k = 1; k < steps; k++) {
    const x = Math.round(a[0] + ((b[0] - a[0]) * k) / steps);
    const y = Math.round(a[1] + ((b[1] - a[1]) * k) / steps);
    if (edgeNear(edges, x, y, width, height)) hits += 1;
  }
  return { hits, samples: steps - 1 };
}

function edgeNear(edges: Uint8Array, x: number, y: number, width: number, height: number): boolean {
  for (let v = Math.max(0, y - EDGE_REACH); v <= Math.min(height - 1, y + EDGE_REACH); v++) {
    for (let u = Math.max(0, x - EDGE_REACH); u <= Math.min(width - 1, x + EDGE_REACH); u++) {
      if (edges[v * width + u]) return true;
    }
  }
  return false;
}

const pointsOf = (contour: Mat): Point[] =>
  Array.from(
    { length: contour.rows },
    (_, k): Point => [contour.data32S[2 * k]!, contour.data32S[2 * k + 1]!],
  );

/** Points every four pixels along a closed polygon. */
function along(corners: readonly Point[]): Point[] {
  return corners.flatMap((a, i) => {
    const b = corners[(i + 1) % corners.length]!;
    const count = Math.max(1, Math.round(distance(a, b) / 4));
    return Array.from(
      { length: count },
      (_, k): Point => [a[0] + ((b[0] - a[0]) * k) / count, a[1] + ((b[1] - a[1]) * k) / count],
    );
  });
}
