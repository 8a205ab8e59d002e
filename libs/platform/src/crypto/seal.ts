import type { z } from 'zod';
import { SealError } from './seal-error.js';
import type { SealingKey } from './sealing-key.js';

/**
 * Seals a JSON value. `context` says where it lies, e.g. `verification_session:vs_…:collected`.
 *
 * @throws TypeError when the value has no JSON form.
 */
export function sealJson(key: SealingKey, value: unknown, context: string): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('only values with a JSON form can be sealed');
  return key.sealBytes(Buffer.from(text, 'utf8'), context);
}

/**
 * Opens what {@link sealJson} sealed for the same context and parses it with its contract.
 *
 * @throws SealError when it cannot be opened; ZodError when it is not what the contract says.
 */
export function openJson<Schema extends z.ZodType>(
  key: SealingKey,
  sealed: Uint8Array,
  context: string,
  schema: Schema,
): z.output<Schema> {
  const text = Buffer.from(openBytes(key, sealed, context)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Authentic, yet never written by sealJson; the parser's message would quote the plain text.
    throw new SealError('malformed', context);
  }
  return schema.parse(value);
}

/** Seals bytes, such as an encoded image, for a context such as `file:file_…`. Adds 29 to 37 bytes. */
export function sealBytes(key: SealingKey, plain: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
  return key.sealBytes(plain, context);
}

/**
 * Opens what {@link sealBytes} sealed for the same context.
 *
 * @throws SealError when it cannot be opened.
 */
export function openBytes(key: SealingKey, sealed: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
  return key.openBytes(sealed, context);
}
