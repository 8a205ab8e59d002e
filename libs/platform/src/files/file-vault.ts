import { type PictureOrigin, pictureOrigin } from '@idem/contracts';
import { DataKey } from '../crypto/data-key.js';
import { openBytes, openJson, sealBytes, sealJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Random } from '../random/random.js';
import type { ObjectStore } from '../storage/object-store.js';

/**
 * Uploaded pictures at rest. Each lies in the object store under a key of its own; that key is wrapped
 * by the data key of the session that owns the file, or by the master key until a session does. So a
 * file changes hands by wrapping 32 bytes anew, and destroying a session's key destroys its pictures.
 */

/** The columns of `files` that tell how a picture is locked away. */
export interface StoredFile {
  readonly id: string;
  readonly objectKey: string;
  readonly wrappedKey: Uint8Array | null;
  /** What is known of a picture's making; null for other files, and for pictures of earlier releases. */
  readonly sealedOrigin?: Uint8Array | null;
}

/** The file's key was destroyed by redaction: its picture can never be read again. */
export class FileDestroyedError extends Error {
  override readonly name = 'FileDestroyedError';
  constructor(readonly fileId: string) {
    super(`the key of ${fileId} was destroyed`);
  }
}

const context = (fileId: string): string => `file:${fileId}`;
const originContext = (fileId: string): string => `file:${fileId}:origin`;

/**
 * Seals a picture under a fresh key and stores it.
 *
 * @param owner wraps the fresh key: the session's data key or the master key ring
 * @returns the columns of the file's row; the row itself is the caller's to write, after this returned
 */
export async function storeFile(
  deps: { readonly store: ObjectStore; readonly random: Random },
  input: {
    readonly id: string;
    readonly bytes: Uint8Array;
    readonly origin?: PictureOrigin | null;
    readonly owner: SealingKey;
  },
): Promise<{
  objectKey: string;
  wrappedKey: Uint8Array<ArrayBuffer>;
  sealedOrigin: Uint8Array<ArrayBuffer> | null;
}> {
  const key = DataKey.generate(deps.random);
  const objectKey = `files/${input.id}`;
  await deps.store.put(objectKey, sealBytes(key, input.bytes, context(input.id)));
  const { origin } = input;
  return {
    objectKey,
    wrappedKey: key.wrap(input.owner, context(input.id)),
    sealedOrigin: origin ? sealJson(key, origin, originContext(input.id)) : null,
  };
}

/** The file's key, wrapped by its new owner. */
export function rewrapFileKey(file: StoredFile, from: SealingKey, to: SealingKey): Uint8Array<ArrayBuffer> {
  return unwrap(file, from).wrap(to, context(file.id));
}

/**
 * Fetches and opens a picture.
 *
 * @throws {FileDestroyedError} after redaction.
 * @throws {SealError} when `owner` does not own the file, or the stored bytes were changed.
 */
export async function loadFile(
  deps: { readonly store: ObjectStore },
  input: { readonly file: StoredFile; readonly owner: SealingKey },
): Promise<Uint8Array<ArrayBuffer>> {
  const key = unwrap(input.file, input.owner);
  return openBytes(key, await deps.store.get(input.file.objectKey), context(input.file.id));
}

/** What is known of a picture's making; null where nothing was recorded. @throws as {@link loadFile} */
export function openOrigin(file: StoredFile, owner: SealingKey): PictureOrigin | null {
  if (!file.sealedOrigin) return null;
  return openJson(unwrap(file, owner), file.sealedOrigin, originContext(file.id), pictureOrigin);
}

/** Seals it anew, under the key of the file. @throws as {@link loadFile} */
export function sealOrigin(
  file: StoredFile,
  owner: SealingKey,
  origin: PictureOrigin,
): Uint8Array<ArrayBuffer> {
  return sealJson(unwrap(file, owner), origin, originContext(file.id));
}

function unwrap(file: StoredFile, owner: SealingKey): DataKey {
  if (file.wrappedKey === null) throw new FileDestroyedError(file.id);
  return DataKey.unwrap(file.wrappedKey, owner, context(file.id));
}
