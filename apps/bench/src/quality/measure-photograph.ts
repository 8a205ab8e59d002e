import { gradeQuality, type QualityGrade } from '@idem/checks/document/quality-faults';
import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { findDocument, rectifyDocument } from '@idem/vision/stages/document-finder/find-document';
import { readMrz } from '@idem/vision/stages/mrz/read-mrz';
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
  let page = outline ? rectifyDocument(picture, outline) : picture;
  let mrz = await readMrz(models, page);
  if (outline && !mrz?.valid && !mrz?.settled) {
    const whole = await readMrz(models, picture);
    if (whole && (!mrz || whole.valid)) [page, mrz] = [picture, whole];
  }
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
