import { createHash } from 'node:crypto';
import type { Caller } from '../caller.js';
import { UploadedFile } from '../uploaded-file.js';

/**
 * SHA-256 of what a request asks for and of what its caller may see. The order of parameters does not
 * matter, nor whether a list was written `a[]` or `a[0]`; a file counts by its name and bytes.
 */
export function fingerprint(caller: Caller, params: unknown): Uint8Array<ArrayBuffer> {
  const sight = caller.kind === 'client' ? [caller.sessionId] : [...caller.permissions].sort();
  const text = JSON.stringify([caller.kind, sight, canonical(params ?? {})]);
  return new Uint8Array(createHash('sha256').update(text).digest());
}

function canonical(value: unknown): unknown {
  if (value instanceof UploadedFile) {
    return { filename: value.filename, sha256: createHash('sha256').update(value.bytes).digest('hex') };
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, canonical(member)]);
}
