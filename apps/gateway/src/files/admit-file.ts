import { type ApiError, parameterInvalid } from '@idem/contracts';
import { fileTypeFromBuffer } from 'file-type';
import { type AdmittedImage, admitImage } from './admit-image.js';
import { type AdmittedPdf, admitPdf } from './admit-pdf.js';
import { SOI } from './jpeg-segments.js';
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
  // Two bytes say it: behind SOI a camera may have left bytes of its own, which a stricter look takes for no JPEG.
  if (bytes[0] === 0xff && bytes[1] === SOI) return admitImage(bytes, 'jpg', { maxPixels });
  const kind = await fileTypeFromBuffer(bytes);
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
