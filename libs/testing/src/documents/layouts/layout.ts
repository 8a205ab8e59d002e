import type { Frame } from '../frame.js';
import type { Pen } from '../pen.js';
import type { Drawing } from '../print-zones.js';

/** Where a machine-readable zone stands, in millimetres. */
export interface MrzPlace {
  readonly margin: number;
  /** Baseline of the first line, from the zone's top. */
  readonly first: number;
  readonly spacing: number;
  /** Height of its ground; default that of documents of ICAO 9303. */
  readonly height?: number;
}

/** One side of a document as its arrangement draws it. */
export interface SideLayout {
  /** Above the ground, below portrait and machine-readable zone. */
  readonly drawing: Drawing;
  /** A plain colour in place of the issuer's security print. */
  readonly plain?: string;
  readonly portrait?: Frame;
  readonly ghost?: Frame;
  readonly mrz?: MrzPlace;
  readonly symbol?: Frame;
}

export interface Sides {
  readonly front: SideLayout;
  readonly back: SideLayout | null;
}

export interface SheetSize {
  readonly width: number;
  readonly height: number;
  readonly cornerRadius: number;
}

/** Sets a document's sides; `code` is the issuer's in the machine-readable zone. */
export type Arrange = (pen: Pen, code: string) => Sides;

/** Two lines of OCR-B (ICAO 9303-4, 4.1 and appendix A). */
export const TWO_LINES: MrzPlace = { margin: 6, first: 9.2, spacing: 6.35 };
/** The line of a licence at the lower border of its back (ISO/IEC 18013-1, annex on the machine-readable zone). */
export const LICENCE_LINE: MrzPlace = { margin: 4, first: 6.4, spacing: 4.23, height: 10 };
/** The three of a Swiss licence. */
export const LICENCE_LINES: MrzPlace = { margin: 4, first: 4.6, spacing: 4.23, height: 16.5 };
/** Three lines of OCR-B on a card (ICAO 9303-5, appendix A). */
export const THREE_LINES: MrzPlace = { margin: 4, first: 8.5, spacing: 4.23 };
