import { type Box, centreOf, holdsMiddle } from '@idem/vision/image/geometry';
import { boundsOf, quadHolds, quadTurn, quadWidth } from '@idem/vision/image/quad';
import type { Point, Quad, RgbImage } from '@idem/vision/image/rgb-image';
import type { Models } from '@idem/vision/runtime/models';
import { type Face, findFacesInTurn } from '@idem/vision/stages/find-faces';
import { measurePortraitFrame } from '@idem/vision/stages/portrait-frame/measure-portrait-frame';
import { onPicture, type PageInPicture } from '../sides/page-in-picture.js';
import { compareSecondPortrait } from './compare-second-portrait.js';
import type { FaceByZone, SeenFace, SeenFaces } from './seen-faces.js';

/** Optical characters stand 2.54 mm apart (ICAO 9303-3 §4.5). */
const PITCH_MM = 2.54;

/** What was found, and the portrait's place in the picture. */
export interface MeasuredFaces {
  readonly seen: SeenFaces;
  /** The largest face on the page, in pixels of the picture; null without one. */
  readonly portrait: Box | null;
  /** The faces on the page, in pixels of the upright page. */
  readonly boxes: readonly Box[];
}

/** The zone of a side as it lies on the upright page. */
export interface PlacedZone {
  readonly quads: readonly Quad[];
  /** Characters of a line. */
  readonly characters: number;
}

/**
 * Looks for faces on the page, and whichever way up around it: whoever holds a document beside another face wants the
 * other one to be taken for the portrait.
 *
 * @param lines print of the upright page.
 */
export async function measureFaces(
  models: Models,
  side: PageInPicture,
  zone: PlacedZone | null,
  lines: readonly Quad[],
): Promise<MeasuredFaces> {
  const { upright, picture } = side;
  const onPage = (await findFacesInTurn(models, upright, 0)).sort((a, b) => widthOf(b.box) - widthOf(a.box));
  const places = onPage.map(({ box }) => boundsOf(onPicture(cornersOf(box), side)));
  // On the page as well: a face that lies on its side there is compared with the selfie as one that stands.
  const isPlaced = (face: Face) => places.some((place) => overlaps(place, face.box));
  const beside = widest((await facesOfAnyTurn(models, picture)).filter((face) => !isPlaced(face)));
  return {
    seen: {
      onPage: onPage.map((face) => describe(face, upright, zone)),
      second: onPage[0] ? await compareSecondPortrait(models, upright, onPage[0], lines.map(boundsOf)) : null,
      frame: onPage[0] ? await measurePortraitFrame(upright, onPage[0].box, axesOf(side, lines)) : null,
      beside: beside / upright.width,
    },
    portrait: places[0] ?? null,
    boxes: onPage.map(({ box }) => box),
  };
}

/** Width, in pixels, of the widest face whose middle lies in none of the outlines, whichever way up; 0 without one. */
export async function widestFaceOutside(
  models: Models,
  picture: RgbImage,
  outlines: readonly Quad[],
): Promise<number> {
  const faces = await facesOfAnyTurn(models, picture);
  return widest(faces.filter(({ box }) => !outlines.some((outline) => quadHolds(outline, centreOf(box)))));
}

const widest = (faces: readonly Face[]): number => Math.max(0, ...faces.map(({ box }) => widthOf(box)));

const TURNS = [0, 1, 2, 3] as const;

async function facesOfAnyTurn(models: Models, picture: RgbImage): Promise<Face[]> {
  const faces: Face[] = [];
  for (const turns of TURNS) faces.push(...(await findFacesInTurn(models, picture, turns)));
  return faces;
}

/** How the page lies: of one that was cut out along its outline the sides are level, and its print may still lean a little. */
function axesOf({ outline }: PageInPicture, lines: readonly Quad[]): readonly number[] {
  const print = turnOfPrint(lines);
  return outline === null && print !== null ? [print] : [0, print ?? 0];
}

/** Median turn of the lines in degrees, each by its length; null without one. */
function turnOfPrint(lines: readonly Quad[]): number | null {
  const turned = lines
    .map((quad) => ({ turn: quadTurn(quad), width: quadWidth(quad) }))
    .sort((a, b) => a.turn - b.turn);
  let rest = turned.reduce((sum, { width }) => sum + width, 0) / 2;
  for (const { turn, width } of turned) {
    rest -= width;
    if (rest <= 0) return turn;
  }
  return null;
}

function describe({ score, box }: Face, page: RgbImage, zone: PlacedZone | null): SeenFace {
  const [x, y] = centreOf(box);
  return {
    score,
    x: x / page.width,
    y: y / page.height,
    width: widthOf(box) / page.width,
    byZone: zone && placeByZone(box, zone),
  };
}

function placeByZone(box: Box, { quads, characters }: PlacedZone): FaceByZone {
  const first = quads[0]!;
  const pixelsPerMm = quadWidth(first) / (characters * PITCH_MM);
  const [[ax, ay], [bx, by]] = first;
  const length = Math.hypot(bx - ax, by - ay);
  const along: Point = [(bx - ax) / length, (by - ay) / length];
  const [x, y] = centreOf(box);
  const [dx, dy] = [x - ax, y - ay];
  return {
    along: (dx * along[0] + dy * along[1]) / pixelsPerMm,
    above: (dx * along[1] - dy * along[0]) / pixelsPerMm,
    width: widthOf(box) / pixelsPerMm,
  };
}

const widthOf = ({ left, right }: Box): number => right - left;

/** Whether the middle of either lies in the other: one face, seen in two turns of the picture. */
const overlaps = (a: Box, b: Box): boolean => holdsMiddle(a, b) || holdsMiddle(b, a);

const cornersOf = ({ left, top, right, bottom }: Box): Quad => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
