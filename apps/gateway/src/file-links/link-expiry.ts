import { parameterInvalid } from '@idem/contracts';

/** Stripe's limit for links to pictures of identities, in seconds. */
const MAX_LIFETIME_S = 30;
/** What a client's clock may be ahead of ours, and its seconds rounded up, before it has asked for something else. */
const GRACE_S = 30;

/**
 * The end of a link to a picture of an identity: all that can be linked are such. An end that lies a moment beyond the
 * limit, as one does that was reckoned by another clock, is drawn back to it.
 *
 * @param param what it is called in the request
 * @param asked Unix seconds, `now`, or nothing or `''` for never
 * @throws {ApiError} 400 for an end that is past, more than a minute ahead, or never
 */
export function linkExpiry(asked: number | 'now' | '' | undefined, now: Date, param = 'expires_at'): Date {
  if (asked === 'now') return now;
  const seconds = asked === undefined || asked === '' ? Number.POSITIVE_INFINITY : asked;
  if (seconds * 1000 <= now.getTime()) {
    throw refusal(param, `Invalid ${param}: must be in the future.`);
  }
  const latest = now.getTime() + MAX_LIFETIME_S * 1000;
  if (seconds * 1000 > latest + GRACE_S * 1000) {
    throw refusal(
      param,
      `Invalid ${param}: a link to a picture of a document or a selfie must expire within ${MAX_LIFETIME_S} seconds. Set ${param} to a Unix timestamp that is at most ${MAX_LIFETIME_S} seconds from now, and create a new link when you need one.`,
    );
  }
  return new Date(Math.min(seconds * 1000, latest));
}

const refusal = (param: string, message: string) =>
  parameterInvalid(param, 'parameter_invalid_integer', message);
