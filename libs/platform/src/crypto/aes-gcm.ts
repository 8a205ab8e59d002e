import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SealError } from './seal-error.js';

export const KEY_BYTES = 32;
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes by which a sealed message is longer than its plain text. */
export const SEAL_OVERHEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

/**
 * AES-256-GCM (NIST SP 800-38D): `version (1) ‖ IV (12) ‖ ciphertext ‖ tag (16)`. `context` is
 * authenticated but not stored: opening needs the same one, so a sealed value cannot be moved to
 * another row or column.
 *
 * The IV always comes from the operating system and not from a handed-in generator: one repeated IV
 * under one key gives the key stream away, and no test needs to predict it. Random 96-bit IVs bound a
 * key to 2³² messages (SP 800-38D §8.3); data keys seal dozens.
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([
    Uint8Array.of(VERSION),
    iv,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/**
 * The inverse of {@link encrypt}.
 *
 * @throws SealError `malformed` or `unauthentic`.
 */
export function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
  if (sealed.length < SEAL_OVERHEAD_BYTES || sealed[0] !== VERSION) throw new SealError('malformed', context);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const body = decipher.update(sealed.subarray(1 + IV_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch {
    throw new SealError('unauthentic', context);
  }
}
