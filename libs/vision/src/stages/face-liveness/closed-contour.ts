import type { Box } from '../../image/geometry.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { warpToImage, windowMap } from '../../image/warp.js';

/** Bound once: in hot loops a look-up through the global object costs as much as the work. */
const { PI, abs, cos, floor, hypot, max, min, round, sin } = Math;

/** Pixels across the face in the view that is searched. */
const FACE_WIDTH = 120;
const RAYS = 120;
/** Places along a ray, about a pixel of the view apart, from just outside the face to where a mask or a sheet ends. */
const PLACES = 72;
const NEAREST = 1.04;
const FARTHEST = 2.3;
/** Room around the farthest place, in faces. */
const ROOM = 0.25;
/** Half the distance over which an edge is measured, in pixels of the view. */
const REACH = 2;
/** Levels from which an edge counts whole: a stronger one must not make up for a gap elsewhere. */
const FULL_EDGE = 30;
/** Most places that the contour moves from one ray to the next. */
const STEEPEST = 2;
const SLOPES = 2 * STEEPEST + 1;
/** What a change of slope costs, in whole edges: hair and shoulders bend, what was cut does not. */
const BEND = 0.3;
/** Rays on which too little of the picture is seen tell nothing; below this share the rest does not either. */
const MIN_SEEN = 0.4;

/**
 * How complete a smooth closed line runs around a face: the edge of something flat that was cut out and lies before a head. Among all lines
 * around the face, at 1.04 to 2.3 times its outline, the one is found that follows the strongest edges without bending.
 *
 * @param face in pixels of the picture.
 * @returns contrast across the line, 0–255, that nine tenths of it reach; parts outside the picture are not counted. 0
 *   where less than two fifths are inside.
 */
export function closedContour(image: RgbImage, face: Box): number {
  const edges = edgesAround(image, face);
  const line = smoothestLine(edges.map((edge) => (edge === null ? 0.5 : min(1, edge / FULL_EDGE))));
  const seen = line.flatMap((place, ray) => edges[ray * PLACES + place] ?? []);
  if (seen.length < MIN_SEEN * RAYS) return 0;
  return seen.sort((a, b) => a - b)[floor((seen.length - 1) * 0.1)]!;
}

/** Contrast along each ray at each place; null outside the picture. */
function edgesAround(image: RgbImage, { left, top, right, bottom }: Box): (number | null)[] {
  const [faceWidth, faceHeight] = [right - left, bottom - top];
  const reach = FARTHEST + ROOM;
  const scale = FACE_WIDTH / faceWidth;
  const [width, height] = [round(faceWidth * reach * scale), round(faceHeight * reach * scale)];
  const corner = [(left + right - faceWidth * reach) / 2, (top + bottom - faceHeight * reach) / 2] as const;
  const map = windowMap(corner[0], corner[1], faceWidth * reach, faceHeight * reach, width, height);
  const view = smoothed(warpToImage(image, map, width, height));
  const inPicture = (x: number, y: number) => {
    const [u, v] = [corner[0] + x / scale, corner[1] + y / scale];
    return u > 3 && v > 3 && u < image.width - 4 && v < image.height - 4;
  };
  const edges = new Array<number | null>(RAYS * PLACES).fill(null);
  for (let ray = 0; ray < RAYS; ray++) {
    const angle = (2 * PI * ray) / RAYS;
    const along = [
      (cos(angle) * FACE_WIDTH) / 2,
      (sin(angle) * FACE_WIDTH * faceHeight) / faceWidth / 2,
    ] as const;
    const length = hypot(along[0], along[1]);
    const [dx, dy] = [(along[0] / length) * REACH, (along[1] / length) * REACH];
    for (let place = 0; place < PLACES; place++) {
      const share = NEAREST + ((FARTHEST - NEAREST) * place) / (PLACES - 1);
      const [x, y] = [width / 2 + along[0] * share, height / 2 + along[1] * share];
      if (!inPicture(x - dx, y - dy) || !inPicture(x + dx, y + dy)) continue;
      edges[ray * PLACES + place] = contrast(view, [x - dx, y - dy], [x + dx, y + dy]);
    }
  }
  return edges;
}

interface View {
  readonly data: Float32Array;
  readonly width: number;
}

/** Each pixel with its eight neighbours, weighted 4, 2 and 1. */
function smoothed({ data, width, height }: RgbImage): View {
  const out = new Float32Array(data.length);
  for (let y = 1; y < height - 1; y++) {
    for (let i = (y * width + 1) * 3; i < (y * width + width - 1) * 3; i++) {
      const [up, down] = [i - width * 3, i + width * 3];
      out[i] =
        (data[up - 3]! +
          data[up + 3]! +
          data[down - 3]! +
          data[down + 3]! +
          2 * (data[up]! + data[down]! + data[i - 3]! + data[i + 3]!) +
          4 * data[i]!) /
        16;
    }
  }
  return { data: out, width };
}

/** Of the channel in which two places differ most. */
function contrast(view: View, from: readonly [number, number], to: readonly [number, number]): number {
  let most = 0;
  for (let channel = 0; channel < 3; channel++) {
    most = max(most, abs(valueAt(view, to, channel) - valueAt(view, from, channel)));
  }
  return most;
}

function valueAt({ data, width }: View, [x, y]: readonly [number, number], channel: number): number {
  const [x0, y0] = [floor(x), floor(y)];
  const [fx, fy] = [x - x0, y - y0];
  const i = (y0 * width + x0) * 3 + channel;
  const below = i + width * 3;
  return (
    (data[i]! * (1 - fx) + data[i + 3]! * fx) * (1 - fy) +
    (data[below]! * (1 - fx) + data[below + 3]! * fx) * fy
  );
}

/**
 * The place on each ray of the line with the highest sum of values less its bends, by dynamic programming over place and slope. It goes around twice, and
 * the middle of the way is taken, so that its ends meet.
 */
function smoothestLine(values: readonly number[]): readonly number[] {
  let best = new Float32Array(PLACES * SLOPES);
  const came: Int8Array[] = [];
  for (let step = 0; step < 2 * RAYS; step++) {
    const ray = step % RAYS;
    const next = new Float32Array(PLACES * SLOPES).fill(Number.NEGATIVE_INFINITY);
    const from = new Int8Array(PLACES * SLOPES);
    for (let place = 0; place < PLACES; place++) {
      for (let slope = 0; slope < SLOPES; slope++) {
        const before = place - (slope - STEEPEST);
        if (before < 0 || before >= PLACES) continue;
        let [most, which] = [Number.NEGATIVE_INFINITY, slope];
        for (let other = max(0, slope - 1); other <= min(SLOPES - 1, slope + 1); other++) {
          const value = best[before * SLOPES + other]! - (other === slope ? 0 : BEND);
          if (value > most) [most, which] = [value, other];
        }
        next[place * SLOPES + slope] = most + values[ray * PLACES + place]!;
        from[place * SLOPES + slope] = which;
      }
    }
    best = next;
    came.push(from);
  }
  const last = best.indexOf(best.reduce((p, q) => max(p, q)));
  let [place, slope] = [floor(last / SLOPES), last % SLOPES];
  const places: number[] = new Array(2 * RAYS);
  for (let step = 2 * RAYS - 1; step >= 0; step--) {
    places[step] = place;
    const other = came[step]![place * SLOPES + slope]!;
    place -= slope - STEEPEST;
    slope = other;
  }
  const half = RAYS / 2;
  return Array.from({ length: RAYS }, (_, ray) => places[ray < half ? ray + RAYS : ray]!);
}
