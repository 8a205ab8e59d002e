import type { PdfFault } from '@idem/vision/image/pdf/pdf-task';
import type { QuarterTurns } from '@idem/vision/image/rotate';
import type { Barcode } from '@idem/vision/stages/barcode/barcode';
import type { MrzReading } from '@idem/vision/stages/mrz/read-mrz';
import type { PictureQuality } from '@idem/vision/stages/quality/measure-quality';
import type { PageSurface } from '@idem/vision/stages/surface/measure-surface';
import type { ChipMeasurement } from '../chip/examine-chip.js';

import type { MeasuredAuthenticity } from './authenticity/measure-authenticity.js';
import type { SeenFaces } from './portrait/seen-faces.js';

/** A line of print. The box is relative to the upright picture: 0 … 1 from left and top. */
export interface PrintedLine {
  readonly text: string;
  /** Mean posterior, 0 … 1. */
  readonly score: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type MeasuredMrz = Pick<
  MrzReading,
  'format' | 'lines' | 'valid' | 'checks' | 'edits' | 'fields' | 'meanLogProbability' | 'foundBy'
>;

export type MeasuredBarcode = Pick<Barcode, 'format' | 'text' | 'foundBy'>;

/** What lies around an MRZ. Lengths in mm of the document, by the pitch of its characters. */
export interface MrzPlace {
  /** How far above it the highest line is printed; 0 when none is. */
  readonly printReach: number;
}

/** The file holds no picture that can be looked at. */
export interface UndecodableSide {
  readonly status: 'undecodable';
  /** For the log: what the decoder said. */
  readonly reason: string;
  /** Why a PDF gives no pages; absent for pictures. */
  readonly pdf?: PdfFault;
}

/** What was seen on one side of the document. */
export type SideMeasurement = UndecodableSide | SeenSide;

export interface SeenSide {
  readonly status: 'seen';
  /** The document's outline stood out from the background, and what follows is of its inside. */
  readonly outlined: boolean;
  /** Clockwise quarter turns that set the picture upright. */
  readonly turns: QuarterTurns;
  /** Width over height of the upright picture, or of the inside of the outline. */
  readonly aspect: number;
  readonly quality: PictureQuality;
  readonly mrz: MeasuredMrz | null;
  /** Where the MRZ lies on the upright page; null without one. */
  readonly mrzPlace: MrzPlace | null;
  /** Empty when the side was not searched: where a valid MRZ is, nothing else is needed. */
  readonly barcodes: readonly MeasuredBarcode[];
  /** Length in pixels of the picture of a symbol made of bars that was seen and could not be read; absent where none was. */
  readonly unreadBars?: number;
  /** Print outside the MRZ, top to bottom. Empty when the side was not read for it. */
  readonly print: readonly PrintedLine[];
  readonly faces: SeenFaces;
  /** On what the side is printed; null where it bears no face, and was not looked at for that. */
  readonly surface: PageSurface | null;
  readonly authenticity: MeasuredAuthenticity;
}

export interface DocumentMeasurement {
  /** Both sides lay in one picture; absent where each was sent by itself. */
  readonly together?: boolean;
  readonly front: SideMeasurement;
  readonly back: SideMeasurement | null;
  /** Of what was read from the chip; absent when none was handed in. */
  readonly chip?: ChipMeasurement;
}
