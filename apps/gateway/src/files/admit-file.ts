import { type ApiError, parameterInvalid } from '@idem/contracts';
import { fileTypeFromBuffer } from 'file-type';
import { type AdmittedImage, admitImage } from './admit-image.js';
import { type AdmittedPdf, admitPdf } from './admit-pdf.js';
import { refuseKind } from './refuse-kind.js';

/**
 * Decides whether uploaded bytes are of a kind we work with: by magic bytes, whatever the file is called.
 *
 * @param input `maxPixels` is width × height
 * @throws {ApiError} 400 with `param: 'file'`
 */
export async function admitFile(
  bytes: Buffer,
  { purpose, maxPixels }: { readonly purpose: string; readonly maxPixels: number },
): Promise<AdmittedImage | AdmittedPdf> {
  if (bytes.length === 0) throw refused('parameter_invalid_empty', 'The file is empty.');
  const kind = await fileTypeFromBuffer(bytes);
  if (kind?.mime === 'image/jpeg') return admitImage(bytes, 'jpg', { maxPixels });
  if (kind?.mime === 'image/png') return admitImage(bytes, 'png', { maxPixels });
  if (kind?.mime !== 'application/pdf') throw refuseKind(bytes, kind?.mime);
  if (purpose === 'selfie') {
    throw refused(
      'parameter_invalid_file_type',
      'A selfie cannot be a PDF. Upload it as a JPEG or PNG picture.',
    );
  }
  return admitPdf(bytes);
}

const refused = (code: string, message: string): ApiError => parameterInvalid('file', code, message);
