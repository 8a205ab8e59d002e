import { parameterInvalid, parameterUnknown, requestInvalid } from '@idem/contracts';
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { parseForm, type RawParams } from './form.js';
import { UploadedFile } from './uploaded-file.js';

/** What may surround the file itself: boundaries, part headers, the other fields. */
const OVERHEAD_BYTES = 64 * 1024;

/**
 * Reads a multipart body into parameters; the file is an {@link UploadedFile} under `file`.
 * Called after the caller is known, so that strangers cannot make us hold their uploads in memory.
 *
 * @param maxBytes of the file
 * @throws {ApiError} 400
 */
export async function readMultipart(request: FastifyRequest, maxBytes: number): Promise<RawParams> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + OVERHEAD_BYTES) throw tooLarge(maxBytes);
  const fields = new URLSearchParams();
  let file: UploadedFile | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields.append(part.fieldname, String(part.value));
      } else if (part.fieldname !== 'file') {
        throw parameterUnknown(part.fieldname);
      } else {
        file = new UploadedFile(part.filename || null, await part.toBuffer());
      }
    }
  } catch (error) {
    throw refusalOf(error, maxBytes);
  }
  const params = parseForm(fields.toString());
  return file === undefined ? params : { ...params, file };
}

function refusalOf(error: unknown, maxBytes: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(maxBytes);
  if (code === 'FST_FILES_LIMIT') return requestInvalid('Send one file per request.', 'file');
  if (code === 'FST_FIELDS_LIMIT' || code === 'FST_PARTS_LIMIT')
    return requestInvalid('Too many form fields.');
  const own = error instanceof Error && error.name === 'ApiError';
  return own ? error : requestInvalid('The multipart body is malformed.');
}

const tooLarge = (maxBytes: number) =>
  parameterInvalid(
    'file',
    'parameter_invalid_file',
    `The file is too large: at most ${maxBytes} bytes are accepted.`,
  );
