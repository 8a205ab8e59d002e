import { sha256 } from '../runtime/sha256.js';

export type Fetch = (url: string, init: { signal: AbortSignal }) => Promise<Response>;

/** A download failed or is not the file that was asked for; nothing of it has been used. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

export interface Download {
  readonly url: string;
  readonly sha256: string;
  /** The transfer stops as soon as it exceeds this. */
  readonly maxBytes: number;
}

/** A model of a few megabytes over a slow line; also ends a server that never finishes. */
const TIMEOUT_MS = 120_000;

/**
 * Fetches one file into memory and returns it only when its SHA-256 is the expected one.
 *
 * @throws {DownloadError} on a network error, an HTTP error, too many bytes or another hash.
 */
export async function downloadVerified(file: Download, fetch: Fetch): Promise<Uint8Array> {
  const abort = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(file.url, { signal: abort });
  } catch (cause) {
    throw new DownloadError(`cannot reach ${file.url}`, { cause });
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new DownloadError(`${file.url} answered ${response.status}`);
  }
  const bytes = await readAtMost(response.body, file);
  const actual = sha256(bytes);
  if (actual !== file.sha256) {
    throw new DownloadError(`SHA-256 of ${file.url} is ${actual}, expected ${file.sha256}`);
  }
  return bytes;
}

async function readAtMost(
  body: ReadableStream<Uint8Array>,
  { url, maxBytes }: Download,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Leaving the loop by a throw cancels the stream and with it the connection.
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) throw new DownloadError(`${url} is larger than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof DownloadError) throw cause;
    throw new DownloadError(`${url} broke off after ${size} bytes`, { cause });
  }
  return Buffer.concat(chunks, size);
}
