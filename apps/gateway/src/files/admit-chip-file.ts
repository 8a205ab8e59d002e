import { type ApiError, chipFileOfTag, MAX_CHIP_FILE_BYTES, parameterInvalid } from '@idem/contracts';
import type { ChipFileName } from '@idem/domain';

export interface AdmittedChipFile {
  /** Which file it is, as its outer tag says. */
  readonly format: ChipFileName;
  readonly bytes: Buffer;
}

/** No chip holds so much that its length would take more bytes than this. */
const MAX_LENGTH_BYTES = 3;

/**
 * Decides whether uploaded bytes are one elementary file of an electronic document, whole: a tag that we
 * read, and a definite length that ends where the bytes end (ITU-T X.690; ICAO 9303-10, 4.6 and 4.7). What is
 * inside is the check's to judge.
 *
 * @throws {ApiError} 400 with `param: 'file'`
 */
export function admitChipFile(bytes: Buffer): AdmittedChipFile {
  if (bytes.length === 0) throw refused('parameter_invalid_empty', 'The file is empty.');
  const format = chipFileOfTag(bytes[0]);
  if (format === undefined) {
    throw refused(
      'parameter_invalid_file_type',
      'This is not a supported file of a chip. Upload EF.SOD, DG1, DG2, DG11, DG14 or DG15 in full, including its outer tag.',
    );
  }
  if (bytes.length > MAX_CHIP_FILE_BYTES[format]) {
    throw refused(
      'parameter_invalid_file_size',
      `${format.toUpperCase()} is too large (${bytes.length} bytes): at most ${MAX_CHIP_FILE_BYTES[format]} are accepted.`,
    );
  }
  if (endOf(bytes) !== bytes.length) {
    throw refused(
      'parameter_invalid_file',
      `${format.toUpperCase()} is not complete: the length in its header does not match its size. Read it from the chip again and upload it in full.`,
    );
  }
  return { format, bytes };
}

/** Where the tag-length-value that opens `bytes` ends; null where its length cannot be read. */
function endOf(bytes: Buffer): number | null {
  const first = bytes[1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > MAX_LENGTH_BYTES || bytes.length < 2 + count) return null;
  return 2 + count + bytes.readUIntBE(2, count);
}

const refused = (code: string, message: string): ApiError => parameterInvalid('file', code, message);
