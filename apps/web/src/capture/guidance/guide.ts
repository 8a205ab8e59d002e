import type { DocumentType } from '@idem/domain';

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Width by height: ID-1 is 85.60 mm × 53.98 mm and ID-3 is 125 mm × 88 mm (ISO/IEC 7810). */
export const aspectOf = (type: DocumentType | null): number =>
  type === 'passport' ? 125 / 88 : 85.6 / 53.98;

/** Where the document should lie in a picture of this size: in the middle, with room for its edges to be seen. */
export function guideIn(width: number, height: number, aspect: number): Box {
  const wide = Math.min(width * 0.84, height * 0.78 * aspect);
  const high = wide / aspect;
  return { left: (width - wide) / 2, top: (height - high) / 2, width: wide, height: high };
}
