import { type ApiError, parameterInvalid } from '@idem/contracts';

/** A reader looks for the end of a file here (ISO 32000-1, annex H.3, note 18). */
const TAIL = 1024;
/**
 * The entry of a trailer, or of a cross-reference stream's dictionary, that names how the file is encrypted: a
 * reference or a dictionary (ISO 32000-1 §7.5.5). Both stand in clear text in every encrypted file.
 */
const ENCRYPT = /\/Encrypt(?:\s+\d+\s+\d+\s+R|\s*<<)/;

export interface AdmittedPdf {
  readonly format: 'pdf';
  /** A PDF's pages have no pixels until they are drawn. */
  readonly width: null;
  readonly height: null;
  /** The file as it came. */
  readonly bytes: Buffer;
  readonly origin: null;
}

/**
 * Decides what can be told of a PDF without interpreting it: that it ends where it should, and that nobody needs
 * a password for it. What it shows, and how many pages it has, is found out by the checks, in a thread that may
 * fail (docs/adr/0008).
 *
 * @throws {ApiError} 400 with `param: 'file'`
 */
export function admitPdf(bytes: Buffer): AdmittedPdf {
  if (!bytes.subarray(-TAIL).includes('%%EOF')) {
    throw refused(
      'parameter_invalid_file',
      'The PDF cannot be read because the file is damaged or incomplete. Upload it again, or upload a picture of the document.',
    );
  }
  if (ENCRYPT.test(bytes.toString('latin1'))) {
    throw refused(
      'parameter_invalid_file',
      'The PDF is encrypted. Upload it without password protection, or upload a picture of the document.',
    );
  }
  return { format: 'pdf', width: null, height: null, bytes, origin: null };
}

const refused = (code: string, message: string): ApiError => parameterInvalid('file', code, message);
