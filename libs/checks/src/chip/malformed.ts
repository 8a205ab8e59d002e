/** The bytes are not what the standard says they are. Caught inside this folder: callers get a {@link Reading}. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

/** Well formed, but written with something this program does not know or does not accept. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}

/** What came of reading bytes that may have been written by anyone. */
export type Reading<T> =
  | { readonly status: 'read'; readonly value: T }
  | { readonly status: 'malformed' | 'unsupported'; readonly reason: string };

/**
 * Turns the refusals of `read` into values.
 *
 * @throws whatever else `read` throws: that is our fault, not the bytes'.
 */
export function reading<T>(read: () => T): Reading<T> {
  try {
    return { status: 'read', value: read() };
  } catch (error) {
    if (error instanceof MalformedError) return { status: 'malformed', reason: error.message };
    if (error instanceof UnsupportedError) return { status: 'unsupported', reason: error.message };
    throw error;
  }
}
