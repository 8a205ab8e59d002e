import { inspect } from 'node:util';
import type { Random } from '../random/random.js';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.js';
import { SealError } from './seal-error.js';
import type { SealingKey } from './sealing-key.js';

/** A key for the data of one session or one file. Never leaves the process unwrapped, not even into a log. */
export class DataKey implements SealingKey {
  readonly #bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    if (bytes.length !== KEY_BYTES)
      throw new RangeError(`a data key has ${KEY_BYTES} bytes, not ${bytes.length}`);
    this.#bytes = bytes;
  }

  /** A fresh key from 32 random bytes. */
  static generate(random: Random): DataKey {
    return new DataKey(random.bytes(KEY_BYTES));
  }

  /**
   * A key that {@link wrap} put away.
   *
   * @throws SealError when `by` did not wrap it for this context.
   */
  static unwrap(wrapped: Uint8Array, by: SealingKey, context: string): DataKey {
    const bytes = by.openBytes(wrapped, wrappingContext(context));
    if (bytes.length !== KEY_BYTES) throw new SealError('malformed', context);
    return new DataKey(bytes);
  }

  /**
   * This key under another one, ready to be stored. Destroying the wrapped form, or the key it is
   * wrapped by, destroys everything this key sealed.
   */
  wrap(by: SealingKey, context: string): Uint8Array<ArrayBuffer> {
    return by.sealBytes(this.#bytes, wrappingContext(context));
  }

  sealBytes(plain: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
    return encrypt(this.#bytes, plain, context);
  }

  openBytes(sealed: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
    return decrypt(this.#bytes, sealed, context);
  }

  toJSON(): string {
    return '[DataKey]';
  }

  [inspect.custom](): string {
    return '[DataKey]';
  }
}

/** Keeps wrapped keys and sealed data apart: neither can be passed off as the other. */
function wrappingContext(context: string): string {
  return `key:${context}`;
}
