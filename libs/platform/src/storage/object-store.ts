/** Where sealed pictures lie. Overwrites and deletions are final; there are no versions. */
export interface ObjectStore {
  /** Stores or replaces an object. When it returns, the object survives a crash of this process and of the store. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** @throws ObjectNotFoundError when there is none under this key. */
  get(key: string): Promise<Uint8Array>;
  /** Removes an object; one that is not there counts as removed. */
  delete(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
  /**
   * Makes sure that objects can be stored, creating the bucket or directory when it is missing.
   *
   * @throws ObjectStoreError saying what is wrong.
   */
  check(): Promise<void>;
}

/** The store cannot be used. Names the place and never the credentials. */
export class ObjectStoreError extends Error {
  override readonly name = 'ObjectStoreError';

  constructor(
    /** The directory, or endpoint and bucket. */
    readonly place: string,
    problem: string,
    cause?: unknown,
  ) {
    super(`object store ${place}: ${problem}`, { cause });
  }
}

/** Nothing lies under this key, or not any more. */
export class ObjectNotFoundError extends Error {
  override readonly name = 'ObjectNotFoundError';

  constructor(readonly key: string) {
    super(`no object "${key}"`);
  }
}

const KEY = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;
/** S3 allows 1,024 bytes; the file system's 255 per segment is the tighter limit for keys of few segments. */
const MAX_KEY_LENGTH = 200;

/**
 * Refuses keys that mean different things to different stores. Segments of letters, digits, `_` and `-`
 * joined by `/`; hence no dots and no way out of a directory.
 *
 * @throws RangeError
 */
export function assertObjectKey(key: string): void {
  if (key.length > MAX_KEY_LENGTH || !KEY.test(key)) {
    throw new RangeError(`"${key.slice(0, MAX_KEY_LENGTH)}" is not an object key`);
  }
}
