import { createHash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../random/random.js';

/** A new bearer token: 32 random bytes in base64url (43 characters), far beyond guessing. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

/**
 * SHA-256 of an API key or client secret: what is stored in its place and looked up by. No salt and no
 * stretching, because the tokens are random and long; passwords would need both.
 */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token, 'utf8').digest());
}

/** Compares without telling by its duration where two secrets differ. Lengths are not secret. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
