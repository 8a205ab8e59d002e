import type { Random } from './random.js';

/** What each prefix names. Stripe's own, but for the last eight, which are ours. */
export const ID_PREFIXES = {
  vs: 'verification session',
  vr: 'verification report',
  vf: 'verification flow',
  file: 'file',
  link: 'file link',
  evt: 'event',
  we: 'webhook endpoint',
  req: 'request',
  acct: 'account',
  cus: 'customer',
  ephkey: 'ephemeral key',
  whsec: 'webhook signing secret',
  wis: 'wallet identity session',
  vrw: 'review of a session',
  vsub: 'submission',
  vchl: 'selfie challenge',
  popen: 'opening of a link',
  hand: 'hand-off to a second device',
  whd: 'webhook delivery',
  key: 'API key record',
} as const;
export type IdPrefix = keyof typeof ID_PREFIXES;

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Bytes from this value on are thrown away: 248 is the largest multiple of 62 in a byte, so no digit is favoured. */
const UNBIASED_BELOW = 248;

/** `length` uniformly distributed characters of `0-9A-Za-z`; each carries 5.95 bits. */
export function base62(random: Random, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) {
      if (byte < UNBIASED_BELOW) text += BASE62.charAt(byte % 62);
    }
  }
  return text;
}

/**
 * A new id such as `vs_` + 24 base62 characters (143 bits). Alphanumeric after the prefix, because
 * Stripe's mobile SDKs match a session's client secret with `^((vi|vs)_[0-9a-zA-Z]+)_secret_(.+)$`.
 */
export function newId(prefix: IdPrefix, random: Random): string {
  return `${prefix}_${base62(random, 24)}`;
}
