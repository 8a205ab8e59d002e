import type { Box } from '@idem/vision/image/geometry';
import type { Quad } from '@idem/vision/image/rgb-image';
import { type DocumentTraces, documentTraces } from '@idem/vision/stages/forensics/document-traces';
import type { QuantisationTable } from '@idem/vision/stages/forensics/jpeg-quantisation';
import type { TextLine } from '@idem/vision/stages/text/read-text';
import { onPicture, type PageInPicture } from '../sides/page-in-picture.js';

/** What speaks for or against a side being an original, as it was seen. */
export type MeasuredAuthenticity = DocumentTraces;

/** One side as `measureSide` found it. */
export interface ExaminedSide extends PageInPicture {
  readonly compression: QuantisationTable | null;
  /** In pixels of the upright page. */
  readonly lines: readonly TextLine[];
  /** The largest face on the page, in pixels of the picture; null without one. */
  readonly portrait: Box | null;
}

/** Print with fewer digits is neither a date nor a number. */
const DIGITS_OF_A_FIELD = 4;

/** Looks for traces of copying, displaying and retouching. */
export function measureAuthenticity(side: ExaminedSide): MeasuredAuthenticity {
  const { picture, page, outline } = side;
  return documentTraces({
    picture,
    compression: side.compression,
    outline: outline ?? wholeOf(picture),
    inside: page,
    lines: side.lines
      .filter(({ text }) => (text.match(/\d/g)?.length ?? 0) >= DIGITS_OF_A_FIELD)
      .map(({ text, quad }) => ({ text, quad: onPicture(quad, side) })),
    face: side.portrait,
  });
}

const wholeOf = ({ width, height }: { readonly width: number; readonly height: number }): Quad => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
];
