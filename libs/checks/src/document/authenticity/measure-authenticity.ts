import type { Box } from '@idem/vision/image/geometry';
import { pointOnQuad } from '@idem/vision/image/perspective';
import type { Point, Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { oppositeTurns, type QuarterTurns, rotatePoint } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { runFaceDetector } from '@idem/vision/stages/face-detector/face-detector';
import { type DocumentTraces, documentTraces } from '@idem/vision/stages/forensics/document-traces';
import type { QuantisationTable } from '@idem/vision/stages/forensics/jpeg-quantisation';
import type { TextLine } from '@idem/vision/stages/text/read-text';

/** What speaks for or against a side being an original, as it was seen. */
export interface MeasuredAuthenticity extends DocumentTraces {
  /** Heights of the faces on the side as shares of the side's height, largest first; null when none were sought. */
  readonly faces: readonly number[] | null;
}

/** One side as `measureSide` found it. */
export interface ExaminedSide {
  readonly picture: RgbImage;
  readonly compression: QuantisationTable | null;
  /** Where the page was cut from the picture; null when the page is the picture. */
  readonly outline: Quad | null;
  readonly page: RgbImage;
  /** Clockwise turns from the page to the upright page. */
  readonly turns: QuarterTurns;
  readonly upright: RgbImage;
  /** In pixels of the upright page. */
  readonly lines: readonly TextLine[];
  /** Whether a portrait may be on this side. */
  readonly seekFaces: boolean;
}

/** Print with fewer digits is neither a date nor a number. */
const DIGITS_OF_A_FIELD = 4;

/** Looks for traces of copying, displaying and retouching, and for the portrait. */
export async function measureAuthenticity(models: Models, side: ExaminedSide): Promise<MeasuredAuthenticity> {
  const { picture, page, upright, outline } = side;
  const found = side.seekFaces ? await runFaceDetector(models, upright) : null;
  const faces = found?.map(({ box }) => box).sort((a, b) => heightOf(b) - heightOf(a)) ?? null;
  const portrait = faces?.[0];
  const traces = documentTraces({
    picture,
    compression: side.compression,
    outline: outline ?? cornersOf({ left: 0, top: 0, right: picture.width, bottom: picture.height }),
    inside: page,
    lines: side.lines
      .filter(({ text }) => (text.match(/\d/g)?.length ?? 0) >= DIGITS_OF_A_FIELD)
      .map(({ text, quad }) => ({ text, quad: onPicture(quad, side) })),
    face: portrait ? boundsOf(onPicture(cornersOf(portrait), side)) : null,
  });
  return { ...traces, faces: faces?.map((box) => heightOf(box) / upright.height) ?? null };
}

const heightOf = ({ top, bottom }: Box): number => bottom - top;

const cornersOf = ({ left, top, right, bottom }: Box): Quad => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

function boundsOf(quad: Quad): Box {
  const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** A quad of the upright page, corner by corner, as it lies in the picture. */
function onPicture(quad: Quad, { upright, turns, page, outline }: ExaminedSide): Quad {
  return quad.map((point): Point => {
    const onPage = rotatePoint(point, oppositeTurns(turns), upright.width, upright.height);
    return outline ? pointOnQuad(onPage, outline, page.width, page.height) : onPage;
  }) as unknown as Quad;
}
