import { type GreyImage, resizeToGrey } from '@idem/vision/image/resize';
import type { Point, Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { openCv, withMats } from '@idem/vision/runtime/opencv';

/** Where PassportEye looks first, and where when it saw next to nothing. Pixels of width. */
export const WIDTHS = { first: 250, second: 1000 } as const;

const SQUARE = 5;
const MIN_AREA = 500;
const MIN_ASPECT = 5;
const MAX_BOXES = 4;
const MAX_ANGLE_BETWEEN = 0.1;
/** Distance of two lines' centres, in sums of their heights. */
const MAX_LINE_SKIP = 1.5;
const MARGIN = 5;

export interface Boxes {
  /** Upright rectangles around what may be a zone, in pixels of the picture, largest first. */
  readonly quads: readonly Quad[];
  /** Share of the reduced picture that the filter kept, 0 … 1. */
  readonly kept: number;
}

/** A rectangle along the main direction of the points it was put around. */
interface Box {
  readonly points: readonly Point[];
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/**
 * PassportEye's search for zones (K. Tretyakov, PassportEye; the filter after H. Boone and A. Rosebrock,
 * "Detecting machine-readable zones in passport images", 2015): the picture reduced to a fixed width, black
 * top-hat, vertical edges, closing, Otsu's threshold; contours whose box is large and long enough; of these
 * the four largest, parallel neighbours joined.
 */
export async function findPassportEyeBoxes(picture: RgbImage, width: number): Promise<Boxes> {
  const scale = Math.min(1, width / picture.width);
  const small = await resizeToGrey(
    picture,
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  const { contours, kept } = contoursOf(small);
  const boxes = contours
    .filter((points) => boundingArea(points) >= MIN_AREA)
    .map(boxAround)
    .filter(({ width, height }) => height > 0 && width / height >= MIN_ASPECT)
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, MAX_BOXES);
  return { quads: joined(boxes).map((box) => quadOf(box, scale)), kept };
}

function contoursOf({ data, width, height }: GreyImage): { contours: Point[][]; kept: number } {
  const cv = openCv();
  return withMats(cv, (own) => {
    const square = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(SQUARE, SQUARE)));
    const mask = own(cv.matFromArray(height, width, cv.CV_8UC1, data));
    const edges = own(new cv.Mat());
    cv.morphologyEx(mask, mask, cv.MORPH_BLACKHAT, square);
    cv.Scharr(mask, edges, cv.CV_32F, 1, 0);
    // Scharr's weights sum to 16 a side.
    cv.convertScaleAbs(edges, mask, 1 / 16, 0);
    cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, square);
    cv.threshold(mask, mask, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU);
    const kept = mask.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) / (width * height);
    const found = own(new cv.MatVector());
    cv.findContours(mask, found, own(new cv.Mat()), cv.RETR_LIST, cv.CHAIN_APPROX_NONE);
    const contours = Array.from({ length: found.size() }, (_, i) => {
      const { rows, data32S } = own(found.get(i));
      return Array.from({ length: rows }, (_, k): Point => [data32S[2 * k]!, data32S[2 * k + 1]!]);
    });
    return { contours, kept };
  });
}

function boundingArea(points: readonly Point[]): number {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
}

/** The box along the points' first principal component, which becomes its width. */
function boxAround(points: readonly Point[]): Box {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const xx = mean(points.map(([x]) => (x - mx) ** 2));
  const yy = mean(points.map(([, y]) => (y - my) ** 2));
  const xy = mean(points.map(([x, y]) => (x - mx) * (y - my)));
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = points.map(([x, y]) => (x - mx) * cos + (y - my) * sin);
  const across = points.map(([x, y]) => (y - my) * cos - (x - mx) * sin);
  const [left, right] = [Math.min(...along), Math.max(...along)];
  const [top, bottom] = [Math.min(...across), Math.max(...across)];
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    points,
    centre: [mx + u * cos - v * sin, my + u * sin + v * cos],
    width: right - left,
    height: bottom - top,
    angle,
  };
}

/** Joins two neighbours until none are left. */
function joined(boxes: readonly Box[]): readonly Box[] {
  for (const a of boxes) {
    for (const b of boxes.slice(boxes.indexOf(a) + 1)) {
      if (!areNeighbours(a, b)) continue;
      const both = boxAround([...a.points, ...b.points]);
      if (both.width / both.height < MIN_ASPECT) continue;
      return joined([...boxes.filter((box) => box !== a && box !== b), both]);
    }
  }
  return boxes;
}

function areNeighbours(a: Box, b: Box): boolean {
  const between = Math.abs(a.angle - b.angle);
  if (Math.min(between, Math.abs(Math.PI - between)) > MAX_ANGLE_BETWEEN) return false;
  const angle = Math.min(a.angle, b.angle);
  const skip = (b.centre[1] - a.centre[1]) * Math.cos(angle) - (b.centre[0] - a.centre[0]) * Math.sin(angle);
  const ratio = a.width / b.width;
  return Math.abs(skip) < MAX_LINE_SKIP * (a.height + b.height) && ratio > 0.5 && ratio < 2;
}

/** With the margin around it, in pixels of the picture before it was reduced. */
function quadOf({ centre: [x, y], width, height, angle }: Box, scale: number): Quad {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (u: number, v: number): Point => [
    (x + u * cos - v * sin) / scale,
    (y + u * sin + v * cos) / scale,
  ];
  const [w, h] = [width / 2 + MARGIN, height / 2 + MARGIN];
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
}
