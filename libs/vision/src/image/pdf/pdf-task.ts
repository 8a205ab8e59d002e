/** Why a PDF gives no pictures. */
export type PdfFault = 'damaged' | 'encrypted' | 'too-many-pages' | 'too-heavy';

/** What a rendering thread is asked. */
export interface PdfTask {
  readonly bytes: Uint8Array;
  /** Longest side of a page's picture, in pixels. */
  readonly maxSide: number;
  readonly maxPages: number;
  /** Ceiling on the renderer's memory. */
  readonly maxBytes: number;
}

/** One page as RGBA rows on white. */
export interface RenderedPage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What it answers. */
export type PdfAnswer =
  | { readonly pages: readonly RenderedPage[] }
  | { readonly fault: PdfFault; readonly detail: string };
