import type { MultipartFile } from '@fastify/multipart';
import { type ApiError, parameterInvalid, parameterUnknown, requestInvalid } from '@idem/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { announcedBytes, endMiscounted } from './end-miscounted.js';
import { askForBody } from './expect-continue.js';
import { nestPairs, type RawParams } from './form.js';
import { type FormPair, notUtf8, strictUtf8 } from './form-pairs.js';
import { UploadedFile } from './uploaded-file.js';

/** What may surround the file itself: boundaries, part headers, the other fields. */
const OVERHEAD_BYTES = 64 * 1024;
/** Longest value of a part that is no file, in bytes. */
const MAX_TEXT_BYTES = 8192;

/**
 * Reads a multipart body into parameters; the file is an {@link UploadedFile} under `file`.
 * Called after the caller is known, so that strangers cannot make us hold their uploads in memory.
 *
 * @param maxBytes of the file
 * @throws {ApiError} 400
 */
export async function readMultipart(
  request: FastifyRequest,
  reply: FastifyReply,
  maxBytes: number,
): Promise<RawParams> {
  if (announcedBytes(request) > maxBytes + OVERHEAD_BYTES) throw tooLarge(maxBytes);
  askForBody(request, reply);
  const pairs: FormPair[] = [];
  let file: UploadedFile | undefined;
  endMiscounted(request, reply);
  try {
    for await (const part of request.parts()) {
      // Every part comes as one with bytes: `isPartAFile` of the server says so.
      if (part.type === 'field') throw requestInvalid(MALFORMED);
      assertNamed(part);
      assertPlain(part);
      if (part.fieldname === 'file') {
        if (file !== undefined) throw requestInvalid(ONE_FILE, 'file');
        file = await readFile(part);
      } else {
        pairs.push({ name: part.fieldname, value: await readText(part) });
      }
    }
  } catch (error) {
    // The rest is read and thrown away, so that a client that is still sending gets to the answer.
    request.raw.unpipe();
    request.raw.resume();
    throw refusalOf(error, maxBytes);
  }
  const params = nestPairs(pairs);
  return file === undefined ? params : { ...params, file };
}

/** What a part is for is its name: without one nothing can be done with it. */
function assertNamed({ fieldname }: MultipartFile): void {
  if (typeof fieldname !== 'string' || fieldname === '') {
    throw requestInvalid(
      'A part of the multipart body has no name. Give every part one: Content-Disposition: form-data; name="purpose".',
    );
  }
}

/** Bytes as they are. RFC 7578 §4.7 has done away with encodings of parts; taken as bytes they would be another file. */
function assertPlain({ fieldname, encoding }: MultipartFile): void {
  if (['7bit', '8bit', 'binary'].includes(encoding.trim().toLowerCase())) return;
  throw parameterInvalid(
    fieldname,
    'parameter_invalid_file',
    `The part '${fieldname}' is sent with Content-Transfer-Encoding: ${encoding.slice(0, 40)}, which is not supported. Send the bytes as they are, without encoding them.`,
  );
}

async function readFile(part: MultipartFile): Promise<UploadedFile> {
  // A client that has no name for a file has usually not sent one: the text `[object Object]`, a path, a stream that was read before.
  if (part.filename === undefined && part.mimetype !== 'application/octet-stream') {
    throw parameterInvalid(
      'file',
      'parameter_invalid_file',
      'The part \'file\' has no file name, so it is not taken for a file. Send it as a file upload with a name, for example: Content-Disposition: form-data; name="file"; filename="front.jpg". In the official clients, pass an open file, or an object with `data`, `name` and `type`.',
    );
  }
  return new UploadedFile(part.filename || null, await part.toBuffer());
}

async function readText(part: MultipartFile): Promise<string> {
  if (part.filename !== undefined) throw parameterUnknown(part.fieldname);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_TEXT_BYTES) throw tooLong(part.fieldname);
    chunks.push(chunk);
  }
  const text = strictUtf8(Buffer.concat(chunks));
  if (text === null) throw notUtf8(part.fieldname);
  return text;
}

const MALFORMED =
  'The multipart body is malformed or incomplete. Check its boundary and, if you set it yourself, its Content-Length.';
const ONE_FILE = 'Send one file per request: the part `file` was sent more than once.';

function refusalOf(error: unknown, maxBytes: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(maxBytes);
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT')
    return requestInvalid('The multipart body has too many parts.');
  const own = error instanceof Error && error.name === 'ApiError';
  return own ? error : requestInvalid(MALFORMED);
}

const tooLong = (name: string): ApiError =>
  parameterInvalid(
    name,
    'parameter_invalid_string',
    `Invalid ${name}: must be at most ${MAX_TEXT_BYTES} bytes long. A file has to be sent as the part 'file'.`,
  );

const tooLarge = (maxBytes: number): ApiError =>
  parameterInvalid(
    'file',
    'parameter_invalid_file',
    `The file is too large: at most ${maxBytes} bytes are accepted.`,
  );
