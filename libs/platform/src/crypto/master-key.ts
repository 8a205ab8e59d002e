import { createHmac, hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.js';
import { SealError } from './seal-error.js';
import type { SealingKey } from './sealing-key.js';

const KEY_ID_BYTES = 8;

/** What lies in the configuration: 32 bytes per key. */
export interface MasterKeys {
  readonly current: Uint8Array;
  readonly previous: readonly Uint8Array[];
}

/**
 * The operator's master keys. The current one seals; retired ones still open, so that a key can be
 * replaced without touching old rows. Format: `key id (8) ‖` what `encrypt` writes.
 */
export class MasterKeyRing implements SealingKey {
  readonly #keys: ReadonlyMap<string, Uint8Array>;
  readonly #current: { readonly id: Buffer; readonly key: Uint8Array };

  constructor({ current, previous }: MasterKeys) {
    for (const key of [current, ...previous]) {
      if (key.length !== KEY_BYTES)
        throw new RangeError(`a master key has ${KEY_BYTES} bytes, not ${key.length}`);
    }
    this.#current = { id: keyId(current), key: current };
    this.#keys = new Map([current, ...previous].map((key) => [keyId(key).toString('hex'), key]));
  }

  sealBytes(plain: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
    return Buffer.concat([this.#current.id, encrypt(this.#current.key, plain, context)]);
  }

  openBytes(sealed: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
    if (sealed.length < KEY_ID_BYTES) throw new SealError('malformed', context);
    const key = this.#keys.get(Buffer.from(sealed.subarray(0, KEY_ID_BYTES)).toString('hex'));
    if (!key) throw new SealError('unknown_key', context);
    return decrypt(key, sealed.subarray(KEY_ID_BYTES), context);
  }

  /** Whether this was sealed under the current key; what was not is due for sealing anew. */
  isCurrent(sealed: Uint8Array): boolean {
    return this.#current.id.equals(sealed.subarray(0, KEY_ID_BYTES));
  }

  /**
   * Keyed fingerprints of a text, under a key of its own for each context (HKDF, RFC 5869, and HMAC, both with SHA-256):
   * equal texts can be found again without being kept, and nobody without the master key can try out texts.
   *
   * @param context whose texts are compared with one another, e.g. `reference:acct_…:live`
   * @returns of the current key first, then of the retired ones, for what was written before a key was replaced
   */
  fingerprints(
    text: string,
    context: string,
  ): readonly [Uint8Array<ArrayBuffer>, ...Uint8Array<ArrayBuffer>[]] {
    const of = (key: Uint8Array): Uint8Array<ArrayBuffer> => {
      const own = hkdfSync('sha256', key, new Uint8Array(), `idem fingerprint ${context}`, KEY_BYTES);
      return new Uint8Array(createHmac('sha256', new Uint8Array(own)).update(text, 'utf8').digest());
    };
    const { key: current } = this.#current;
    const retired = [...this.#keys.values()].filter((key) => key !== current);
    return [of(current), ...retired.map(of)];
  }

  toJSON(): string {
    return '[MasterKeyRing]';
  }

  [inspect.custom](): string {
    return '[MasterKeyRing]';
  }
}

/** Names a key without giving anything of it away: a truncated HMAC under the key itself. */
function keyId(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('idem master key id').digest().subarray(0, KEY_ID_BYTES);
}
