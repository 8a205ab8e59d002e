import type { Quad } from '../../image/rgb-image.js';

/** Symbologies found on identity documents. */
export const BARCODE_FORMATS = ['PDF417', 'QRCode', 'DataMatrix', 'Code128'] as const;
export type BarcodeFormat = (typeof BARCODE_FORMATS)[number];

/** The view of the picture in which a symbol was read, in the order in which views are tried. */
export type BarcodeView = 'as-is' | 'enlarged' | 'outline' | 'region' | 'turned';

export interface Barcode {
  readonly format: BarcodeFormat;
  /** The content as Unicode: by its own ECI marks, else by the reader's guess of the character set. */
  readonly text: string;
  /** The content as encoded; what `text` was guessed from. */
  readonly bytes: Uint8Array;
  /** Corners in pixels of the picture, from the symbol's own top-left on. */
  readonly quad: Quad;
  readonly foundBy: BarcodeView;
}
