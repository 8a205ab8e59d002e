import { gradeQuality, type QualityGrade } from '@idem/checks/document/quality/quality-faults';
import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { findDocument, rectifyDocument } from '@idem/vision/stages/document-finder/find-document';
import { readPage } from '@idem/vision/stages/mrz/read-page';
import { measureQuality, type PictureQuality } from '@idem/vision/stages/quality/measure-quality';

/** What the quality measures say of one picture, beside whether it could be read. */
export interface QualityRow {
  readonly quality: PictureQuality;
  readonly outlined: boolean;
  /** Elevated and high. */
  readonly faults: readonly QualityGrade[];
  /** The lines that were read, joined; null where none were. */
  readonly mrz: string | null;
}

/** Outline, MRZ and quality, as the document check takes them. @throws {UndecodableImageError} */
export async function measurePhotograph(models: Models, bytes: Uint8Array): Promise<QualityRow> {
  const picture = await decodeImage(bytes, { maxSide: 2000 });
  const outline = await findDocument(picture);
  const { page, mrz } = await readPage(models, picture, outline && rectifyDocument(picture, outline));
  const quad = page === picture ? null : (outline?.quad ?? null);
  const isSure = mrz?.valid === true;
  const quality = await measureQuality(page, { picture, outline: quad, isSure });
  const seen = { outlined: quad !== null, aspect: page.width / page.height, quality };
  return {
    quality,
    outlined: seen.outlined,
    faults: gradeQuality(seen).filter(({ level }) => level !== 'low'),
    mrz: mrz?.lines.join('') ?? null,
  };
}
